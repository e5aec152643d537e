namespace DicomActors.Protocol.Associations;

/// <summary>What an acceptor does with a proposed SOP class it was not told about.</summary>
public enum UnknownSopClassPolicy
{
    /// <summary>Refuse: abstract syntax not supported.</summary>
    Reject,

    /// <summary>
    /// Accept what is or may be an instance to store: the storage classes of the standard, known or newer than this library; private
    /// SOP classes; and those the requestor declares to belong to the Storage service class (PS3.7 D.3.3.6).
    /// </summary>
    AcceptStorage,

    /// <summary>Accept everything.</summary>
    AcceptAll,
}

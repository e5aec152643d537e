namespace DicomActors.Protocol.Associations;

/// <summary>Whose order decides which of the transfer syntaxes both sides know is chosen.</summary>
public enum TransferSyntaxPreference
{
    /// <summary>The requestor's: the first one it proposes that we support.</summary>
    Requestor,

    /// <summary>Ours: the first one of our list that is proposed.</summary>
    Acceptor,
}

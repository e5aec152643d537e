namespace DicomActors.Protocol.StateMachine;

/// <summary>Which side of an association this is. Has nothing to do with SCU and SCP.</summary>
public enum AssociationRole : byte
{
    /// <summary>The side that opened the transport connection and sent A-ASSOCIATE-RQ.</summary>
    Requestor,

    /// <summary>The side that was asked.</summary>
    Acceptor,
}

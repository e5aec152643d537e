namespace DicomActors.Protocol.StateMachine;

/// <summary>What can happen to an association (PS3.8 9.2.2, the rows of table 9-10). Values are the standard's numbers.</summary>
public enum AssociationEvent : byte
{
    /// <summary>Not an event.</summary>
    None = 0,

    /// <summary>Evt1: A-ASSOCIATE request, local primitive.</summary>
    LocalAssociateRequest = 1,

    /// <summary>Evt2: the transport connection we asked for is open.</summary>
    TransportConnected = 2,

    /// <summary>Evt3: A-ASSOCIATE-AC received.</summary>
    AssociateAcceptReceived = 3,

    /// <summary>Evt4: A-ASSOCIATE-RJ received.</summary>
    AssociateRejectReceived = 4,

    /// <summary>Evt5: a transport connection of a peer was accepted.</summary>
    TransportAccepted = 5,

    /// <summary>Evt6: A-ASSOCIATE-RQ received.</summary>
    AssociateRequestReceived = 6,

    /// <summary>Evt7: A-ASSOCIATE response (accept), local primitive.</summary>
    LocalAssociateAccept = 7,

    /// <summary>Evt8: A-ASSOCIATE response (reject), local primitive.</summary>
    LocalAssociateReject = 8,

    /// <summary>Evt9: P-DATA request, local primitive.</summary>
    LocalDataRequest = 9,

    /// <summary>Evt10: P-DATA-TF received.</summary>
    DataReceived = 10,

    /// <summary>Evt11: A-RELEASE request, local primitive.</summary>
    LocalReleaseRequest = 11,

    /// <summary>Evt12: A-RELEASE-RQ received.</summary>
    ReleaseRequestReceived = 12,

    /// <summary>Evt13: A-RELEASE-RP received.</summary>
    ReleaseResponseReceived = 13,

    /// <summary>Evt14: A-RELEASE response, local primitive.</summary>
    LocalReleaseResponse = 14,

    /// <summary>Evt15: A-ABORT request, local primitive.</summary>
    LocalAbortRequest = 15,

    /// <summary>Evt16: A-ABORT received.</summary>
    AbortReceived = 16,

    /// <summary>Evt17: the transport connection was closed.</summary>
    TransportClosed = 17,

    /// <summary>Evt18: the ARTIM timer expired.</summary>
    ArtimExpired = 18,

    /// <summary>Evt19: an unrecognized or invalid PDU was received.</summary>
    InvalidPduReceived = 19,
}

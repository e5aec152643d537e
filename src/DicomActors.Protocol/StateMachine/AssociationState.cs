namespace DicomActors.Protocol.StateMachine;

/// <summary>The states of one association (PS3.8 9.2.1, tables 9-1 to 9-5). Values are the standard's numbers.</summary>
public enum AssociationState : byte
{
    /// <summary>Not a state.</summary>
    None = 0,

    /// <summary>Sta1: no association, no transport connection.</summary>
    Idle = 1,

    /// <summary>Sta2: transport connection open, waiting for A-ASSOCIATE-RQ.</summary>
    AwaitingAssociateRequest = 2,

    /// <summary>Sta3: waiting for the local A-ASSOCIATE response primitive.</summary>
    AwaitingLocalAssociateResponse = 3,

    /// <summary>Sta4: waiting for the transport connection to open.</summary>
    AwaitingTransportConnection = 4,

    /// <summary>Sta5: waiting for A-ASSOCIATE-AC or A-ASSOCIATE-RJ.</summary>
    AwaitingAssociateResponse = 5,

    /// <summary>Sta6: association established, ready for data transfer.</summary>
    Established = 6,

    /// <summary>Sta7: waiting for A-RELEASE-RP.</summary>
    AwaitingReleaseResponse = 7,

    /// <summary>Sta8: waiting for the local A-RELEASE response primitive.</summary>
    AwaitingLocalReleaseResponse = 8,

    /// <summary>Sta9: release collision on the requestor's side, waiting for the local A-RELEASE response primitive.</summary>
    CollisionRequestorAwaitingLocalReleaseResponse = 9,

    /// <summary>Sta10: release collision on the acceptor's side, waiting for A-RELEASE-RP.</summary>
    CollisionAcceptorAwaitingReleaseResponse = 10,

    /// <summary>Sta11: release collision on the requestor's side, A-RELEASE-RP sent, waiting for A-RELEASE-RP.</summary>
    CollisionRequestorAwaitingReleaseResponse = 11,

    /// <summary>Sta12: release collision on the acceptor's side, A-RELEASE-RP received, waiting for the local A-RELEASE response primitive.</summary>
    CollisionAcceptorAwaitingLocalReleaseResponse = 12,

    /// <summary>Sta13: waiting for the transport connection to close; the association no longer exists.</summary>
    AwaitingTransportClose = 13,
}

namespace DicomActors.Connections;

/// <summary>
/// What a connection is doing: the names of <see cref="ConnectionActor"/>'s behaviours. Coarser than the thirteen states of
/// PS3.8 9.2, which <see cref="ConnectionStatus.ProtocolState"/> tells.
/// </summary>
public enum ConnectionPhase
{
    /// <summary>The transport is being connected.</summary>
    Connecting,

    /// <summary>The transport stands; nobody has asked for the association yet.</summary>
    AwaitingAssociation,

    /// <summary>The association was asked for, by us or by the peer, and not yet answered.</summary>
    Negotiating,

    /// <summary>The association stands; requests go both ways.</summary>
    Established,

    /// <summary>The association is being ended, politely or not.</summary>
    Releasing,

    /// <summary>The connection is over; its last conversations are being told.</summary>
    Closed,
}

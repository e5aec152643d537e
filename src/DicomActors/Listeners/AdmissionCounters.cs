namespace DicomActors.Listeners;

/// <summary>What became of the connections of a listener. The first three are as of now, the others since it was bound.</summary>
public readonly record struct AdmissionCounters
{
    /// <summary>Connections within the limits that are alive, with or without an association.</summary>
    public int Connections { get; init; }

    /// <summary>Those of <see cref="Connections"/> whose peer has not asked for an association yet.</summary>
    public int Unassociated { get; init; }

    /// <summary>Connections above the limits that are alive only until their peers know that they are rejected.</summary>
    public int Rejecting { get; init; }

    /// <summary>Connections accepted from the operating system, whatever became of them.</summary>
    public long Accepted { get; init; }

    /// <summary>Connections above <see cref="AdmissionPolicy.MaximumConnections"/>.</summary>
    public long OverConnections { get; init; }

    /// <summary>Connections above <see cref="AdmissionPolicy.MaximumConnectionsPerAddress"/>.</summary>
    public long OverPerAddress { get; init; }

    /// <summary>Connections above <see cref="AdmissionPolicy.MaximumUnassociated"/>.</summary>
    public long OverUnassociated { get; init; }

    /// <summary>Associations above <see cref="AdmissionPolicy.MaximumAssociationsPerCallingAETitle"/>.</summary>
    public long OverPerCallingAETitle { get; init; }

    /// <summary>Those above a limit that were reset instead of rejected: <see cref="AdmissionPolicy.MaximumRejecting"/> was reached.</summary>
    public long Reset { get; init; }

    /// <summary>Connections from networks that are not let in.</summary>
    public long DeniedNetworks { get; init; }

    /// <summary>Associations rejected for what they asked for: AE titles, user identity, application context.</summary>
    public long Refused { get; init; }

    /// <summary>Connections whose peer left without sending a byte, as health checks of load balancers do.</summary>
    public long Probes { get; init; }
}

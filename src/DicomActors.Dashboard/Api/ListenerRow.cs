namespace DicomActors.Dashboard.Api;

/// <summary>One listener with its limits.</summary>
public sealed record ListenerRow
{
    /// <summary>The name of its actor.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is bound.</summary>
    public required IReadOnlyList<EndPointRow> EndPoints { get; init; }

    /// <summary>Connections within the limits that are alive.</summary>
    public required int Connections { get; init; }

    /// <summary>Those of them whose peer has not asked for an association yet.</summary>
    public required int Unassociated { get; init; }

    /// <summary>Connections accepted from the operating system, whatever became of them.</summary>
    public required long Accepted { get; init; }

    /// <summary>Connections and associations turned away because a limit was reached.</summary>
    public required long OverLimit { get; init; }

    /// <summary>Connections from networks that are not let in.</summary>
    public required long Denied { get; init; }

    /// <summary>Associations rejected for what they asked for.</summary>
    public required long Refused { get; init; }

    /// <summary>Connections that left without a byte, as health checks do.</summary>
    public required long Probes { get; init; }

    /// <summary>Attempts to accept that the operating system refused.</summary>
    public required long AcceptErrors { get; init; }

    /// <summary>How many it lets in.</summary>
    public required ListenerLimits Limits { get; init; }
}

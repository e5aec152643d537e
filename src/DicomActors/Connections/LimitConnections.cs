namespace DicomActors.Connections;

/// <summary>
/// Change how many connections there may be. Those that stand stay; the limits hold for new ones. Answered with
/// <see cref="ConnectionsLimited"/>.
/// </summary>
public sealed record LimitConnections : IConnectionFactoryCommand
{
    /// <summary>Most connections open at once, outgoing and incoming together. 1 or more.</summary>
    public required int Maximum { get; init => field = AtLeastOne(value, nameof(Maximum)); }

    /// <summary>Most outgoing connections being opened at once. 1 or more.</summary>
    public required int MaximumPendingOpens { get; init => field = AtLeastOne(value, nameof(MaximumPendingOpens)); }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more.");
}

using DicomActors.Protocol.Pdus;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>One run: what we are told to do, and how the peer behaves. Plain data, so that it can be printed and shrunk.</summary>
public sealed record Scenario
{
    /// <summary>Whether the peer connects to us.</summary>
    public bool WeAccept { get; init; }

    public bool AutoSend { get; init; } = true;

    /// <summary>Bytes on the way in each direction before a write waits.</summary>
    public int PipeCapacity { get; init; } = 16 * 1024;

    /// <summary>Requests the peer performs at once.</summary>
    public int Window { get; init; } = 1;

    public ConnectBehaviour Connect { get; init; }

    public AssociateBehaviour Associate { get; init; }

    public ReleaseBehaviour Release { get; init; }

    /// <summary>The peer reads a few bytes at a time.</summary>
    public bool ReadsSlowly { get; init; }

    /// <summary>The peer answers a C-CANCEL with the status Cancel.</summary>
    public bool HeedsCancel { get; init; }

    /// <summary>How many of <see cref="Acts"/> the peer does on its own; each of the others follows a request of ours.</summary>
    public int EagerActs { get; init; }

    public ItemList<Command> Commands { get; init; } = [];

    public ItemList<PeerAct> Acts { get; init; } = [];

    public override string ToString() =>
        $"{(WeAccept ? "acceptor" : $"requestor ({Connect})")}, {(AutoSend ? "automatic" : "manual")}, pipe {PipeCapacity}, window {Window}; "
        + $"peer: {Associate}, release {Release}{(ReadsSlowly ? ", reads slowly" : "")}{(HeedsCancel ? ", heeds C-CANCEL" : "")}, "
        + $"{EagerActs} of its own{Environment.NewLine}  commands: {string.Join(' ', Commands)}{Environment.NewLine}  peer: {string.Join(' ', Acts)}";
}

namespace Comparison.Peers;

/// <summary>Our echoes, see <see cref="LoadScu"/>, from a process of their own.</summary>
internal sealed class OwnEchoSender : Sender
{
    public override string Description => "ConnectionActor by Ask";

    public override ProgramCall Call(int port, long instances) => OwnProgram.Peer(
        LoadScu.Verb,
        PeerArguments.Format("port", port),
        PeerArguments.Format("count", instances));
}

namespace Comparison.Peers;

/// <summary>One of <see cref="PeerVerbs"/> that listens.</summary>
/// <param name="description">What it is.</param>
/// <param name="verb">Its name.</param>
/// <param name="arguments">Each as name=value.</param>
internal sealed class OwnServer(string description, string verb, params string[] arguments) : PeerServer
{
    public override string Description => description;

    protected override async Task<(PeerProcess Process, int Port)> StartAsync(CancellationToken cancellationToken)
    {
        var process = PeerProcess.Start(OwnProgram.Peer(verb, arguments));
        return (process, await process.ReadyAsync(cancellationToken));
    }
}

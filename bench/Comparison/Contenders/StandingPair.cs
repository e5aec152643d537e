using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>A client that stays alive over all rounds, and the server it talks to.</summary>
/// <param name="server">The server; its port is the argument <c>port</c> of the client.</param>
internal sealed class StandingPair(PeerServer server) : IAsyncDisposable
{
    private bool _hasServer;
    private PeerProcess? _client;

    /// <summary>The server.</summary>
    public PeerServer Server => server;

    /// <summary>Starts the server, unless it runs for others, and the client.</summary>
    /// <param name="callOf">How the client is called, by its first argument.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BenchException">One of them did not come up.</exception>
    public async Task StartAsync(Func<string, ProgramCall> callOf, CancellationToken cancellationToken)
    {
        _hasServer = true;
        var port = await server.AcquireAsync(cancellationToken);
        _client = PeerProcess.Start(callOf(PeerArguments.Format("port", port)));
        await _client.ReadyAsync(cancellationToken);
    }

    /// <summary>Lets the client do so many operations.</summary>
    public Task<Measurement> RunAsync(long operations, CancellationToken cancellationToken) => _client!.RunAsync(operations, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.DisposeAsync();
        }

        if (_hasServer)
        {
            _hasServer = false;
            await server.ReleaseAsync();
        }
    }
}

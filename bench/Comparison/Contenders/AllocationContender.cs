using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>
/// A client and a server of ours in processes of their own: the bytes each of them allocates per operation, exact. Three parts of the
/// operations are measured on top of one, and only what the more of them cost counts: what a run costs once falls out.
/// </summary>
/// <param name="name">As it is printed.</param>
/// <param name="description">What the client does.</param>
/// <param name="operations">Of a round.</param>
/// <param name="server">One of <see cref="PeerVerbs"/> that only listens.</param>
/// <param name="verb">The client; it serves with <see cref="PeerConsole"/> and reads <see cref="ProcessMemory.Allocated"/>.</param>
/// <param name="arguments">Further arguments of the client, each as name=value.</param>
internal sealed class AllocationContender(
    string name, string description, long operations, PeerServer server, string verb, params string[] arguments) : Contender(name)
{
    /// <summary>The reading of the client's process.</summary>
    public const string Requestor = "requestor";

    /// <summary>The reading of the server's process.</summary>
    public const string Acceptor = "acceptor";

    private readonly StandingPair _pair = new(server);

    public override string Description => $"{description} → {server.Description}; bytes allocated per operation in each process";

    public override long? FixedOperations => operations;

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _pair.StartAsync(port => OwnProgram.Peer(verb, [port, .. arguments]), cancellationToken);
        await RunAsync(operations, cancellationToken);
    }

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        var (_, lessClient, lessServer) = await RunAsync(operations / 4, cancellationToken);
        var (measurement, client, servers) = await RunAsync(operations, cancellationToken);
        var more = operations - (operations / 4);
        return measurement with
        {
            Readings = [new(Requestor, (client - lessClient) / more, "B"), new(Acceptor, (servers - lessServer) / more, "B")],
        };
    }

    public override ValueTask DisposeAsync() => _pair.DisposeAsync();

    private async Task<(Measurement Measurement, double Client, double Server)> RunAsync(long count, CancellationToken cancellationToken)
    {
        var before = await server.LookAsync(life: false, cancellationToken);
        var measurement = await _pair.RunAsync(count, cancellationToken);
        var after = await server.LookAsync(life: false, cancellationToken);
        return (measurement, Allocated(measurement), Allocated(after) - Allocated(before));
    }

    private static double Allocated(Measurement measurement) => measurement.Readings.First(reading => reading.Name == ProcessMemory.Allocated).Value;
}

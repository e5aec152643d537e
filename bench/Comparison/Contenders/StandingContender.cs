using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>
/// A client that stays alive over all rounds, and the server it talks to: the start of processes and the compilation of what they do
/// is not in the time.
/// </summary>
/// <param name="name">As it is printed.</param>
/// <param name="description">What the client does.</param>
/// <param name="server">The server; its port is the argument <c>port</c> of the client.</param>
/// <param name="verb">The client, of <see cref="PeerVerbs"/> unless <see cref="Program"/> says otherwise; it serves with <see cref="PeerConsole"/>.</param>
/// <param name="arguments">Further arguments of the client, each as name=value.</param>
internal sealed class StandingContender(string name, string description, PeerServer server, string verb, params string[] arguments) : Contender(name)
{
    private readonly StandingPair _pair = new(server);

    public override string Description => $"{description} → {server.Description}; processes stay alive";

    /// <summary>The operations of every round. Default null: calibrated.</summary>
    public long? Operations { get; init; }

    /// <summary>How the client is called, by its verb and its arguments. Default: this executable.</summary>
    public Func<string, IEnumerable<string>, ProgramCall> Program { get; init; } = static (verb, arguments) => OwnProgram.Peer(verb, arguments);

    /// <summary>Why the client cannot run on this machine. Default null: it can.</summary>
    public string? Obstacle { get; init; }

    public override long? FixedOperations => Operations;

    public override string? FindObstacle() => Obstacle ?? server.FindObstacle();

    public override Task PrepareAsync(CancellationToken cancellationToken) =>
        _pair.StartAsync(port => Program(verb, [port, .. arguments]), cancellationToken);

    public override Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken) => _pair.RunAsync(operations, cancellationToken);

    public override ValueTask DisposeAsync() => _pair.DisposeAsync();
}

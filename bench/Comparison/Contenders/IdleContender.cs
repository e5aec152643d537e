using System.Globalization;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>
/// Idle associations between two processes of ours, and echoes on a further one. What an association takes is read once, when they have
/// been opened.
/// </summary>
/// <param name="name">As it is printed.</param>
/// <param name="count">Idle associations; may be none.</param>
internal sealed class IdleContender(string name, long count) : Contender(name)
{
    private const int OtherFiles = 200;

    private readonly StandingPair _pair = new(new OwnServer("our listener", DiscardingScp.Verb));
    private IReadOnlyList<Reading> _memory = [];

    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{count:N0} idle associations, echoes on a further one → {_pair.Server.Description}; processes stay alive");

    public override string? FindObstacle() => ReadOpenFiles() is { } files && files < count + OtherFiles
        ? string.Create(CultureInfo.InvariantCulture, $"not possible here: a process may open {files:N0} files, {count + OtherFiles:N0} are needed (ulimit -Hn)")
        : null;

    /// <summary>The reading of one side.</summary>
    /// <param name="side">Whose.</param>
    /// <param name="what">One of the readings of <see cref="ProcessMemory"/>.</param>
    public static string ReadingOf(string side, string what) => $"{what} per association, {side}";

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _pair.StartAsync(static port => OwnProgram.Peer(IdleScu.Verb, port), cancellationToken);
        var before = await _pair.Server.LookAsync(life: true, cancellationToken);
        var opened = await _pair.RunAsync(count, cancellationToken);
        var after = await _pair.Server.LookAsync(life: true, cancellationToken);
        _memory = count == 0 ? [] : [.. Named(AllocationContender.Requestor, opened.Readings), .. Named(AllocationContender.Acceptor, ProcessMemory.Share(before, after, count))];
    }

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken) =>
        await _pair.RunAsync(operations, cancellationToken) with { Readings = _memory };

    public override ValueTask DisposeAsync() => _pair.DisposeAsync();

    private static IEnumerable<Reading> Named(string side, IEnumerable<Reading> readings) => readings
        .Where(reading => reading.Name != ProcessMemory.Allocated)
        .Select(reading => reading with { Name = ReadingOf(side, reading.Name) });

    // .NET raises the soft limit of its own process to the hard one.
    private static long? ReadOpenFiles()
    {
        const string Limits = "/proc/self/limits";
        const int Hard = 4;
        return File.Exists(Limits)
            && File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
            && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[Hard], NumberStyles.None, CultureInfo.InvariantCulture, out var files)
                ? files
                : null;
    }
}

using Comparison.Measuring;

namespace Comparison.Contenders;

/// <summary>One of those that are compared: does a number of operations and says how long they took.</summary>
/// <param name="name">As it is printed, and as targets refer to it.</param>
internal abstract class Contender(string name) : IAsyncDisposable
{
    public string Name => name;

    /// <summary>What it does, for whoever reads the figures: program, options, whether the start of its process is in the time.</summary>
    public abstract string Description { get; }

    /// <summary>Where calibration begins.</summary>
    public virtual long FirstOperations => 100;

    /// <summary>The operations of every round, if they are not calibrated. Default null.</summary>
    public virtual long? FixedOperations => null;

    /// <summary>
    /// By how much its rounds are longer than the plan says. Default 1; more where processes are started within the time, so that their start
    /// (half a second of compilation for .NET) hardly counts.
    /// </summary>
    public virtual double Stretch => 1;

    /// <summary>Why it cannot run on this machine, and how to help that; null if it can.</summary>
    public virtual string? FindObstacle() => null;

    /// <summary>Starts what stays alive over all rounds. Called once, before the first <see cref="MeasureAsync"/>.</summary>
    /// <exception cref="BenchException">It did not come up.</exception>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>One round: at least that many operations.</summary>
    /// <exception cref="BenchException">An operation failed.</exception>
    public abstract Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken);

    /// <summary>Ends what <see cref="PrepareAsync"/> started; also where it was never called or failed.</summary>
    public abstract ValueTask DisposeAsync();
}

namespace Comparison.Peers;

/// <summary>A program that sends instances on one association and ends.</summary>
internal abstract class Sender
{
    /// <summary>Program and options.</summary>
    public abstract string Description { get; }

    /// <summary>Why it cannot run on this machine, and how to help that; null if it can.</summary>
    public virtual string? FindObstacle() => null;

    /// <summary>How many instances it really sends if at least so many are wanted.</summary>
    public virtual long Round(long instances) => instances;

    /// <summary>The call that sends them.</summary>
    /// <param name="port">Of the receiver, on loopback.</param>
    /// <param name="instances">A result of <see cref="Round"/>.</param>
    public abstract ProgramCall Call(int port, long instances);
}

using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>What the process takes, as a measurement of nothing but readings.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes allocated since the start of the process, exact.</summary>
    public const string Allocated = "allocated";

    /// <summary>Bytes of managed objects that are alive.</summary>
    public const string Managed = "managed";

    /// <summary>Resident bytes of the process as it stands: garbage, code and runtime included.</summary>
    public const string Resident = "resident";

    private const string Unit = "B";

    /// <summary>Looks without changing anything: a collection would also empty the pools of arrays, which then are allocated anew.</summary>
    public static Measurement Look() => new(0, TimeSpan.Zero)
    {
        Readings = [new(Allocated, GC.GetTotalAllocatedBytes(precise: true), Unit), new(Resident, Environment.WorkingSet, Unit)],
    };

    /// <summary>The same, and afterwards collects to see what is alive.</summary>
    public static Measurement LookForLife()
    {
        var look = Look();
        return look with { Readings = [.. look.Readings, new(Managed, CountAlive(), Unit)] };
    }

    /// <summary>What each of so many operations added between two looks.</summary>
    public static IReadOnlyList<Reading> Share(Measurement before, Measurement after, long operations) =>
        [.. after.Readings.Select((reading, index) => reading with { Value = (reading.Value - before.Readings[index].Value) / operations })];

    /// <summary>Bytes of managed objects that are alive.</summary>
    public static long CountAlive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

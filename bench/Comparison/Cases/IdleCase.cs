using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>What idle associations take, and whether they slow down one that is not idle.</summary>
internal static class IdleCase
{
    private const string None = "none idle";
    private const string Idle = "10,000 idle";
    private const double Managed = 10 * 1024;
    private const double Resident = 40 * 1024;

    public static ComparisonCase Create() => new(
        "idle-10000",
        "C-ECHO on one association more, while 10,000 are idle, one process per side",
        Unit.EchoesPerSecond,
        [new IdleContender(None, 0), new IdleContender(Idle, 10_000)],
        [
            // Of rates: what one takes longer is what the other does less.
            new RatioTarget(None, Idle, Bound.AtMost, 1.2),
            .. from side in new[] { AllocationContender.Requestor, AllocationContender.Acceptor }
               from limit in new[] { (What: ProcessMemory.Managed, Bytes: Managed), (What: ProcessMemory.Resident, Bytes: Resident) }
               select new LimitTarget($"{Idle}: {IdleContender.ReadingOf(side, limit.What)}", "B", Bound.AtMost, limit.Bytes),
        ]);
}

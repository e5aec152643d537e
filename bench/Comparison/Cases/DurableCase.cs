using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Files of 512 KiB from one folder to another: through ours, every one flushed before it is acknowledged; and by <c>cp</c> with one flush of all.</summary>
/// <remarks>
/// The target stands for the row with several associations: without a window, a sender that waits for each answer waits for each flush, and no receiver
/// that keeps its promise can be faster than the copy that flushes each file.
/// </remarks>
internal static class DurableCase
{
    private const string Window = "ours, window 16";
    private const string Associations = "ours, 4 associations, window 16";
    private const string Copy = "cp + sync";
    private const string Flushed = "copy, flushed one by one";
    private const int Files = 8000;
    private const int QuickFiles = 100;

    public static ComparisonCase Create(BenchSetting setting)
    {
        var source = new DurableSource(setting, setting.IsQuick ? QuickFiles : Files);
        return new ComparisonCase(
            "durable-512k",
            "files of 512 KiB to files of 512 KiB, durable, against cp and one sync of the same files on the same disk",
            Unit.MebibytesPerSecond(BenchSetting.LargeLength),
            [
                new DurableContender(ContenderNames.Ours, source),
                new DurableContender(Window, source, window: 16),
                new DurableContender(Associations, source, window: 16, associations: 4),
                new CopyContender(Copy, "cp -r FROM TO && sync -f TO", source, Cp),
                new CopyContender(Flushed, "write, flush, rename, file after file, in a process of ours", source, FlushedCp),
            ],
            [
                RatioTarget.AtLeast(Associations, Copy, 0.7),
                RatioTarget.ForInformation(Window, Copy),
                RatioTarget.ForInformation(ContenderNames.Ours, Copy),
                RatioTarget.ForInformation(ContenderNames.Ours, Flushed),
                RatioTarget.ForInformation(Associations, Flushed),
            ]);
    }

    private static ProgramCall Cp(string from, string to) => new("sh", ["-c", "cp -r \"$0\" \"$1\" && sync -f \"$1\"", from, to]);

    private static ProgramCall FlushedCp(string from, string to) => OwnProgram.Peer(FlushedCopy.Verb, $"folder={from}", $"target={to}");
}

using System.Diagnostics;
using Comparison.Measuring;
using Comparison.Peers;
using FellowOakDicom.Network;

namespace Comparison.FoDicom;

/// <summary>C-ECHOs on one association, one after the other.</summary>
/// <remarks>port; count: so many, then it ends, otherwise as many as it is told, again and again.</remarks>
internal static class EchoScu
{
    public static async Task RunAsync(PeerArguments arguments)
    {
        using var association = await Association.OpenAsync((int)arguments.Number("port"), new DicomCEchoRequest());
        if (arguments.Find("count") is not null)
        {
            await EchoAsync(association, arguments.Number("count"));
        }
        else
        {
            await PeerConsole.ServeAsync(0, operations => EchoAsync(association, operations));
        }

        await association.ReleaseAsync();
    }

    /// <summary>So many, one after the other.</summary>
    public static async Task<Measurement> EchoAsync(Association association, long count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = 0L; number < count; number++)
        {
            await association.SendAsync(new DicomCEchoRequest());
        }

        return new Measurement(count, Stopwatch.GetElapsedTime(start));
    }
}

using System.Diagnostics;
using Comparison.Measuring;
using Comparison.Peers;
using FellowOakDicom.Network;

namespace Comparison.FoDicom;

/// <summary>Sends files on one association; a few requests are made at once, as our sender does.</summary>
/// <remarks>port, folder, ahead (4); count: sends so many and ends, otherwise as many as it is told, again and again.</remarks>
internal static class StoreScu
{
    public static async Task RunAsync(PeerArguments arguments)
    {
        var files = Directory.GetFiles(arguments.Text("folder"), "*.dcm");
        using var association = await Association.OpenAsync((int)arguments.Number("port"), new DicomCStoreRequest(files[0]));
        var ahead = (int)arguments.Number("ahead", 4);
        if (arguments.Find("count") is not null)
        {
            await SendAsync(association, files, arguments.Number("count"), ahead);
        }
        else
        {
            await PeerConsole.ServeAsync(0, operations => SendAsync(association, files, operations, ahead));
        }

        await association.ReleaseAsync();
    }

    private static async Task<Measurement> SendAsync(Association association, string[] files, long count, int ahead)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, ahead).Select(_ => Task.Run(WorkAsync)));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
            {
                await association.SendAsync(new DicomCStoreRequest(files[number % files.Length]));
            }
        }
    }
}

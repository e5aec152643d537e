using System.Diagnostics;
using Comparison.Measuring;
using Comparison.Peers;
using FellowOakDicom.Network;

namespace Comparison.FoDicom;

/// <summary>Connect, associate, one C-ECHO, release, close; several at a time.</summary>
/// <remarks>port, parallel (8); count: so many, then it ends, otherwise as many as it is told, again and again.</remarks>
internal static class AssociateScu
{
    public static async Task RunAsync(PeerArguments arguments)
    {
        var port = (int)arguments.Number("port");
        var parallel = (int)arguments.Number("parallel", 8);
        if (arguments.Find("count") is not null)
        {
            await AssociateAsync(port, arguments.Number("count"), parallel);
        }
        else
        {
            await PeerConsole.ServeAsync(0, operations => AssociateAsync(port, operations, parallel));
        }
    }

    private static async Task<Measurement> AssociateAsync(int port, long count, int parallel)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(WorkAsync)));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var association = await Association.OpenAsync(port, new DicomCEchoRequest());
                await EchoScu.EchoAsync(association, 1);
                await association.ReleaseAsync();
            }
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using DicomActors.Telemetry;

namespace Telemetry;

/// <summary>
/// C-ECHO round trips by Ask over loopback, both ends in this process: with nobody listening, with a listener to every instrument, and with one to
/// the spans as well. The three take turns in short rounds, so that whatever else the machine does hits all of them.
/// </summary>
internal static class Program
{
    private const int Echoes = 1_000;
    private static readonly string[] s_names = ["nobody listens", "metrics", "metrics and spans"];
    private static long s_seen;

    private static async Task<int> Main(string[] arguments)
    {
        var rounds = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 41;
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var endPoint = await ListenAsync(system);
        List<double>[] seconds = [[], [], []];
        for (var round = 0; round <= rounds; round++)
        {
            for (var mode = 0; mode < s_names.Length; mode++)
            {
                using var metrics = mode >= 1 ? ListenToMetrics() : null;
                using var spans = mode >= 2 ? ListenToSpans() : null;
                var elapsed = await EchoAsync(system, endPoint);
                if (round > 0)
                {
                    // The first round compiles.
                    seconds[mode].Add(elapsed);
                }
            }
        }

        var ratios = Enumerable.Range(0, s_names.Length).Select(mode => Median(seconds[mode].Zip(seconds[0], static (one, off) => one / off))).ToArray();
        for (var mode = 0; mode < s_names.Length; mode++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{s_names[mode],-18} {1 / Median(seconds[mode]),8:F0} C-ECHO/s, round trip {Median(seconds[mode]) * 1e6:F1} µs, {ratios[mode]:F3} of nobody's"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s_seen} measurements and spans seen; medians of {rounds} rounds of {Echoes}"));
        await system.Terminate();
        return 0;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static MeterListener ListenToMetrics()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == DicomTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => Interlocked.Increment(ref s_seen));
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => Interlocked.Increment(ref s_seen));
        listener.Start();
        return listener;
    }

    private static ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DicomTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = static _ => Interlocked.Increment(ref s_seen),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<IPEndPoint> ListenAsync(ActorSystem system)
    {
        var listener = system.ActorOf(ListenerActor.Props());
        return (await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))))).EndPoint;
    }

    /// <summary>Seconds per round trip, on an association of its own.</summary>
    private static async Task<double> EchoAsync(ActorSystem system, IPEndPoint endPoint)
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", endPoint.Port)));
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(
            new AssociationRequest("BENCH", "BENCH").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Echoes; i++)
        {
            await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()));
        }

        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds / Echoes;
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
        return elapsed;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace Listeners;

/// <summary>
/// Measures a healthy client's C-ECHO alone, and while silent sockets and slow readers hold on to the same listener, until ARTIM has closed
/// every silent socket. All in one process. Arguments: silent sockets (default 5000), slow readers (default 200), ARTIM in
/// seconds (default 20). Two files per silent socket: see <c>ulimit -n</c>.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        var silent = Argument(arguments, 0, 5000);
        var slow = Argument(arguments, 1, 200);
        var artim = TimeSpan.FromSeconds(Argument(arguments, 2, 20));
        Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} cores, {silent} silent sockets, {slow} slow readers, ARTIM {artim.TotalSeconds} s");
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = Handlers(), ServiceOptions = DicomServiceOptions.Default with { ArtimTimeout = artim } },
            Admission = new AdmissionPolicy { MaximumConnections = silent + slow + 100 },
        }));
        var client = new HealthyClient(system, bound.EndPoint);
        await client.RunAsync("warming up ", static i => i >= 500);
        await client.RunAsync("alone      ", static i => i >= 1000);

        using var stop = new CancellationTokenSource();
        var readers = await Crowd.ReadSlowlyAsync(bound.EndPoint, slow, stop.Token);
        var start = Stopwatch.GetTimestamp();
        var silences = Task.Run(() => Crowd.BeSilentAsync(bound.EndPoint, silent));
        var over = Task.Run(async () => await Task.WhenAll(await silences));
        await client.RunAsync("in a crowd ", _ => over.IsCompleted);
        await over;
        var elapsed = Stopwatch.GetElapsedTime(start);

        var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all {silent} silent sockets were closed by {elapsed.TotalSeconds:0.0} s after the first; slow readers still served: {readers.Count(static one => !one.IsCompleted)}"));
        Console.WriteLine($"{status.Admission}");
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        await system.Terminate();
    }

    // As many matches as anybody takes: the pace is the reader's.
    private static HandlerRegistry Handlers()
    {
        var match = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian)
            .Add(DicomTag.PatientName, "SLOW^READER").Add(DicomTag.StudyDescription, new string('x', 64)).Build();
        var handlers = new HandlerRegistry();
        handlers.Register(
            DimseCommand.CFindRequest,
            SopClasses.StudyRootFind,
            new DelegateRequestHandler(async (exchange, cancelled) =>
            {
                while (await exchange.RespondAsync(new CFindResponse(DimseStatus.Pending) { Identifier = match }, cancelled))
                {
                }

                return new CFindResponse(DimseStatus.Success);
            }));
        return handlers;
    }

    private static int Argument(string[] arguments, int index, int otherwise) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
}

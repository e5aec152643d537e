using System.Diagnostics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace Events;

/// <summary>
/// Compares a C-ECHO round trip by Ask over loopback with the making and publishing of the events it publishes. The listener's
/// connection publishes its own in the same round trip: they count too.
/// </summary>
internal static class Program
{
    private const int Echoes = 5_000;
    private const int Publications = 2_000_000;

    private static async Task<int> Main(string[] arguments)
    {
        var rounds = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var connection = await AssociateAsync(system);
        var events = await EventsOfOneEchoAsync(system, connection);
        var names = string.Join(", ", events.Select(occurrence => occurrence.GetType().Name));
        Console.WriteLine($"One C-ECHO publishes {events.Length} events: {names}");

        var shares = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var echo = await EchoAsync(connection);
            var publishing = Publish(system, events);
            if (round > 0)
            {
                // The first round compiles.
                shares.Add(publishing / echo);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: C-ECHO {echo * 1e6:F1} µs, its events {publishing * 1e6:F2} µs, {publishing / echo:P2}"));
            }
        }

        shares.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median share {shares[shares.Count / 2]:P2}"));
        await system.Terminate();
        return 0;
    }

    private static async Task<IActorRef> AssociateAsync(ActorSystem system)
    {
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))));
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", bound.EndPoint.Port)));
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(
            new AssociationRequest("BENCH", "BENCH").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)));
        return opened.Connection;
    }

    private static async Task<ConnectionEvent[]> EventsOfOneEchoAsync(ActorSystem system, IActorRef connection)
    {
        var collector = system.ActorOf(Props.Create(() => new EventCollector()));
        system.EventStream.Subscribe(collector, typeof(ConnectionEvent));
        await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()));
        var events = await collector.Ask<ConnectionEvent[]>(new EventCollector.Collect());
        system.EventStream.Unsubscribe(collector);
        return events;
    }

    /// <summary>Seconds per round trip.</summary>
    private static async Task<double> EchoAsync(IActorRef connection)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Echoes; i++)
        {
            await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / Echoes;
    }

    /// <summary>Seconds for making and publishing the events of one round trip.</summary>
    private static double Publish(ActorSystem system, ConnectionEvent[] events)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Publications; i++)
        {
            var occurrence = events[i % events.Length];
            system.EventStream.Publish(occurrence with { Timestamp = TimeProvider.System.GetUtcNow() });
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / Publications * events.Length;
    }
}

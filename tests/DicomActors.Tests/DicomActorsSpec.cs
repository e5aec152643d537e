using System.Net;
using Akka.Actor;
using Akka.TestKit;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using Xunit.Abstractions;

namespace DicomActors.Tests;

/// <summary>An actor system with DICOM in it, a probe on its EventStream, and short ways to listen and to connect.</summary>
public abstract class DicomActorsSpec : Akka.TestKit.Xunit2.TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected DicomActorsSpec(ITestOutputHelper output, string config = "")
        : base(config + BaseConfig, output: output)
    {
        Events = CreateTestProbe();
        Sys.EventStream.Subscribe(Events, typeof(IAdvancedDicomClientConnectionEvent));
        Dicom = DicomActors.Dicom.Get(Sys);
    }

    private const string BaseConfig = """

        akka.loglevel = WARNING
        akka.test.single-expect-default = 20s
        """;

    /// <summary>Sees every event of every connection of the system.</summary>
    protected TestProbe Events { get; }

    protected DicomExtension Dicom { get; }

    protected IActorRef Factory => Dicom.ConnectionFactory;

    protected static AssociationRequest VerificationRequest { get; } =
        new AssociationRequest("SCU", "SCP").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian);

    protected async Task<(IActorRef Listener, IPEndPoint EndPoint)> ListenAsync(ListenerSettings? settings = null)
    {
        var listener = Sys.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(
            new BindListener(settings ?? new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), Patience);
        return (listener, bound.EndPoint);
    }

    protected Task<(IActorRef Listener, IPEndPoint EndPoint)> ListenAsync(AcceptorSettings acceptor, int maximumConnections = 1000) =>
        ListenAsync(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = acceptor,
            Admission = new AdmissionPolicy { MaximumConnections = maximumConnections },
        });

    protected Task<ConnectionOpened> ConnectAsync(IPEndPoint endPoint) => Factory.Ask<ConnectionOpened>(
        new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port)), Patience);

    /// <summary>Connects and opens an association.</summary>
    protected async Task<ConnectionOpened> AssociateAsync(IPEndPoint endPoint, AssociationRequest? request = null)
    {
        var opened = await ConnectAsync(endPoint);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request ?? VerificationRequest), Patience);
        return opened;
    }

    /// <summary>The events of one connection, in order, until it is closed.</summary>
    protected async Task<List<IAdvancedDicomClientConnectionEvent>> EventsUntilClosedAsync(ConnectionId id)
    {
        var events = new List<IAdvancedDicomClientConnectionEvent>();
        while (events is not [.., ConnectionClosedEvent])
        {
            var next = await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience);
            if (next.ConnectionId == id)
            {
                events.Add(next);
            }
        }

        return events;
    }

    /// <summary>The next event of a type on any connection, skipping others.</summary>
    /// <summary>The status of a connection that owes its peer nothing: an answer reaches the peer before its sender has put the request away.</summary>
    protected async Task<ConnectionStatus> SettledStatusAsync(IActorRef connection)
    {
        ConnectionStatus status = null!;
        await AwaitConditionAsync(
            async () => (status = await connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience)).UnansweredInboundRequests == 0,
            Patience,
            TimeSpan.FromMilliseconds(10));
        return status;
    }

    protected async Task<T> NextEventAsync<T>(Func<T, bool>? where = null)
        where T : IAdvancedDicomClientConnectionEvent
    {
        while (true)
        {
            if (await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience) is T wanted && (where?.Invoke(wanted) ?? true))
            {
                return wanted;
            }
        }
    }

    /// <summary>Fails unless each request that has events has exactly one terminal one.</summary>
    protected static void AssertOneTerminalEventPerRequest(IEnumerable<IAdvancedDicomClientConnectionEvent> events)
    {
        foreach (var request in events.OfType<RequestEvent>().GroupBy(occurrence => occurrence.RequestId))
        {
            Assert.True(
                request.Count(occurrence => occurrence.IsTerminal) == 1 && request.Last().IsTerminal,
                $"{request.Key} should end in exactly one terminal event, but had: {string.Join(", ", request.Select(e => e.GetType().Name))}");
        }
    }
}

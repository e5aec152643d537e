using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

/// <summary>Every final answer we give has its event, whoever gives it.</summary>
public sealed class AnsweredEventTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static readonly AssociationRequest s_storage =
        new AssociationRequest("SCU", "SCP").WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private static CStoreRequest Store { get; } =
        new(new MemoryContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[2000]));

    [Fact]
    public async Task HandlerThatTakesItsTime_Answers_TheEventTellsForHowLong()
    {
        var time = new ManualTimeProvider();
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new DelegateRequestHandler((_, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            return new(new CEchoResponse(DimseStatus.NotAuthorized));
        }));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings
        {
            Handlers = handlers, ServiceOptions = Dicom.Settings.Service with { TimeProvider = time },
        });
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        var answered = await NextEventAsync<RequestAnsweredEvent>();

        Assert.Equal((DimseStatus.NotAuthorized, TimeSpan.FromSeconds(3)), (answered.Status, answered.Elapsed));
        Assert.IsType<CEchoRequest>(answered.Request);
        Assert.NotEqual(opened.ConnectionId, answered.ConnectionId);
    }

    [Fact]
    public async Task StoreWithoutASink_IsRefusedWhileItArrives_HasThisEventOnly()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, new Refusing());
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Handlers = handlers });
        var opened = await AssociateAsync(endPoint, s_storage);
        await opened.Connection.Ask<CStoreResult>(new Converse(Store), Patience);
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

        var events = await AcceptorsEventsAsync(opened.ConnectionId);

        Assert.Equal(DimseStatus.OutOfResources, Assert.Single(events.OfType<RequestAnsweredEvent>()).Status);
        Assert.Empty(events.OfType<RequestReceivedEvent>());
    }

    [Fact]
    public async Task RequestStillUnanswered_ConnectionEnds_HasNoSuchEvent()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new Silent());
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Handlers = handlers });
        var opened = await AssociateAsync(endPoint);
        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        var received = await NextEventAsync<RequestReceivedEvent>();
        opened.Connection.Tell(new AbortAssociation("enough"), TestActor);

        var events = await EventsUntilClosedAsync(received.ConnectionId);

        Assert.Empty(events.OfType<RequestAnsweredEvent>());
    }

    /// <summary>The events of the acceptor's side, until both sides are closed.</summary>
    private async Task<List<IAdvancedDicomClientConnectionEvent>> AcceptorsEventsAsync(ConnectionId requestor)
    {
        var events = new List<IAdvancedDicomClientConnectionEvent>();
        while (events.Count(static one => one is ConnectionClosedEvent) < 2)
        {
            events.Add(await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience));
        }

        return [.. events.Where(one => one.ConnectionId != requestor)];
    }

    private sealed class Refusing : DicomRequestHandler
    {
        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
        {
            exchange.Respond(DimseStatus.OutOfResources);
            return new((ContentSink?)null);
        }

        public override void Handle(InboundExchange exchange) => throw new InvalidOperationException("It was refused.");
    }

    private sealed class Silent : DicomRequestHandler
    {
        public override void Handle(InboundExchange exchange)
        {
        }
    }
}

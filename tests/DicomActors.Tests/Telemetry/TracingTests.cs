using System.Diagnostics;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Telemetry;

public sealed class TracingTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task EchoWithoutACause_Traced_BelongsToItsAssociationOnBothSides()
    {
        using var spans = new Spans(Sys);
        var (_, endPoint) = await ListenAsync();
        await EchoAndReleaseAsync(endPoint);

        await AwaitAssertAsync(() => Assert.Equal(4, spans.Ended.Count), Patience);
        foreach (var kind in new[] { ActivityKind.Client, ActivityKind.Server })
        {
            var association = spans.Single("association", kind);
            var echo = spans.Single("C-ECHO", kind);
            Assert.Equal(association.SpanId, echo.ParentSpanId);
            Assert.Equal((ActivityStatusCode.Unset, ActivityStatusCode.Unset), (association.Status, echo.Status));
            Assert.Equal("0x0000", echo.GetTagItem("dicom.status"));
            Assert.Equal("SCU", association.GetTagItem("dicom.calling_ae_title"));
            Assert.Equal("released", association.GetTagItem("dicom.outcome"));
            Assert.True(
                association.StartTimeUtc <= echo.StartTimeUtc && echo.Duration <= association.Duration,
                $"{kind}: the request lies within its association: {association.StartTimeUtc:O} {association.Duration}, {echo.StartTimeUtc:O} {echo.Duration}");
        }
    }

    [Fact]
    public async Task EchoWithACause_Traced_BelongsToItAndLinksTheAssociation()
    {
        using var spans = new Spans(Sys);
        using var own = new ActivitySource("DicomActors.Tests.Cause");
        using var listener = ListenTo(own);
        var (_, endPoint) = await ListenAsync();
        using var cause = own.StartActivity("work")!;
        await EchoAndReleaseAsync(endPoint);

        await AwaitAssertAsync(() => Assert.Equal(4, spans.Ended.Count), Patience);
        var echo = spans.Single("C-ECHO", ActivityKind.Client);
        Assert.Equal(cause.SpanId, echo.ParentSpanId);
        Assert.Equal(spans.Single("association", ActivityKind.Client).Context, Assert.Single(echo.Links).Context);
        Assert.Equal(cause.SpanId, spans.Single("association", ActivityKind.Client).ParentSpanId);
        Assert.Equal(default, spans.Single("association", ActivityKind.Server).ParentSpanId);
        Assert.Same(cause, Activity.Current);
    }

    [Fact]
    public async Task HandlerThatSendsOn_Traced_IsTheParentOfWhatItSends()
    {
        using var spans = new Spans(Sys);
        var (_, target) = await ListenAsync(new AcceptorSettings { Handlers = Answering() });
        await Dicom.Peers.Ask<PeerConfigured>(
            new ConfigurePeer(new DicomPeer("target", new TcpConnector(target.Address.ToString(), target.Port), "SCU", "SCP")), Patience);
        Sys.ActorOf(Props.Create(() => new Forwarder(Dicom.Peers, TestActor)));
        await ExpectMsgAsync<Forwarder.Ready>(Patience);
        var (_, endPoint) = await ListenAsync();

        await EchoAndReleaseAsync(endPoint);
        await FishForMessageAsync<TicketEnded>(_ => true, Patience);

        await AwaitAssertAsync(() => Assert.Contains(spans.Ended, one => one.GetTagItem("dicom_actors.peer") is "target" && one.OperationName == "C-ECHO"), Patience);
        var forwarded = spans.Ended.Single(one => one.OperationName == "C-ECHO" && one.GetTagItem("dicom_actors.peer") is "target");
        Assert.Contains(spans.Ended, one => one.SpanId == forwarded.ParentSpanId && one is { OperationName: "C-ECHO", Kind: ActivityKind.Server });
    }

    [Fact]
    public async Task NobodyListening_Traced_IsAnError()
    {
        using var spans = new Spans(Sys);
        var (listener, endPoint) = await ListenAsync();
        await listener.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => ConnectAsync(endPoint));

        await AwaitAssertAsync(() => Assert.Single(spans.Ended), Patience);
        var association = spans.Single("association", ActivityKind.Client);
        Assert.Equal((ActivityStatusCode.Error, (object?)"connection_refused"), (association.Status, association.GetTagItem("error.type")));
    }

    [Fact]
    public async Task UnansweredRequest_ConnectionEnds_BothSpansAreErrors()
    {
        using var spans = new Spans(Sys);
        Dicom.Handlers.Register(DimseCommand.CEchoRequest, SopClasses.Verification, new DelegateRequestHandler(static async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return new CEchoResponse(DimseStatus.Success);
        }));
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        await NextEventAsync<Events.RequestReceivedEvent>();

        await opened.Connection.Ask<ConnectionClosed>(new AbortAssociation("enough"), Patience);

        await AwaitAssertAsync(() => Assert.Equal(4, spans.Ended.Count), Patience);
        Assert.All(spans.Ended, one => Assert.Equal(ActivityStatusCode.Error, one.Status));
        Assert.Equal("association_aborted", spans.Single("C-ECHO", ActivityKind.Client).GetTagItem("error.type"));
        Assert.Equal("aborted_by_peer", spans.Single("association", ActivityKind.Server).GetTagItem("error.type"));
    }

    [Fact]
    public async Task EveryAttribute_ComparedWithThePage_IsThere()
    {
        using var spans = new Spans(Sys);
        var (_, endPoint) = await ListenAsync();
        await EchoAndReleaseAsync(endPoint);
        await AwaitAssertAsync(() => Assert.Equal(4, spans.Ended.Count), Patience);

        var page = await File.ReadAllTextAsync(TelemetryDocumentTests.Page());
        Assert.All(
            spans.Ended.SelectMany(one => one.TagObjects.Select(tag => tag.Key)).Distinct(),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static HandlerRegistry Answering()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new EchoHandler());
        return handlers;
    }

    private static ActivityListener ListenTo(ActivitySource source)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = one => ReferenceEquals(one, source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task EchoAndReleaseAsync(System.Net.IPEndPoint endPoint)
    {
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
    }

    /// <summary>Answers a C-ECHO, after it has asked for one of its own.</summary>
    public sealed class Forwarder(IActorRef peers, IActorRef owner) : CEchoHandlerActor
    {
        protected override void PreStart()
        {
            base.PreStart();
            owner.Tell(new Ready());
        }

        protected override async ValueTask<DimseStatus> EchoAsync(
            InboundExchange exchange, CEchoRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            peers.Tell(new EnqueueTo("target", new Enqueue(new CEchoRequest())), owner);
            return DimseStatus.Success;
        }

        public sealed record Ready;
    }
}

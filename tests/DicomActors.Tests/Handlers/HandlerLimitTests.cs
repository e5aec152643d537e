using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Handlers;

/// <summary>How many requests a handler works on at once, and what becomes of the rest.</summary>
public sealed class HandlerLimitTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static AssociationRequest Request { get; } = VerificationRequest
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian);

    private static CFindRequest Find { get; } = new(
        SopClasses.StudyRootFind,
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());

    private static CStoreRequest Store => new(new MemoryContent(
        SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[500_000]));

    private HandlerStatus StatusOf(DimseCommand command) => Dicom.Handlers.GetStatus().Last(status => status.Command == command);

    private async Task<IPEndPoint> ListenAsync(ushort window) => (await ListenAsync(new AcceptorSettings
    {
        Policy = new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll, MaximumOperationsPerformed = window },
    })).EndPoint;

    private Task<Exception?> UntilAsync(Func<bool> condition) =>
        Record.ExceptionAsync(() => AwaitConditionAsync(() => Task.FromResult(condition()), Patience));

    [Fact]
    public async Task OneAtATime_TwoConnections_TheSecondWaitsAndIsCounted()
    {
        var gate = new Gate();
        Dicom.Handlers.Register(DimseCommand.CFindRequest, gate, new HandlerOptions { MaximumConcurrent = 1 });
        var endPoint = await ListenAsync(window: 1);
        var first = (await AssociateAsync(endPoint, Request)).Connection;
        var second = (await AssociateAsync(endPoint, Request)).Connection;

        var one = first.Ask<CFindResult>(new Converse(Find), Patience);
        await gate.NextAsync();
        var two = second.Ask<CFindResult>(new Converse(Find), Patience);
        Assert.Null(await UntilAsync(() => StatusOf(DimseCommand.CFindRequest).Waiting == 1));
        Assert.Equal((1, 1), (StatusOf(DimseCommand.CFindRequest).Active, gate.Seen));

        gate.Answer();
        await one;
        await gate.NextAsync();
        gate.Answer();
        Assert.Equal(DimseStatus.Success, (await two).Status);
        Assert.Equal((0, 0), (StatusOf(DimseCommand.CFindRequest).Active, StatusOf(DimseCommand.CFindRequest).Waiting));
    }

    [Fact]
    public async Task OneConnectionAsksForMuch_AnotherForOne_TheyTakeTurns()
    {
        var gate = new Gate();
        Dicom.Handlers.Register(DimseCommand.CFindRequest, gate, new HandlerOptions { MaximumConcurrent = 1 });
        var endPoint = await ListenAsync(window: 8);
        var greedy = (await AssociateAsync(endPoint, Request with { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(8, 8) })).Connection;
        var modest = (await AssociateAsync(endPoint, Request)).Connection;
        var much = Enumerable.Range(0, 5).Select(_ => greedy.Ask<CFindResult>(new Converse(Find), Patience)).ToList();
        await gate.NextAsync();
        Assert.Null(await UntilAsync(() => StatusOf(DimseCommand.CFindRequest).Waiting == 4));
        var single = modest.Ask<CFindResult>(new Converse(Find), Patience);
        Assert.Null(await UntilAsync(() => StatusOf(DimseCommand.CFindRequest).Waiting == 5));

        // The first of the greedy one's is under way; one more of its own stands before the modest one's, the other three behind.
        for (var i = 0; i < 2; i++)
        {
            gate.Answer();
            await gate.NextAsync();
        }

        gate.Answer();
        Assert.Equal(DimseStatus.Success, (await single).Status);
        Assert.InRange(much.Count(find => find.IsCompleted), 0, 2);
        for (var i = 0; i < 3; i++)
        {
            await gate.NextAsync();
            gate.Answer();
        }

        await Task.WhenAll(much);
    }

    [Theory]
    [InlineData(DimseCommand.CFindRequest, 0xA700)]
    [InlineData(DimseCommand.CStoreRequest, 0xA700)]
    [InlineData(DimseCommand.CEchoRequest, 0x0213)]
    public async Task NoPlaceInTime_Request_IsRefusedAsOutOfResourcesAndTheAssociationLivesOn(DimseCommand command, int status)
    {
        var gate = new Gate();
        Dicom.Handlers.Register(
            [(DimseCommand.CFindRequest, Uid.Empty), (DimseCommand.CStoreRequest, Uid.Empty), (DimseCommand.CEchoRequest, SopClasses.Verification)],
            gate, new HandlerOptions { MaximumConcurrent = 1, Timeout = TimeSpan.FromSeconds(3) });
        var endPoint = await ListenAsync(window: 1);
        var first = (await AssociateAsync(endPoint, Request)).Connection;
        var second = (await AssociateAsync(endPoint, Request)).Connection;
        DimseRequest request = command switch
        {
            DimseCommand.CFindRequest => Find,
            DimseCommand.CStoreRequest => Store,
            _ => new CEchoRequest(),
        };

        // Pending answers keep the first in the place they share for longer than the second may wait.
        first.Tell(new SendRequest(Find), ActorRefs.NoSender);
        await gate.NextAsync();
        using var keepsAlive = new Timer(_ => gate.KeepAlive(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        second.Tell(new SendRequest(request), TestActor);
        var refused = (await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience)).Response;
        await keepsAlive.DisposeAsync();

        Assert.Equal(new DimseStatus((ushort)status), refused.Status);
        Assert.Equal(1, gate.Seen);
        Assert.Equal((0, 1L), (StatusOf(command).Waiting, StatusOf(command).Refused));
        gate.Answer();
        second.Tell(new SendRequest(new CFindRequest(SopClasses.StudyRootFind, Find.Identifier)), TestActor);
        await gate.NextAsync();
    }

    [Fact]
    public async Task WaitingRequest_Cancelled_IsAnsweredCancelWithoutReachingTheHandler()
    {
        var gate = new Gate();
        Dicom.Handlers.Register(DimseCommand.CFindRequest, gate, new HandlerOptions { MaximumConcurrent = 1 });
        var endPoint = await ListenAsync(window: 1);
        var first = (await AssociateAsync(endPoint, Request)).Connection;
        var second = (await AssociateAsync(endPoint, Request)).Connection;
        first.Tell(new SendRequest(Find), ActorRefs.NoSender);
        await gate.NextAsync();
        var command = new SendRequest(Find);
        second.Tell(command, TestActor);
        Assert.Null(await UntilAsync(() => StatusOf(DimseCommand.CFindRequest).Waiting == 1));

        second.Tell(new CancelRequest(command.RequestId));

        var cancelled = await FishForMessageAsync<RequestCancelledEvent>(_ => true, Patience);
        Assert.Equal(DimseStatus.Cancel, cancelled.Response!.Status);
        Assert.Equal((0, 1), (StatusOf(DimseCommand.CFindRequest).Waiting, gate.Seen));
    }

    [Theory]
    [InlineData(DimseCommand.CFindRequest)]
    [InlineData(DimseCommand.CStoreRequest)]
    public async Task ConnectionsDieWhileWaitingOrHandled_NoPlaceIsLost(DimseCommand command)
    {
        var gate = new Gate();
        Dicom.Handlers.Register(command, gate, new HandlerOptions { MaximumConcurrent = 1 });
        var endPoint = await ListenAsync(window: 1);
        DimseRequest request = command == DimseCommand.CFindRequest ? Find : Store;
        var first = await AssociateAsync(endPoint, Request);
        var firstAcceptor = (await NextEventAsync<AssociationEstablishedEvent>()).Connection;
        var second = await AssociateAsync(endPoint, Request);
        var secondAcceptor = (await NextEventAsync<AssociationEstablishedEvent>()).Connection;
        first.Connection.Tell(new SendRequest(request), ActorRefs.NoSender);
        await gate.NextAsync();
        second.Connection.Tell(new SendRequest(request), ActorRefs.NoSender);
        Assert.Null(await UntilAsync(() => StatusOf(command).Waiting == 1));

        secondAcceptor.Tell(PoisonPill.Instance);
        Assert.Null(await UntilAsync(() => StatusOf(command).Waiting == 0));
        firstAcceptor.Tell(PoisonPill.Instance);
        Assert.Null(await UntilAsync(() => StatusOf(command).Active == 0));
        gate.Forget();

        var third = (await AssociateAsync(endPoint, Request)).Connection;
        third.Tell(new SendRequest(request), TestActor);
        await gate.NextAsync();
        gate.Answer();
        Assert.Equal(DimseStatus.Success, (await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience)).Response.Status);
    }

    [Fact]
    public async Task SinkFails_OneAtATime_ThePlaceIsGivenBack()
    {
        Dicom.Handlers.Register(DimseCommand.CStoreRequest, new FullDisk(), new HandlerOptions { MaximumConcurrent = 1 });
        var connection = (await AssociateAsync(await ListenAsync(window: 1), Request)).Connection;

        for (var i = 0; i < 3; i++)
        {
            var store = await connection.Ask<CStoreResult>(new Converse(Store), Patience);
            Assert.Equal(DimseStatus.OutOfResources, store.Status);
        }

        Assert.Null(await UntilAsync(() => StatusOf(DimseCommand.CStoreRequest) is { Active: 0, Waiting: 0 }));
    }

    [Fact]
    public async Task OverlappingStores_WindowOfFour_EachHandlerSeesItsOwnSink()
    {
        var sinks = new ConcurrentBag<(CStoreRequest Request, int Length)>();
        Dicom.Handlers.Register(DimseCommand.CStoreRequest, new Measuring(sinks));
        var connection = (await AssociateAsync(
            await ListenAsync(window: 4), Request with { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(4, 4) })).Connection;
        var contents = Enumerable.Range(1, 20).Select(number => new MemoryContent(
            SopClasses.CtImageStorage, new Uid($"1.2.{number}"), TransferSyntax.ExplicitVRLittleEndian, new byte[number * 100])).ToList();

        await Task.WhenAll(contents.Select(content => connection.Ask<CStoreResult>(new Converse(new CStoreRequest(content)), Patience)));

        Assert.Equal(20, sinks.Count);
        Assert.All(sinks, sink => Assert.Equal($"1.2.{sink.Length / 100}", sink.Request.SopInstanceUid.Value));
    }

    /// <summary>Lets its test see each request and answer it.</summary>
    private sealed class Gate : DicomRequestHandler
    {
        private readonly ConcurrentQueue<InboundExchange> _present = new();
        private readonly Channel<InboundExchange> _arrived = Channel.CreateUnbounded<InboundExchange>();
        private int _seen;

        public int Seen => Volatile.Read(ref _seen);

        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new MemoryContentSink(1_000_000));

        public override void Handle(InboundExchange exchange)
        {
            Interlocked.Increment(ref _seen);
            _present.Enqueue(exchange);
            _arrived.Writer.TryWrite(exchange);
        }

        public async Task NextAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public void Answer()
        {
            Assert.True(_present.TryDequeue(out var exchange), "There should be a request to answer.");
            exchange.Respond(DimseStatus.Success);
        }

        public void Forget() => _present.Clear();

        public void KeepAlive()
        {
            if (_present.TryPeek(out var exchange))
            {
                exchange.Respond(DimseStatus.Pending);
            }
        }
    }

    private sealed class FullDisk : DicomRequestHandler
    {
        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new MemoryContentSink(1000));

        public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
    }

    private sealed class Measuring(ConcurrentBag<(CStoreRequest Request, int Length)> sinks) : DicomRequestHandler
    {
        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new MemoryContentSink(1_000_000));

        public override void Handle(InboundExchange exchange)
        {
            sinks.Add(((CStoreRequest)exchange.Request, (exchange.Sink as MemoryContentSink)?.Bytes.Length ?? -1));
            exchange.Respond(DimseStatus.Success);
        }
    }
}

using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Handlers;

public sealed class HandlerTests(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.handlers.timeout = 200ms")
{
    private static AssociationRequest Request { get; } = VerificationRequest
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian);

    private static AcceptorSettings AcceptEverything { get; } =
        new() { Policy = new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll } };

    private static CStoreRequest Store() => new(new MemoryContent(
        SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[20_000]));

    private static CFindRequest Find() => new(
        SopClasses.StudyRootFind,
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());

    private async Task<IActorRef> ConnectAsync(AcceptorSettings settings)
    {
        var (_, endPoint) = await ListenAsync(settings);
        return (await AssociateAsync(endPoint, Request)).Connection;
    }

    [Fact]
    public async Task NobodyHandlesTheCommand_Request_IsAnswered0211()
    {
        var connection = await ConnectAsync(AcceptEverything);

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);
        var store = await connection.Ask<CStoreResult>(new Converse(Store()), Patience);

        Assert.Equal((DimseStatus.UnrecognizedOperation, DimseStatus.UnrecognizedOperation), (find.Status, store.Status));
    }

    [Fact]
    public async Task OnlyAnotherSopClassIsHandled_Request_IsAnswered0122()
    {
        Dicom.Handlers.Register(
            DimseCommand.CFindRequest, SopClasses.PatientRootFind, new DelegateRequestHandler((exchange, _) => new(exchange.CreateResponse(DimseStatus.Success))));
        var connection = await ConnectAsync(AcceptEverything);

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);

        Assert.Equal(DimseStatus.SopClassNotSupported, find.Status);
    }

    [Fact]
    public async Task DelegateThrows_Request_IsAnsweredProcessingFailureAndTheAssociationLivesOn()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CFindRequest, new DelegateRequestHandler((_, _) => throw new InvalidOperationException("broken")));
        var connection = await ConnectAsync(AcceptEverything with { Handlers = handlers });

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);
        var echo = await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        Assert.Equal((DimseStatus.ProcessingFailure, DimseStatus.Success), (find.Status, echo.Status));
    }

    [Fact]
    public async Task HandlerActor_Request_IsTheActorsToAnswer()
    {
        Sys.ActorOf(Props.Create(() => new FindActor(3)));
        await AwaitConditionAsync(() => Task.FromResult(Dicom.Handlers.Knows(DimseCommand.CFindRequest)), Patience);
        var connection = await ConnectAsync(AcceptEverything);

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);

        Assert.Equal(DimseStatus.Success, find.Status);
        Assert.Equal(["0", "1", "2"], find.Matches.Select(match => match.GetString(DicomTag.StudyInstanceUid)));
        Assert.False(find.LimitReached);
    }

    [Fact]
    public async Task HandlerActorCrashes_Request_IsAnsweredProcessingFailure()
    {
        Sys.ActorOf(Props.Create(() => new FindActor(-1)));
        await AwaitConditionAsync(() => Task.FromResult(Dicom.Handlers.Knows(DimseCommand.CFindRequest)), Patience);
        var connection = await ConnectAsync(AcceptEverything);

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);

        Assert.Equal(DimseStatus.ProcessingFailure, find.Status);
    }

    [Fact]
    public async Task MatchesOverTheLimit_Converse_CancelsTheQuery()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CFindRequest, new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            for (var i = 0; i < 3; i++)
            {
                exchange.Respond(FindActor.Match(i));
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            return exchange.CreateResponse(DimseStatus.Success);
        }));
        var connection = await ConnectAsync(AcceptEverything with { Handlers = handlers });

        var find = await connection.Ask<CFindResult>(new Converse(Find()) { MaximumMatches = 2 }, Patience);

        Assert.Equal((2, true), (find.Matches.Count, find.LimitReached));
        Assert.Equal(DimseStatus.Cancel, find.Status);
    }

    [Fact]
    public async Task HandlerTooSlow_Request_IsAnsweredForItAndTheLateAnswerCounted()
    {
        InboundExchange? late = null;
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CFindRequest, new DelegateRequestHandler((exchange, _) =>
        {
            late = exchange;
            return new ValueTask<DimseResponse>(new TaskCompletionSource<DimseResponse>().Task);
        }));
        var connection = await ConnectAsync(AcceptEverything with { Handlers = handlers });
        var acceptor = await NextEventAsync<AssociationEstablishedEvent>();

        var find = await connection.Ask<CFindResult>(new Converse(Find()), Patience);
        var taken = late!.Respond(DimseStatus.Success);

        Assert.Equal(DimseStatus.ProcessingFailure, find.Status);
        Assert.False(taken, "The answer came after the timeout, so it should be dropped.");
        var status = await SettledStatusAsync(acceptor.Connection);
        Assert.Equal((1L, 0), (status.LateAnswers, status.UnansweredInboundRequests));
    }

    [Fact]
    public void SameServiceTwice_Register_IsRefusedUntilTheFirstIsTakenBack()
    {
        var registry = new HandlerRegistry();
        var first = registry.Register(DimseCommand.CEchoRequest, new EchoHandler());

        Assert.Throws<InvalidOperationException>(() => registry.Register(DimseCommand.CEchoRequest, new EchoHandler()));
        first.Dispose();
        registry.Register(DimseCommand.CEchoRequest, new EchoHandler());
    }

    private sealed class FindActor : DicomRequestHandlerActor
    {
        public FindActor(int matches)
            : base((DimseCommand.CFindRequest, SopClasses.StudyRootFind)) => Receive<InboundRequestReceived>(received =>
        {
            if (matches < 0)
            {
                throw new InvalidOperationException("The handler actor crashes.");
            }

            for (var i = 0; i < matches; i++)
            {
                Sender.Tell(received.Answer(Match(i)));
            }

            Sender.Tell(received.Answer(DimseStatus.Success));
        });

        public static CFindResponse Match(int number) => new(DimseStatus.Pending)
        {
            Identifier = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
                .Add(DicomTag.StudyInstanceUid, $"{number}")
                .Build(),
        };
    }
}

using System.Runtime.CompilerServices;
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

/// <summary>The base classes of the services: each as a user derives from it, met by a real peer.</summary>
public sealed class ServiceActorTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static readonly Uid Instance = new("1.2.3.4");

    private static AssociationRequest Request { get; } = VerificationRequest
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.ModalityPerformedProcedureStep, TransferSyntax.ExplicitVRLittleEndian);

    private static EncodedDataset Keys { get; } =
        new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build();

    private async Task<IActorRef> ServeAsync(Func<DicomRequestHandlerActor> create, DimseCommand command)
    {
        var before = Dicom.Handlers.GetStatus().Count;
        var handler = Sys.ActorOf(Props.CreateBy(new Producer(create)));
        await AwaitConditionAsync(() => Task.FromResult(Dicom.Handlers.GetStatus().Count > before), Patience);
        Assert.True(Dicom.Handlers.Knows(command), $"The actor should have registered itself for {command}.");
        return handler;
    }

    private async Task<IActorRef> AssociateAsync() => (await AssociateAsync((await ListenAsync()).EndPoint, Request)).Connection;

    private async Task<DimseResponse> SendAsync(IActorRef connection, DimseRequest request)
    {
        connection.Tell(new SendRequest(request), TestActor);
        return (await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience)).Response;
    }

    [Fact]
    public async Task EchoActor_Echo_AnswersInPlaceOfTheBuiltInHandler()
    {
        await ServeAsync(() => new Echo(), DimseCommand.CEchoRequest);

        var response = await SendAsync(await AssociateAsync(), new CEchoRequest());

        Assert.Equal(DimseStatus.NotAuthorized, response.Status);
    }

    [Fact]
    public async Task StoreActor_Store_SeesTheCompletedSinkAndChoosesTheStatus()
    {
        await ServeAsync(() => new Store(), DimseCommand.CStoreRequest);
        var connection = await AssociateAsync();

        var kept = await SendAsync(connection, CtOf(5000));
        var received = await NextEventAsync<RequestReceivedEvent>();
        var coerced = await SendAsync(connection, CtOf(20));
        var refused = await SendAsync(connection, CtOf(7, new Uid("1.2.3.666")));

        Assert.Equal(
            [DimseStatus.Success, DimseStatus.CompletedWithWarnings, DimseStatus.OutOfResources],
            new[] { kept.Status, coerced.Status, refused.Status });
        Assert.Equal("full", refused.ErrorComment);
        Assert.Equal(5000, received.ContentLength);
    }

    [Fact]
    public async Task FindActor_Find_YieldsItsMatchesInOrder()
    {
        await ServeAsync(() => new Worklist(3), DimseCommand.CFindRequest);

        var find = await (await AssociateAsync()).Ask<CFindResult>(new Converse(new CFindRequest(SopClasses.StudyRootFind, Keys)), Patience);

        Assert.Equal(DimseStatus.Success, find.Status);
        Assert.Equal(["0", "1", "2"], find.Matches.Select(match => match.GetString(DicomTag.StudyInstanceUid)));
    }

    [Fact]
    public async Task FindActor_CancelledByThePeer_StopsAndAnswersCancel()
    {
        await ServeAsync(() => new Worklist(int.MaxValue), DimseCommand.CFindRequest);
        var connection = await AssociateAsync();
        var command = new SendRequest(new CFindRequest(SopClasses.StudyRootFind, Keys));
        connection.Tell(command, TestActor);
        await FishForMessageAsync<RequestPendingEvent>(_ => true, Patience);

        connection.Tell(new CancelRequest(command.RequestId));

        var cancelled = await FishForMessageAsync<RequestCancelledEvent>(_ => true, Patience);
        Assert.Equal(DimseStatus.Cancel, cancelled.Response!.Status);
        var seen = await NextEventAsync<CancelReceivedEvent>();
        Assert.IsType<CFindRequest>(seen.Request);
        Assert.NotEqual(connection, seen.Connection);
    }

    [Fact]
    public async Task FindActor_TwoQueriesAtOnce_BothAreUnderWayInOneActor()
    {
        await ServeAsync(() => new Rendezvous(), DimseCommand.CFindRequest);
        var (_, endPoint) = await ListenAsync();
        var first = (await AssociateAsync(endPoint, Request)).Connection;
        var second = (await AssociateAsync(endPoint, Request)).Connection;

        var finds = await Task.WhenAll(new[] { first, second }.Select(
            connection => connection.Ask<CFindResult>(new Converse(new CFindRequest(SopClasses.StudyRootFind, Keys)), Patience)));

        Assert.All(finds, find => Assert.Equal(DimseStatus.Success, find.Status));
    }

    [Fact]
    public async Task FindActor_StoppedInTheMiddle_AnswersProcessingFailureAndTakesItsRegistrationBack()
    {
        var handler = await ServeAsync(() => new Rendezvous(), DimseCommand.CFindRequest);
        var connection = await AssociateAsync();
        var find = connection.Ask<CFindResult>(new Converse(new CFindRequest(SopClasses.StudyRootFind, Keys)), Patience);
        await AwaitConditionAsync(() => Task.FromResult(
            Dicom.Handlers.GetStatus().Any(status => status is { Command: DimseCommand.CFindRequest, Active: 1 })), Patience);
        await NextEventAsync<RequestReceivedEvent>();

        await handler.GracefulStop(Patience);

        Assert.Equal(DimseStatus.ProcessingFailure, (await find).Status);
        Assert.False(Dicom.Handlers.Knows(DimseCommand.CFindRequest), "A stopped handler should be registered no more.");
    }

    public static TheoryData<DimseRequest> NormalizedRequests =>
    [
        new NCreateRequest(SopClasses.ModalityPerformedProcedureStep) { SopInstanceUid = Instance, AttributeList = Keys },
        new NSetRequest(SopClasses.ModalityPerformedProcedureStep, Instance, Keys),
        new NGetRequest(SopClasses.ModalityPerformedProcedureStep, Instance),
        new NActionRequest(SopClasses.ModalityPerformedProcedureStep, Instance, 1),
        new NEventReportRequest(SopClasses.ModalityPerformedProcedureStep, Instance, 2),
        new NDeleteRequest(SopClasses.ModalityPerformedProcedureStep, Instance),
    ];

    [Theory]
    [MemberData(nameof(NormalizedRequests))]
    public async Task NormalizedActor_Request_AnswersWithItsTypedResponse(DimseRequest request)
    {
        await ServeAsync(() => NormalizedActor(request.Command), request.Command);

        var response = await SendAsync(await AssociateAsync(), request);

        Assert.Equal(DimseStatus.AttributeListError, response.Status);
        Assert.Equal((DimseCommand)((ushort)request.Command | 0x8000), response.Command);
    }

    [Fact]
    public async Task NobodyForTheSopClass_NormalizedRequest_IsAnswered0118()
    {
        Dicom.Handlers.Register(DimseCommand.NDeleteRequest, SopClasses.CtImageStorage, new EchoHandler());

        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Policy = new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll } });
        var connection = (await AssociateAsync(endPoint, Request)).Connection;
        var response = await SendAsync(connection, new NDeleteRequest(SopClasses.ModalityPerformedProcedureStep, Instance));

        Assert.Equal(DimseStatus.NoSuchSopClass, response.Status);
    }

    private static CStoreRequest CtOf(int length, Uid? instance = null) => new(new MemoryContent(
        SopClasses.CtImageStorage, instance ?? Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[length]));

    private static DicomRequestHandlerActor NormalizedActor(DimseCommand command) => command switch
    {
        DimseCommand.NCreateRequest => new Create(),
        DimseCommand.NSetRequest => new Set(),
        DimseCommand.NGetRequest => new Get(),
        DimseCommand.NActionRequest => new Act(),
        DimseCommand.NEventReportRequest => new Report(),
        _ => new Delete(),
    };

    private sealed class Producer(Func<DicomRequestHandlerActor> create) : IIndirectActorProducer
    {
        public Type ActorType => typeof(DicomRequestHandlerActor);

        public ActorBase Produce() => create();

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class Echo : CEchoHandlerActor
    {
        protected override ValueTask<DimseStatus> EchoAsync(InboundExchange exchange, CEchoRequest request, CancellationToken cancellationToken) =>
            new(DimseStatus.NotAuthorized);
    }

    private sealed class Store() : CStoreHandlerActor(null, SopClasses.CtImageStorage)
    {
        protected override ValueTask<ContentSink?> OpenSinkAsync(
            InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken) =>
            request.SopInstanceUid.Value.EndsWith("666", StringComparison.Ordinal)
                ? throw new DimseFailureException(DimseStatus.OutOfResources, "full")
                : new(new MemoryContentSink(10_000));

        protected override ValueTask<DimseStatus> StoreAsync(
            InboundExchange exchange, CStoreRequest request, ContentSink sink, CancellationToken cancellationToken) =>
            new(((MemoryContentSink)sink).Bytes.Length > 100 ? DimseStatus.Success : DimseStatus.CompletedWithWarnings);
    }

    private sealed class Worklist(int matches) : CFindHandlerActor(null, SopClasses.StudyRootFind)
    {
        protected override async IAsyncEnumerable<EncodedDataset> FindAsync(
            InboundExchange exchange, CFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < matches; i++)
            {
                await Task.Yield();
                yield return new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.StudyInstanceUid, $"{i}").Build();
            }
        }
    }

    /// <summary>Answers a query once two are under way; its count needs no lock.</summary>
    private sealed class Rendezvous() : CFindHandlerActor(null, SopClasses.StudyRootFind)
    {
        private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _present;

        protected override async IAsyncEnumerable<EncodedDataset> FindAsync(
            InboundExchange exchange, CFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (++_present == 2)
            {
                _both.SetResult();
            }

            await _both.Task.WaitAsync(cancellationToken);

            // Back in the actor: anywhere else its context would not be there.
            Context.GetChildren();
            yield break;
        }
    }

    private sealed class Create() : NCreateHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NCreateResponse> CreateAsync(InboundExchange exchange, NCreateRequest request, CancellationToken cancellationToken) =>
            new(new NCreateResponse(DimseStatus.AttributeListError));
    }

    private sealed class Set() : NSetHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NSetResponse> SetAsync(InboundExchange exchange, NSetRequest request, CancellationToken cancellationToken) =>
            new(new NSetResponse(DimseStatus.AttributeListError));
    }

    private sealed class Get() : NGetHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NGetResponse> GetAsync(InboundExchange exchange, NGetRequest request, CancellationToken cancellationToken) =>
            new(new NGetResponse(DimseStatus.AttributeListError));
    }

    private sealed class Act() : NActionHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NActionResponse> ActAsync(InboundExchange exchange, NActionRequest request, CancellationToken cancellationToken) =>
            new(new NActionResponse(DimseStatus.AttributeListError));
    }

    private sealed class Report() : NEventReportHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NEventReportResponse> ReportAsync(
            InboundExchange exchange, NEventReportRequest request, CancellationToken cancellationToken) =>
            new(new NEventReportResponse(DimseStatus.AttributeListError));
    }

    private sealed class Delete() : NDeleteHandlerActor(null, SopClasses.ModalityPerformedProcedureStep)
    {
        protected override ValueTask<NDeleteResponse> DeleteAsync(InboundExchange exchange, NDeleteRequest request, CancellationToken cancellationToken) =>
            new(new NDeleteResponse(DimseStatus.AttributeListError));
    }
}

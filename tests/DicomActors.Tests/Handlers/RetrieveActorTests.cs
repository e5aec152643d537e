using System.Net;
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

/// <summary>C-GET and C-MOVE served by actors: sub-operations, their counts, cancelling, destinations.</summary>
public sealed class RetrieveActorTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static AssociationRequest Request { get; } = VerificationRequest
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithRole(SopClasses.CtImageStorage, scu: false, scp: true);

    private static EncodedDataset Keys { get; } =
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build();

    private static DicomContent[] Instances(int count, Uid? sopClass = null) =>
    [
        .. Enumerable.Range(1, count).Select(number => new MemoryContent(
            sopClass ?? SopClasses.CtImageStorage, new Uid($"1.2.3.{number}"), TransferSyntax.ExplicitVRLittleEndian, new byte[number * 1000])),
    ];

    private async Task ServeAsync(Func<DicomRequestHandlerActor> create, DimseCommand command)
    {
        Sys.ActorOf(Props.CreateBy(new Producer(create)));
        await AwaitConditionAsync(() => Task.FromResult(Dicom.Handlers.Knows(command)), Patience);
    }

    private async Task<IActorRef> ConnectAsync(DicomRequestHandler? onStore)
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await Factory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port) with
            {
                Handlers = new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = onStore },
            }),
            Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        return opened.Connection;
    }

    private async Task<(DimseResponse Final, List<DimseResponse> Pending)> SendAsync(IActorRef connection, DimseRequest request)
    {
        connection.Tell(new SendRequest(request), TestActor);
        var pending = new List<DimseResponse>();
        while (true)
        {
            switch (await ExpectMsgAsync<RequestEvent>(Patience))
            {
                case RequestPendingEvent response:
                    pending.Add(response.Response);
                    break;
                case RequestCompletedEvent completed:
                    return (completed.Response, pending);
                case RequestCancelledEvent cancelled:
                    return (cancelled.Response!, pending);
                case { IsTerminal: true } other:
                    Assert.Fail($"The request should be answered, but it ended as {other}.");
                    break;
            }
        }
    }

    [Fact]
    public async Task GetActor_Get_SendsTheInstancesBackAndKeepsTheCounts()
    {
        await ServeAsync(() => new Getter(Instances(3)), DimseCommand.CGetRequest);
        var keeper = new Keeper(_ => DimseStatus.Success);
        var connection = await ConnectAsync(keeper);

        var (final, pending) = await SendAsync(connection, new CGetRequest(SopClasses.StudyRootGet, Keys));

        var response = Assert.IsType<CGetResponse>(final);
        Assert.Equal(DimseStatus.Success, response.Status);
        Assert.Equal((null, (ushort?)3, (ushort?)0), (response.Remaining, response.Completed, response.Failed));
        Assert.Equal(["2/1", "1/2"], pending.Cast<CGetResponse>().Select(p => $"{p.Remaining}/{p.Completed}"));
        Assert.Equal([1000, 2000, 3000], keeper.Lengths);
        var stores = await EventsOfAsync<RequestCompletedEvent>(3, completed => completed.Request is CStoreRequest);
        Assert.All(stores, completed => Assert.NotEqual(connection, completed.Connection));
    }

    [Fact]
    public async Task GetActor_SomeSubOperationsFail_AnswersB000WithTheFailedList()
    {
        await ServeAsync(() => new Getter(Instances(3)), DimseCommand.CGetRequest);
        var connection = await ConnectAsync(new Keeper(store =>
            store.SopInstanceUid.Value == "1.2.3.2" ? DimseStatus.OutOfResources : DimseStatus.Success));

        var (final, _) = await SendAsync(connection, new CGetRequest(SopClasses.StudyRootGet, Keys));

        var response = Assert.IsType<CGetResponse>(final);
        Assert.Equal(DimseStatus.CompletedWithWarnings, response.Status);
        Assert.Equal(((ushort?)2, (ushort?)1), (response.Completed, response.Failed));
        Assert.Equal(["1.2.3.2"], response.Identifier!.GetStrings(DicomTag.FailedSopInstanceUidList));
    }

    [Fact]
    public async Task GetActor_NoContextForTheInstances_AnswersA702AllFailed()
    {
        await ServeAsync(() => new Getter(Instances(2, SopClasses.EnhancedCtImageStorage)), DimseCommand.CGetRequest);
        var connection = await ConnectAsync(new Keeper(_ => DimseStatus.Success));

        var (final, _) = await SendAsync(connection, new CGetRequest(SopClasses.StudyRootGet, Keys));

        Assert.Equal(DimseStatus.UnableToPerformSubOperations, final.Status);
        Assert.Equal((ushort?)2, ((CGetResponse)final).Failed);
    }

    [Fact]
    public async Task GetActor_CancelledAfterTheFirstInstance_AnswersCancelWithWhatRemains()
    {
        await ServeAsync(() => new Getter(Instances(100)), DimseCommand.CGetRequest);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = await ConnectAsync(new Keeper(_ => DimseStatus.Success, () =>
        {
            arrived.TrySetResult();
            return goOn.Task;
        }));
        var command = new SendRequest(new CGetRequest(SopClasses.StudyRootGet, Keys));
        connection.Tell(command, TestActor);
        await arrived.Task.WaitAsync(Patience);

        connection.Tell(new CancelRequest(command.RequestId));
        await NextEventAsync<CancelReceivedEvent>();
        goOn.SetResult();

        var cancelled = await FishForMessageAsync<RequestCancelledEvent>(_ => true, Patience);
        var response = Assert.IsType<CGetResponse>(cancelled.Response);
        Assert.Equal((DimseStatus.Cancel, 100), (response.Status, response.Remaining + response.Completed));
        Assert.InRange(response.Remaining!.Value, 1, 99);
    }

    [Fact]
    public async Task GetActor_NothingMatches_AnswersSuccess()
    {
        await ServeAsync(() => new Getter([]), DimseCommand.CGetRequest);

        var (final, pending) = await SendAsync(await ConnectAsync(new Keeper(_ => DimseStatus.Success)), new CGetRequest(SopClasses.StudyRootGet, Keys));

        Assert.Equal(DimseStatus.Success, final.Status);
        Assert.Empty(pending);
    }

    [Fact]
    public async Task MoveActor_Move_SendsTheInstancesToTheDestinationWithTheOriginator()
    {
        var keeper = new Keeper(_ => DimseStatus.Success);
        var atDestination = new HandlerRegistry();
        atDestination.Register(DimseCommand.CStoreRequest, keeper);
        var (_, destination) = await ListenAsync(new AcceptorSettings { Handlers = atDestination, AETitles = ["WORKSTATION"] });
        await ServeAsync(() => new Mover(Instances(3), destination), DimseCommand.CMoveRequest);
        var connection = await ConnectAsync(null);

        var (final, pending) = await SendAsync(connection, new CMoveRequest(SopClasses.StudyRootMove, Keys, "WORKSTATION"));

        Assert.Equal((DimseStatus.Success, (ushort?)3), (final.Status, ((CMoveResponse)final).Completed));
        Assert.Equal(["2/1", "1/2"], pending.Cast<CMoveResponse>().Select(p => $"{p.Remaining}/{p.Completed}"));
        Assert.Equal([1000, 2000, 3000], keeper.Lengths);
        Assert.All(keeper.Requests, store => Assert.Equal("SCU", store.MoveOriginatorAETitle));
        await NextEventAsync<DicomAssociationReleasedEvent>();
    }

    [Fact]
    public async Task MoveActor_UnknownDestination_AnswersA801()
    {
        await ServeAsync(() => new Mover(Instances(3), new IPEndPoint(IPAddress.Loopback, 1)), DimseCommand.CMoveRequest);

        var (final, _) = await SendAsync(await ConnectAsync(null), new CMoveRequest(SopClasses.StudyRootMove, Keys, "NOBODY"));

        Assert.Equal(DimseStatus.MoveDestinationUnknown, final.Status);
    }

    [Fact]
    public async Task MoveActor_DestinationRejects_AnswersA702()
    {
        var (_, destination) = await ListenAsync(new AcceptorSettings { AETitles = ["SOMEBODY ELSE"] });
        await ServeAsync(() => new Mover(Instances(3), destination), DimseCommand.CMoveRequest);

        var (final, _) = await SendAsync(await ConnectAsync(null), new CMoveRequest(SopClasses.StudyRootMove, Keys, "WORKSTATION"));

        Assert.Equal(DimseStatus.UnableToPerformSubOperations, final.Status);
    }

    private async Task<List<T>> EventsOfAsync<T>(int count, Func<T, bool> where)
        where T : IAdvancedDicomClientConnectionEvent
    {
        var events = new List<T>();
        while (events.Count < count)
        {
            events.Add(await NextEventAsync(where));
        }

        return events;
    }

    private sealed class Producer(Func<DicomRequestHandlerActor> create) : IIndirectActorProducer
    {
        public Type ActorType => typeof(DicomRequestHandlerActor);

        public ActorBase Produce() => create();

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class Getter(DicomContent[] instances) : CGetHandlerActor(null, SopClasses.StudyRootGet)
    {
        protected override IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CGetRequest request, CancellationToken cancellationToken) => instances.ToAsyncEnumerable();
    }

    private sealed class Mover(DicomContent[] instances, IPEndPoint workstation) : CMoveHandlerActor(null, SopClasses.StudyRootMove)
    {
        protected override IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CMoveRequest request, CancellationToken cancellationToken) => instances.ToAsyncEnumerable();

        protected override ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(
            string aeTitle, CancellationToken cancellationToken) =>
            new(aeTitle == "WORKSTATION" ? AdvancedDicomClientConnectionRequest.To(workstation.Address.ToString(), workstation.Port) : null);
    }

    /// <summary>Takes instances and remembers them.</summary>
    private sealed class Keeper(Func<CStoreRequest, DimseStatus> status, Func<Task>? wait = null) : DicomRequestHandler
    {
        public List<int> Lengths { get; } = [];

        public List<CStoreRequest> Requests { get; } = [];

        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new MemoryContentSink(1_000_000));

        public override void Handle(InboundExchange exchange)
        {
            var store = (CStoreRequest)exchange.Request;
            Lengths.Add(((MemoryContentSink)exchange.Sink!).Bytes.Length);
            Requests.Add(store);
            _ = AnswerAsync(exchange, store);
        }

        private async Task AnswerAsync(InboundExchange exchange, CStoreRequest store)
        {
            if (wait is not null)
            {
                await wait();
            }

            exchange.Respond(status(store));
        }
    }
}

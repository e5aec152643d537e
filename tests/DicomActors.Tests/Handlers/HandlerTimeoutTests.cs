using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Handlers;

/// <summary>Whatever makes an answer unwanted reaches the handler's token; bad answers never reach the peer.</summary>
public sealed class HandlerTimeoutTests(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.handlers.timeout = 150ms")
{
    private static AssociationRequest Request { get; } =
        VerificationRequest.WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian);

    private static CFindRequest Find { get; } = new(
        SopClasses.StudyRootFind,
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());

    private async Task<IActorRef> ConnectAsync(DicomRequestHandler handler, HandlerOptions? options = null)
    {
        Dicom.Handlers.Register(DimseCommand.CFindRequest, SopClasses.StudyRootFind, handler, options);
        return (await AssociateAsync((await ListenAsync()).EndPoint, Request)).Connection;
    }

    [Fact]
    public async Task DelegateTooSlow_Timeout_CancelsItsToken()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = await ConnectAsync(new DelegateRequestHandler(async (exchange, token) =>
        {
            await using var _ = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return exchange.CreateResponse(DimseStatus.Success);
        }));
        var acceptor = await NextEventAsync<AssociationEstablishedEvent>();

        var find = await connection.Ask<CFindResult>(new Converse(Find), Patience);

        await cancelled.Task.WaitAsync(Patience);
        Assert.Equal(DimseStatus.ProcessingFailure, find.Status);
        var status = await SettledStatusAsync(acceptor.Connection);
        Assert.Equal((1L, 0), (status.OverdueRequests, status.UnansweredInboundRequests));
    }

    [Fact]
    public async Task ActorTooSlow_Timeout_CancelsItsTokenAndItsLateAnswerIsDropped()
    {
        var handler = CreateTestProbe();
        var connection = await ConnectAsync(new ActorRequestHandler(handler));
        var find = connection.Ask<CFindResult>(new Converse(Find), Patience);
        var received = await handler.ExpectMsgAsync<InboundRequestReceived>(Patience);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = received.Exchange.Cancelled.Register(cancelled.SetResult);

        Assert.Equal(DimseStatus.ProcessingFailure, (await find).Status);
        await cancelled.Task.WaitAsync(Patience);
        handler.Sender.Tell(received.Answer(DimseStatus.Success));

        await AwaitAssertAsync(
            async () => Assert.Equal(1, (await handler.Sender.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience)).LateAnswers),
            Patience);
    }

    [Fact]
    public async Task TokenCallbackThrows_Timeout_TheConnectionLivesOn()
    {
        var connection = await ConnectAsync(new DelegateRequestHandler(async (exchange, token) =>
        {
            token.Register(() => throw new InvalidOperationException("A callback of a handler's token."));
            await new TaskCompletionSource().Task;
            return exchange.CreateResponse(DimseStatus.Success);
        }));

        var find = await connection.Ask<CFindResult>(new Converse(Find), Patience);
        var echo = await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        Assert.Equal((DimseStatus.ProcessingFailure, DimseStatus.Success), (find.Status, echo.Status));
    }

    [Fact]
    public async Task TimeoutOfItsOwn_SlowHandler_IsGivenThatTime()
    {
        var connection = await ConnectAsync(
            new DelegateRequestHandler(async (exchange, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(400), token);
                return exchange.CreateResponse(DimseStatus.Success);
            }),
            new HandlerOptions { Timeout = TimeSpan.FromHours(1) });

        Assert.Equal(DimseStatus.Success, (await connection.Ask<CFindResult>(new Converse(Find), Patience)).Status);
    }

    [Fact]
    public async Task ActorAnswersWithAnotherServicesResponse_Request_FailsAndTheConnectionLivesOn()
    {
        var handler = CreateTestProbe();
        var connection = await ConnectAsync(new ActorRequestHandler(handler));
        var find = connection.Ask<CFindResult>(new Converse(Find), Patience);
        var received = await handler.ExpectMsgAsync<InboundRequestReceived>(Patience);

        handler.Sender.Tell(received.Answer(new CStoreResponse(DimseStatus.Success)));

        Assert.Equal(DimseStatus.ProcessingFailure, (await find).Status);
        Assert.Equal(DimseStatus.Success, (await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience)).Status);
    }

    [Fact]
    public async Task DelegateThrowsAFailure_Request_IsAnsweredWithItsStatusAndComment()
    {
        var connection = await ConnectAsync(new DelegateRequestHandler(
            (_, _) => throw new DimseFailureException(DimseStatus.DatasetDoesNotMatchSopClass, new string('x', 100))));

        connection.Tell(new SendRequest(Find), TestActor);

        var response = (await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience)).Response;
        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, response.Status);
        Assert.Equal(new string('x', 64), response.ErrorComment);
    }

    [Fact]
    public async Task ConnectionEnds_RequestWithAHandler_CancelsItsToken()
    {
        var handler = CreateTestProbe();
        var connection = await ConnectAsync(new ActorRequestHandler(handler), new HandlerOptions { Timeout = TimeSpan.FromHours(1) });
        connection.Tell(new SendRequest(Find), ActorRefs.NoSender);
        var received = await handler.ExpectMsgAsync<InboundRequestReceived>(Patience);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = received.Exchange.Cancelled.Register(cancelled.SetResult);

        connection.Tell(new AbortAssociation("enough"));

        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public void StatusThatSaysNothingFailed_DimseFailureException_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new DimseFailureException(DimseStatus.Success));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandlerOptions { MaximumConcurrent = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandlerOptions { Timeout = TimeSpan.Zero });
    }
}

using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;
using DicomActors.Tests.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Facade;

/// <summary>Responses one by one for plain code, and each way their sequence can end.</summary>
public sealed class ResponseStreamTests(ITestOutputHelper output) : ScriptedPeerSpec(output, "dicom-actors.connection.cancel-grace = 100ms")
{
    [Fact]
    public async Task Responses_Enumerated_EndWithTheFinalOne()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var all = connection.SendRequestAsync(Find).CollectAsync();
        var find = await peer.ExpectMessageAsync();
        var response = PendingResponse(find);
        for (var i = 0; i < 500; i++)
        {
            await peer.SendRawAsync(response);
        }

        await peer.RespondAsync(find, DimseStatus.Success);

        var responses = await all.WaitAsync(Patience);
        Assert.Equal(501, responses.Count);
        Assert.All(responses.SkipLast(1), pending => Assert.True(pending.IsPending));
        Assert.Equal(DimseStatus.Success, responses[^1].Status);
    }

    [Fact]
    public async Task NotTaken_MoreResponses_HoldUpThePeer()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        await using var responses = connection.SendRequestAsync(Find).GetAsyncEnumerator();
        var first = responses.MoveNextAsync();
        var find = await peer.ExpectMessageAsync();
        var batch = Enumerable.Repeat(PendingResponse(find), 10_000).SelectMany(bytes => bytes).ToArray();

        var sending = peer.SendRawAsync(batch);

        Assert.True(await first);
        Assert.NotSame(sending, await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(200))));
        for (var i = 1; i < 10_000; i++)
        {
            Assert.True(await responses.MoveNextAsync());
        }

        await sending;
        await peer.RespondAsync(find, DimseStatus.Success);
        Assert.True(await responses.MoveNextAsync());
        Assert.False(await responses.MoveNextAsync());
    }

    [Fact]
    public async Task FailureStatus_Enumerated_IsAResponseAndNoException()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var all = connection.SendRequestAsync(new CEchoRequest()).CollectAsync();

        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.ProcessingFailure);

        Assert.Equal(DimseStatus.ProcessingFailure, Assert.Single(await all).Status);
    }

    [Fact]
    public async Task PeerSilent_Enumerated_ThrowsTimedOut()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var all = connection.SendRequestAsync(Find, new SendOptions { ResponseTimeout = TimeSpan.FromMilliseconds(50) }).CollectAsync();

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => all.WaitAsync(Patience));

        Assert.Equal(RequestEndReason.TimedOut, failure.Reason);
    }

    [Fact]
    public async Task NoContext_Enumerated_ThrowsFailed()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;

        var failure = await Assert.ThrowsAsync<DicomRequestException>(
            () => connection.SendRequestAsync(new CFindRequest(Protocol.Data.SopClasses.PatientRootFind, Keys)).CollectAsync());

        Assert.Equal(RequestEndReason.Failed, failure.Reason);
        Assert.Equal(RequestFailure.NoPresentationContext, Assert.IsType<RequestFailedEvent>(failure.Ending).Reason);
    }

    [Fact]
    public async Task CancelledBySomebodyElse_Enumerated_ThrowsCancelled()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var all = connection.SendRequestAsync(Find).CollectAsync();
        var find = await peer.ExpectMessageAsync();
        var sent = await NextEventAsync<RequestSentEvent>();

        connection.Connection.Tell(new CancelRequest(sent.RequestId), Akka.Actor.ActorRefs.NoSender);
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);

        Assert.Equal(RequestEndReason.Cancelled, (await Assert.ThrowsAsync<DicomRequestException>(() => all)).Reason);
    }

    [Fact]
    public async Task PeerAborts_MidStream_ThrowsAbortedWithSourceAndReason()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var responses = connection.SendRequestAsync(Find).GetAsyncEnumerator();
        var first = responses.MoveNextAsync();
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Pending, Keys.Bytes);
        Assert.True(await first);

        await peer.SendAsync(new AbortPdu(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu));
        await peer.DisposeAsync();

        var failure = await Assert.ThrowsAsync<DicomAssociationAbortedException>(async () => await responses.MoveNextAsync());
        Assert.Equal((true, AbortReason.UnexpectedPdu), (failure.End.Abort!.ByPeer, failure.End.Abort.Reason));
        Assert.True(Assert.IsType<RequestFailedEvent>(Assert.IsType<DicomRequestException>(failure.InnerException).Ending).MayHaveReachedPeer);
    }

    [Fact]
    public async Task PeerVanishes_MidStream_ThrowsClosedWithTheCause()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var responses = connection.SendRequestAsync(Find).GetAsyncEnumerator();
        var first = responses.MoveNextAsync();
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Pending, Keys.Bytes);
        Assert.True(await first);

        peer.Reset();

        var failure = await Assert.ThrowsAsync<ConnectionClosedException>(async () => await responses.MoveNextAsync());
        Assert.Equal(ConnectionEndReason.TransportFailure, failure.End.Reason);
    }

    [Fact]
    public async Task ActorKilled_MidStream_ThrowsClosed()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        await using var responses = connection.SendRequestAsync(Find).GetAsyncEnumerator();
        var first = responses.MoveNextAsync();
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Pending, Keys.Bytes);
        Assert.True(await first);

        connection.Connection.Tell(Akka.Actor.Kill.Instance, Akka.Actor.ActorRefs.NoSender);

        await Assert.ThrowsAsync<ConnectionClosedException>(async () => await responses.MoveNextAsync());
    }

    [Fact]
    public async Task PeerRejected_Called_ThrowsRejectedWithReasonsEachTime()
    {
        var (connection, peer) = await OpenFacadeAsync();
        var opening = OpenAssociationAsync(connection);
        await peer.ExpectAsync<AssociateRequestPdu>();
        await peer.SendAsync(AssociationRejection.CalledAETitleNotRecognized.ToPdu());
        await peer.DisposeAsync();
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => opening);

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(
            () => connection.SendRequestAsync(new CEchoRequest()).CollectAsync());
        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized, failure.Rejection);
    }

    [Fact]
    public async Task LeftEarly_Break_CancelsTheFindAndTheAssociationLivesOn()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var left = LeaveAfterFirstAsync();
        var find = await peer.ExpectMessageAsync();
        for (var i = 0; i < 50; i++)
        {
            await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        }

        await left.WaitAsync(Patience);

        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        await AssertLivesAsync(connection.EchoAsync(), peer);

        async Task LeaveAfterFirstAsync()
        {
            await foreach (var response in connection.SendRequestAsync(Find))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task LeftAtTheFinalResponse_Break_CancelsNothing()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var left = Task.Run(async () =>
        {
            await foreach (var response in connection.SendRequestAsync(new CStoreRequest(Content())))
            {
                break;
            }
        });
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await left.WaitAsync(Patience);

        await AssertLivesAsync(connection.EchoAsync(), peer);
    }

    [Fact]
    public async Task FindUnderWay_TokenCancelled_ThrowsAtOnceAndSendsCCancel()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        using var cancellation = new CancellationTokenSource();
        var all = connection.SendRequestAsync(Find).WithCancellation(cancellation.Token).GetAsyncEnumerator();
        var first = all.MoveNextAsync();
        var find = await peer.ExpectMessageAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        await AssertLivesAsync(connection.EchoAsync(), peer);
    }

    [Fact]
    public async Task StoreUnderWay_TokenCancelled_ThrowsAtOnceAndAbortsAfterTheGrace()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        using var cancellation = new CancellationTokenSource();
        var store = connection.StoreAsync(Content(), cancellationToken: cancellation.Token);
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store);
        await peer.ExpectAbortAsync();
    }

    [Fact]
    public async Task TokenCancelledBefore_Called_SendsNothing()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connection.SendRequestAsync(Find, null, new CancellationToken(true)).CollectAsync());

        await AssertLivesAsync(connection.EchoAsync(), peer);
    }

    [Fact]
    public async Task AssociationAskedFor_TokenCancelled_ThrowsAtOnceAndCloses()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await using var _ = peer;
        using var cancellation = new CancellationTokenSource();
        var opening = OpenAssociationAsync(connection, cancellation.Token);
        await peer.ExpectAsync<AssociateRequestPdu>();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        await peer.ExpectAbortAsync();
    }
}

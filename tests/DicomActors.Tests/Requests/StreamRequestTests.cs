using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests;

public sealed class StreamRequestTests(ITestOutputHelper output) : ScriptedPeerSpec(output)
{
    [Fact]
    public async Task DemandUsedUp_MoreResponses_AreToldWhenPulled()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new StreamRequest(Find) { InitialDemand = 2 };
        connection.Tell(command, TestActor);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        for (var i = 0; i < 5; i++)
        {
            await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        }

        await peer.RespondAsync(find, DimseStatus.Success);
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await AssertNothingMoreAsync(connection);

        connection.Tell(new PullResponses(command.RequestId, 2), TestActor);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await AssertNothingMoreAsync(connection);

        connection.Tell(new PullResponses(command.RequestId), TestActor);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        Assert.Equal(DimseStatus.Success, (await ExpectMsgAsync<RequestCompletedEvent>(Patience)).Response.Status);
    }

    [Fact]
    public async Task NoDemand_FinalResponse_IsTold()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        connection.Tell(new StreamRequest(Find) { InitialDemand = 0 }, TestActor);

        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);

        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync<RequestCompletedEvent>(Patience);
    }

    [Fact]
    public async Task SlowReceiver_HundredThousandResponses_AreReadNoFasterThanTheyArePulled()
    {
        const int Count = 100_000;
        const int Batch = 100;
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        Sys.EventStream.Unsubscribe(Events);
        var command = new StreamRequest(Find) { InitialDemand = 0 };
        connection.Tell(command, TestActor);
        var find = await peer.ExpectMessageAsync();
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        var response = PendingResponse(find);
        long written = 0;
        peer.Patience = TimeSpan.FromMinutes(2);
        var sending = SendAsync();

        // The pipe, one receive buffer, and the responses of the write under way.
        var mostUntold = ((PipeCapacity + DicomServiceOptions.Default.ReceiveBufferSize) / response.Length) + Batch + 1;
        for (var told = 0; told < Count;)
        {
            connection.Tell(new PullResponses(command.RequestId, Batch), TestActor);
            for (var i = 0; i < Batch; i++, told++)
            {
                await ExpectMsgAsync<RequestPendingEvent>(Patience);
            }

            var untold = Interlocked.Read(ref written) - told;
            Assert.True(untold <= mostUntold, $"After {told} responses were told, the peer should not have got rid of more than {mostUntold} others, but had of {untold}.");
        }

        await sending;
        await peer.RespondAsync(find, DimseStatus.Success);
        await ExpectMsgAsync<RequestCompletedEvent>(Patience);

        async Task SendAsync()
        {
            var batch = Enumerable.Repeat(response, Batch).SelectMany(bytes => bytes).ToArray();
            for (var i = 0; i < Count / Batch; i++)
            {
                await peer.SendRawAsync(batch);
                Interlocked.Add(ref written, Batch);
            }
        }
    }

    [Fact]
    public async Task ReceiverStops_ResponsesWaitForIt_TheRequestIsCancelled()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var receiver = CreateTestProbe();
        connection.Tell(new StreamRequest(Find), receiver.Ref);
        var find = await peer.ExpectMessageAsync();
        await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        await receiver.ExpectMsgAsync<RequestSentEvent>(Patience);
        await receiver.ExpectMsgAsync<RequestPendingEvent>(Patience);

        Sys.Stop(receiver.Ref);

        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        Assert.Equal(DimseStatus.Cancel, (await NextEventAsync<RequestCancelledEvent>()).Response!.Status);
    }

    [Fact]
    public async Task ReceiverOfTwoStreams_OneEnds_StillCancelsTheOther()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var receiver = CreateTestProbe();
        connection.Tell(new StreamRequest(Find), receiver.Ref);
        connection.Tell(new StreamRequest(Find), receiver.Ref);
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await receiver.FishForMessageAsync<object>(message => message is RequestCompletedEvent, Patience);
        await peer.ExpectMessageAsync(DimseCommand.CFindRequest);

        Sys.Stop(receiver.Ref);

        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
    }

    [Fact]
    public async Task ResponseWaits_CancelRequest_EndsWithoutTellingIt()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new StreamRequest(Find) { InitialDemand = 0 };
        connection.Tell(command, TestActor);
        var find = await peer.ExpectMessageAsync();
        await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        await ExpectMsgAsync<RequestSentEvent>(Patience);

        connection.Tell(new CancelRequest(command.RequestId), TestActor);
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Cancel);

        await ExpectMsgAsync<RequestCancelledEvent>(Patience);
    }

    [Fact]
    public async Task ResponseWaits_AbortAssociation_EndsInOneFailedEvent()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        connection.Tell(new StreamRequest(Find) { InitialDemand = 0 }, TestActor);
        var find = await peer.ExpectMessageAsync();
        await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        await ExpectMsgAsync<RequestSentEvent>(Patience);

        connection.Tell(new AbortAssociation("enough"), ActorRefs.NoSender);
        await peer.ExpectAsync<AbortPdu>();
        await peer.DisposeAsync();

        var failed = await ExpectMsgAsync<RequestFailedEvent>(Patience);
        Assert.Equal(ConnectionEndReason.AbortedByUs, failed.ConnectionEnd?.Reason);
        await NextEventAsync<ConnectionClosedEvent>();
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task NoAssociation_StreamRequest_IsRefusedToItsSender()
    {
        var opened = await Factory.Ask<ConnectionOpened>(
            new OpenConnection(new AdvancedDicomClientConnectionRequest { Connector = new InMemoryTransport().Connector }), Patience);

        opened.Connection.Tell(new StreamRequest(Find), TestActor);

        Assert.Equal(RequestFailure.NotAccepted, (await ExpectMsgAsync<RequestFailedEvent>(Patience)).Reason);
    }

    [Fact]
    public void BadDemand_Made_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamRequest(Find) { InitialDemand = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PullResponses(RequestId.Next(), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Converse(Find) { MaximumMatches = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CancelRequest(RequestId.Next()) { AbortAfter = TimeSpan.FromSeconds(-2) });
    }

    /// <summary>What the connection told before it answered came before its answer.</summary>
    private async Task AssertNothingMoreAsync(IActorRef connection)
    {
        connection.Tell(GetConnectionStatus.Instance, TestActor);
        await ExpectMsgAsync<ConnectionStatus>(Patience);
    }
}

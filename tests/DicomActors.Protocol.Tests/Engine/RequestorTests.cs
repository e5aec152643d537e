using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class RequestorTests
{
    [Fact]
    public async Task Echo_IsAnswered_CompletesAndReleasesInOrder()
    {
        var (service, user, peer, end) = await Engines.RequestorAsync();
        await using var _ = peer;
        var listener = new RecordingListener();

        service.Send(new CEchoRequest(), listener);
        service.Release();
        var echo = await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        Assert.Null(echo.Dataset);
        await peer.RespondAsync(echo, DimseStatus.Success);
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await peer.ExpectCloseAsync();

        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
        Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
        Assert.Equal(1, listener.EndedCount);
        Assert.Equal(["connected", "established", "queue empty", "released", "closed"], user.Calls);
    }

    [Fact]
    public async Task Store_LargerThanPeerMaximum_IsFragmentedWithinItAndUnchanged()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(peerLimits: new PduLimits { MaximumDataPduLength = 4096 });
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();
        var store = Engines.Store(100_001);

        service.Send(store, listener);
        var message = await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        await peer.RespondAsync(message, DimseStatus.Success);

        var sent = ((MemoryContent)store.Content).Dataset.Bytes.ToArray();
        Assert.Equal([.. sent, 0], message.Dataset);
        Assert.All(peer.ReceivedFragmentLengths, static length => Assert.True(length <= 4090 && length % 2 == 0, $"fragment of {length} bytes"));
        Assert.IsType<CStoreResponse>(await listener.ResponseAsync());
    }

    [Fact]
    public async Task PeerMaximumIsUnlimited_Store_UsesOwnCapNotASmallDefault()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(
            new DicomServiceOptions { PduLimits = new PduLimits { MaximumSentDataPduLength = 65536 } }, peerLimits: null);
        await using var __ = peer;
        await using var ___ = service;
        service.Send(Engines.Store(1_000_000), new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        Assert.True(peer.ReceivedFragmentLengths.Count < 30, $"{peer.ReceivedFragmentLengths.Count} fragments for 1 MB");
    }

    [Fact]
    public async Task StreamOfUnknownLength_Store_EndsWithLastFragment()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(peerLimits: new PduLimits { MaximumDataPduLength = 1024 });
        await using var __ = peer;
        await using var ___ = service;
        var bytes = new byte[1018 * 4];
        Random.Shared.NextBytes(bytes);
        var content = new DicomActors.Protocol.Content.StreamContent(Engines.Ct, new Uid("1.2.3"), TransferSyntax.ExplicitVRLittleEndian, new OneWayStream(bytes));

        service.Send(new CStoreRequest(content), new RecordingListener());
        var message = await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        Assert.Equal(bytes, message.Dataset);
    }

    [Fact]
    public async Task Find_PendingResponses_AreDeliveredBeforeTheFinalOne()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();

        service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        Assert.Equal(Engines.Keys.Bytes.ToArray(), find.Dataset);
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Success);

        Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
        Assert.Equal(2, listener.Pending.Count);
        Assert.All(listener.Pending, static response => Assert.Equal(Engines.Keys.Bytes.ToArray(), response.Dataset!.Bytes.ToArray()));
    }

    [Fact]
    public async Task SentFind_Cancel_SendsCCancelWithItsMessageIdAndEndsWithThePeersAnswer()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();

        var request = service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        Assert.True(service.Cancel(request));
        var cancel = await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        Assert.Equal(find.Command.MessageId, cancel.Command.MessageIdBeingRespondedTo);
        Assert.Null(cancel.Dataset);
        await peer.RespondAsync(find, DimseStatus.Cancel);

        var outcome = Assert.IsType<RequestCancelled>(await listener.Outcome.Patiently());
        Assert.Equal(DimseStatus.Cancel, outcome.Response!.Status);
    }

    [Fact]
    public async Task QueuedRequest_Cancel_EndsAtOnceAndIsNeverSent()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), new RecordingListener());
        var queued = service.Send(Engines.Find, listener);
        var last = new RecordingListener();
        service.Send(Engines.Store(10), last);

        Assert.True(service.Cancel(queued));
        Assert.Equal(new RequestCancelled(null), await listener.Outcome.Patiently());
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CStoreRequest), DimseStatus.Success);
        await last.ResponseAsync();
    }

    [Fact]
    public async Task NoWindowNegotiated_TwoRequests_SecondWaitsForTheFirstAnswer()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        service.Send(new CEchoRequest(), new RecordingListener());
        var second = new RecordingListener();
        service.Send(new CEchoRequest(), second);

        var first = await peer.ExpectMessageAsync();
        Assert.Equal(1, service.Counters.QueuedRequests);
        Assert.Equal(1, service.Counters.OutstandingRequests);
        Assert.False(second.Sent.IsCompleted);
        await peer.RespondAsync(first, DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await second.ResponseAsync();
    }

    [Fact]
    public async Task WindowOfThree_FiveRequests_ThreeAreOutstandingAndAnswersMayComeInAnyOrder()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(
            request: Engines.WithWindow(3), policy: Engines.Policy with { MaximumOperationsPerformed = 3 });
        await using var __ = peer;
        await using var ___ = service;
        var listeners = Enumerable.Range(0, 5).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => service.Send(new CEchoRequest(), listener));

        var messages = new List<PeerMessage> { await peer.ExpectMessageAsync(), await peer.ExpectMessageAsync(), await peer.ExpectMessageAsync() };
        Assert.Equal(3, service.Counters.OutstandingRequests);
        Assert.Equal(2, service.Counters.QueuedRequests);
        Assert.Equal(3, messages.Select(static message => message.Command.MessageId).Distinct().Count());
        Assert.DoesNotContain(messages, static message => message.Command.MessageId == 0);
        await peer.RespondAsync(messages[2], DimseStatus.Success);
        messages.Add(await peer.ExpectMessageAsync());
        await peer.RespondAsync(messages[0], DimseStatus.Success);
        messages.Add(await peer.ExpectMessageAsync());
        foreach (var index in new[] { 4, 3, 1 })
        {
            await peer.RespondAsync(messages[index], DimseStatus.Success);
        }

        foreach (var listener in listeners)
        {
            await listener.ResponseAsync();
        }
    }

    [Fact]
    public async Task ManualMode_RequestsWaitForSendNextMessage()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(new DicomServiceOptions { AutoSend = false });
        await using var __ = peer;
        await using var ___ = service;
        var first = new RecordingListener();
        var second = new RecordingListener();
        service.Send(new CEchoRequest(), first);
        service.Send(new CEchoRequest(), second);
        Assert.Equal(2, service.Counters.QueuedRequests);

        service.SendNextMessage();
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await first.ResponseAsync();
        Assert.Equal(1, service.Counters.QueuedRequests);
        service.SendNextMessage();
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await second.ResponseAsync();
    }

    [Fact]
    public async Task QueueIsFull_Send_FailsAtOnceWithoutTouchingTheOthers()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(new DicomServiceOptions { MaximumQueuedRequests = 1 });
        await using var __ = peer;
        await using var ___ = service;
        service.Send(new CEchoRequest(), new RecordingListener());
        await peer.ExpectMessageAsync();
        service.Send(new CEchoRequest(), new RecordingListener());
        var refused = new RecordingListener();

        service.Send(new CEchoRequest(), refused);

        Assert.Equal(RequestFailure.QueueFull, (await refused.FailureAsync()).Reason);
        Assert.Equal(AssociationState.Established, service.State);
    }

    [Fact]
    public async Task NoContextForSopClass_Send_FailsThatRequestOnly()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();
        var echo = new RecordingListener();
        var content = new MemoryContent(Engines.Ct, new Uid("1.2"), TransferSyntax.JpegBaseline, new byte[10]);

        service.Send(new CStoreRequest(content), listener);
        service.Send(new CEchoRequest(), echo);

        var failure = await listener.FailureAsync();
        Assert.Equal(RequestFailure.NoPresentationContext, failure.Reason);
        Assert.False(failure.MayHaveReachedPeer);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await echo.ResponseAsync();
    }

    [Fact]
    public async Task ContentCannotBeOpened_Send_FailsThatRequestAndSendsNothingOfIt()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();
        var echo = new RecordingListener();

        service.Send(new CStoreRequest(new FailingContent(failAfter: -1)), listener);
        service.Send(new CEchoRequest(), echo);

        Assert.Equal(RequestFailure.ContentUnavailable, (await listener.FailureAsync()).Reason);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await echo.ResponseAsync();
    }

    [Fact]
    public async Task ContentFailsHalfWay_Send_AbortsBecauseAMessageCannotBeCutShort()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        var listener = new RecordingListener();

        service.Send(new CStoreRequest(new FailingContent(failAfter: 500_000)), listener);
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();

        Assert.Equal(RequestFailure.ContentFailed, (await listener.FailureAsync()).Reason);
        Assert.Equal(ConnectionEndReason.ContentFailure, (await end.Patiently()).Reason);
        Assert.Equal(1, listener.EndedCount);
    }

    [Fact]
    public async Task Rejected_QueuedRequestsFailOnceAndTheReasonIsKept()
    {
        var transport = new InMemoryTransport();
        var user = new RecordingUser();
        await using var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, user, DicomServiceOptions.Default, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        await using var peer = new ScriptedPeer(transport.Server);

        var end = service.RunAsync(CancellationToken.None);
        await peer.ExpectAsync<AssociateRequestPdu>();
        await peer.SendAsync(AssociationRejection.CalledAETitleNotRecognized.ToPdu());
        await peer.ExpectCloseAsync();

        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.RejectedByPeer, ended.Reason);
        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized, ended.Rejection);
        var failure = await listener.FailureAsync();
        Assert.Equal(RequestFailure.AssociationRejected, failure.Reason);
        Assert.False(failure.MayHaveReachedPeer);
        Assert.Equal(["connected", "rejected", "closed"], user.Calls);
    }

    [Fact]
    public async Task AcceptedWithoutAnyContext_Release_EndsInOrder()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync(policy: new AcceptorPolicy());
        await using var __ = peer;
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        Assert.Equal(RequestFailure.NoPresentationContext, (await listener.FailureAsync()).Reason);

        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task ResponseToUnknownMessageId_IsIgnored()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await using var ___ = service;
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        var echo = await peer.ExpectMessageAsync();

        await peer.SendMessageAsync(Engines.EchoContext, new CommandSet { Command = DimseCommand.CEchoResponse, MessageIdBeingRespondedTo = 4711 });
        await peer.RespondAsync(echo, DimseStatus.Success);

        Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
    }

    [Fact]
    public async Task AlreadyRan_RunAsync_IsRefused()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = peer;
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.RunAsync(CancellationToken.None));
    }
}

using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class AcceptorTests
{
    [Fact]
    public async Task TwoMessagesInOnePdu_BothAreAnswered()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = peer;
        await using var ___ = service;

        await peer.SendDataAsync(
            new Pdv(Engines.EchoContext, true, true, Command(new CEchoRequest(), 1)),
            new Pdv(Engines.EchoContext, true, true, Command(new CEchoRequest(), 2)));

        Assert.Equal(1, (await peer.ExpectMessageAsync(DimseCommand.CEchoResponse)).Command.MessageIdBeingRespondedTo);
        Assert.Equal(2, (await peer.ExpectMessageAsync(DimseCommand.CEchoResponse)).Command.MessageIdBeingRespondedTo);
    }

    [Fact]
    public async Task CommandAndDataInOnePdu_Store_IsReceived()
    {
        var sink = new MemoryContentSink(1000);
        var (service, user, peer, _) = await Engines.AcceptorAsync(user: new RecordingUser { OpenSink = (_, _) => new(sink) });
        await using var __ = peer;
        await using var ___ = service;
        var store = Engines.Store(100);

        await peer.SendDataAsync(
            new Pdv(Engines.StoreContext, true, true, Command(store, 7)),
            new Pdv(Engines.StoreContext, false, true, Bytes(store)));

        var response = await peer.ExpectMessageAsync(DimseCommand.CStoreResponse);
        Assert.Equal(DimseStatus.Success, response.Command.Status);
        Assert.Equal(store.SopInstanceUid, response.Command.AffectedSopInstanceUid);
        Assert.True(sink.IsComplete);
        Assert.Equal(Bytes(store), sink.Bytes.ToArray());
    }

    [Fact]
    public async Task MessageOverManyPdusWithEmptyLastFragment_Store_IsReceivedUnchanged()
    {
        var sink = new MemoryContentSink(100_000);
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: new RecordingUser { OpenSink = (_, _) => new(sink) });
        await using var __ = peer;
        await using var ___ = service;
        var store = Engines.Store(50_000);
        var command = Command(store, 1);
        var bytes = Bytes(store);

        await peer.SendDataAsync(new Pdv(Engines.StoreContext, true, false, command.AsMemory(0, 30)));
        await peer.SendDataAsync(new Pdv(Engines.StoreContext, true, true, command.AsMemory(30)));
        for (var i = 0; i < bytes.Length; i += 1000)
        {
            await peer.SendDataAsync(new Pdv(Engines.StoreContext, false, false, bytes.AsMemory(i, 1000)));
        }

        await peer.SendDataAsync(new Pdv(Engines.StoreContext, false, true, ReadOnlyMemory<byte>.Empty));

        await peer.ExpectMessageAsync(DimseCommand.CStoreResponse);
        Assert.Equal(bytes, sink.Bytes.ToArray());
    }

    [Fact]
    public async Task EveryByteAlone_Store_IsReceivedUnchanged()
    {
        var sink = new MemoryContentSink(1000);
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: new RecordingUser { OpenSink = (_, _) => new(sink) });
        await using var __ = peer;
        await using var ___ = service;
        var store = Engines.Store(64);
        byte[] stream =
        [
            .. Pdv.ToPdu(new Pdv(Engines.StoreContext, true, true, Command(store, 1))),
            .. Pdv.ToPdu(new Pdv(Engines.StoreContext, false, true, Bytes(store))),
        ];

        foreach (var single in stream)
        {
            await peer.SendRawAsync(new[] { single });
        }

        await peer.ExpectMessageAsync(DimseCommand.CStoreResponse);
        Assert.Equal(Bytes(store), sink.Bytes.ToArray());
    }

    [Theory]
    [InlineData("data without command")]
    [InlineData("context that was not accepted")]
    [InlineData("context changes inside a message")]
    [InlineData("command inside a data set")]
    [InlineData("data inside a command set")]
    [InlineData("command set that is none")]
    public async Task MessageBreaksTheRules_IsAbortedByTheProvider(string what)
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        var store = Command(Engines.Store(10), 1);
        var values = what switch
        {
            "data without command" => new[] { new Pdv(Engines.StoreContext, false, true, new byte[10]) },
            "context that was not accepted" => [new Pdv(99, true, true, store)],
            "context changes inside a message" => [new Pdv(Engines.StoreContext, true, true, store), new Pdv(Engines.EchoContext, false, true, new byte[10])],
            "command inside a data set" => [new Pdv(Engines.StoreContext, true, true, store), new Pdv(Engines.StoreContext, true, true, store)],
            "data inside a command set" => [new Pdv(Engines.StoreContext, true, false, store), new Pdv(Engines.StoreContext, false, true, new byte[10])],
            _ => [new Pdv(Engines.StoreContext, true, true, new byte[20])],
        };

        await peer.SendDataAsync(values);

        Assert.Equal(AbortSource.ServiceProvider, (await peer.ExpectAbortAsync()).Source);
        await peer.DisposeAsync();
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.ProtocolError, ended.Reason);
        Assert.False(ended.Abort!.ByPeer);
    }

    [Fact]
    public async Task SecondAssociateRequest_IsAborted()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
        var abort = await peer.ExpectAbortAsync();
        Assert.Equal(AbortReason.UnexpectedPdu, abort.Reason);
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task DataBeforeAssociation_IsAborted()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync(establish: false);
        await using var __ = service;
        await peer.SendDataAsync(new Pdv(1, true, true, Command(new CEchoRequest(), 1)));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task UnknownPduType_IsAbortedAsUnrecognized()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendRawAsync(new byte[] { 0x33, 0, 0, 0, 0, 4, 0, 0, 0, 0 });
        var abort = await peer.ExpectAbortAsync();
        Assert.Equal((AbortSource.ServiceProvider, AbortReason.UnrecognizedPdu), (abort.Source, abort.Reason));
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task HttpRequest_IsRefusedAtItsFirstByteAndNamed()
    {
        var (service, user, peer, end) = await Engines.AcceptorAsync(establish: false);
        await using var __ = service;
        await peer.SendRawAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.NotDicom, ended.Reason);
        Assert.Contains("HTTP", ended.Message, StringComparison.Ordinal);
        Assert.Equal("closed", user.Calls.Last());
    }

    [Fact]
    public async Task HeaderAnnouncesOneGibibyte_IsAbortedBeforeAByteOfItArrives()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendRawAsync(new byte[] { 4, 0, 0x40, 0, 0, 0 });
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task LoadBalancerProbe_ConnectsAndCloses_EndsQuietly()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync(establish: false);
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ClosedByPeer, (await end.Patiently()).Reason);
        Assert.Equal(["connected", "closed"], user.Calls);
    }

    [Fact]
    public async Task IdleAssociation_PeerClosesSocket_IsNoticedAtOnce()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync();
        await user.Established.Patiently();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ClosedByPeer, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task HandlerIsBusy_CancelArrives_IsSeen()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = peer;
        await using var ___ = service;
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 5);
        var request = await user.FirstRequest.Patiently();
        var cancelled = new TaskCompletionSource();
        request.Cancelled.Register(cancelled.SetResult);

        await peer.SendMessageAsync(
            Engines.FindContext, new CommandSet { Command = DimseCommand.CCancelRequest, MessageIdBeingRespondedTo = 5 });

        await cancelled.Task.Patiently();
        Assert.True(request.Respond(DimseStatus.Cancel));
        Assert.Equal(DimseStatus.Cancel, (await peer.ExpectMessageAsync(DimseCommand.CFindResponse)).Command.Status);
        Assert.False(request.Respond(DimseStatus.Success), "a second final response must be refused");
    }

    [Fact]
    public async Task HandlerIsBusy_AbortArrives_IsSeenAndTheHandlerIsCancelled()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (_, _, peer, end) = await Engines.AcceptorAsync(user: user);
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 5);
        var request = await user.FirstRequest.Patiently();

        await peer.SendAsync(AbortPdu.ByServiceUser);
        await peer.ExpectCloseAsync();

        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.AbortedByPeer, ended.Reason);
        Assert.True(ended.Abort!.ByPeer);
        Assert.True(request.IsCancelled);
        Assert.False(request.Respond(DimseStatus.Success));
    }

    [Fact]
    public async Task FindHandler_PendingAndFinalResponses_GoOutInOrder()
    {
        var user = new RecordingUser
        {
            OnRequest = static request =>
            {
                request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Engines.Keys });
                request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Engines.Keys });
                request.Respond(DimseStatus.Success);
            },
        };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = peer;
        await using var ___ = service;
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 1);

        for (var i = 0; i < 2; i++)
        {
            var pending = await peer.ExpectMessageAsync(DimseCommand.CFindResponse);
            Assert.Equal(DimseStatus.Pending, pending.Command.Status);
            Assert.Equal(Engines.Keys.Bytes.ToArray(), pending.Dataset);
        }

        Assert.Equal(DimseStatus.Success, (await peer.ExpectMessageAsync(DimseCommand.CFindResponse)).Command.Status);
        Assert.Equal(Engines.Keys.Bytes.ToArray(), Assert.IsType<CFindRequest>((await user.FirstRequest).Request).Identifier.Bytes.ToArray());
    }

    [Fact]
    public async Task SinkFails_Store_IsAnsweredOutOfResourcesAndTheNextMessageIsRead()
    {
        var discarded = new TaskCompletionSource();
        var user = new RecordingUser { OpenSink = (_, _) => new(new FailingSink(discarded)) };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = peer;
        await using var ___ = service;

        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(50_000), 1, Bytes(Engines.Store(50_000)));
        Assert.Equal(DimseStatus.OutOfResources, (await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        await discarded.Task.Patiently();
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 2);
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        Assert.Single(user.Requests);
    }

    [Fact]
    public async Task StoreIsRefused_AnswerComesAfterItsDataSet()
    {
        var user = new RecordingUser
        {
            OpenSink = static (request, _) =>
            {
                request.Respond(DimseStatus.NotAuthorized);
                return new((ContentSink?)null);
            },
        };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = peer;
        await using var ___ = service;
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1000), 1, Bytes(Engines.Store(1000)));
        Assert.Equal(DimseStatus.NotAuthorized, (await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        Assert.Empty(user.Requests);
    }

    [Fact]
    public async Task StoreWithoutDataSet_IsAnsweredMistypedArgument()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = peer;
        await using var ___ = service;
        await peer.SendMessageAsync(Engines.StoreContext, DimseMessages.ToCommandSet(Engines.Store(2), 1));
        Assert.Equal(DimseStatus.MistypedArgument, (await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
    }

    [Fact]
    public async Task HandlerThrows_IsAborted()
    {
        var user = new RecordingUser { OnRequest = static _ => throw new InvalidOperationException("bug") };
        var (_, _, peer, end) = await Engines.AcceptorAsync(user: user);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        Assert.Equal(AbortSource.ServiceUser, (await peer.ExpectAbortAsync()).Source);
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.InternalError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task PeerDiesInTheMiddleOfAStore_SinkIsDiscardedBeforeClosed()
    {
        var sink = new MemoryContentSink(100_000);
        var opened = new TaskCompletionSource();
        var user = new RecordingUser
        {
            OpenSink = (_, _) =>
            {
                opened.SetResult();
                return new(sink);
            },
        };
        var (_, _, peer, end) = await Engines.AcceptorAsync(user: user);
        await peer.SendDataAsync(
            new Pdv(Engines.StoreContext, true, true, Command(Engines.Store(10), 1)), new Pdv(Engines.StoreContext, false, false, new byte[100]));
        await opened.Task.Patiently();
        peer.Reset();

        Assert.Equal(ConnectionEndReason.TransportFailure, (await end.Patiently()).Reason);
        Assert.False(sink.IsComplete);
        Assert.Equal(0, sink.Bytes.Length);
        Assert.Empty(user.Requests);
    }

    private static byte[] Command(DimseRequest request, ushort id)
    {
        var set = DimseMessages.ToCommandSet(request, id);
        return CommandSetCodec.ToArray(set);
    }

    private static byte[] Bytes(CStoreRequest store) => ((MemoryContent)store.Content).Dataset.Bytes.ToArray();
}

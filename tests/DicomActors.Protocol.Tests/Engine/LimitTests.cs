using System.Runtime.CompilerServices;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>What a peer, or a caller, might do without end.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("command set")]
    [InlineData("data set")]
    [InlineData("instance")]
    public async Task EndlessEmptyFragments_AreAborted(string where)
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        peer.Patience = TimeSpan.FromSeconds(10);
        var context = await BeginAsync(peer, where);
        for (var i = 0; i < 11; i++)
        {
            await peer.SendDataAsync([.. Enumerable.Repeat(new Pdv(context, where == "command set", false, ReadOnlyMemory<byte>.Empty), 100)]);
        }

        Assert.Equal(AbortSource.ServiceProvider, (await peer.ExpectAbortAsync()).Source);
        await peer.DisposeAsync();
        Assert.Contains("empty fragments", (await end.Patiently()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomeEmptyFragmentsInEveryMessage_AreTolerated()
    {
        var options = new DicomServiceOptions { MaximumEmptyFragments = 10 };
        var (service, _, peer, _) = await Engines.AcceptorAsync(options);
        await using var __ = service;
        for (ushort id = 1; id <= 5; id++)
        {
            var empty = Enumerable.Repeat(new Pdv(Engines.EchoContext, true, false, ReadOnlyMemory<byte>.Empty), 10);
            await peer.SendDataAsync([.. empty, new Pdv(Engines.EchoContext, true, true, Engines.Command(new CEchoRequest(), id))]);
            await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        }

        await peer.DisposeAsync();
    }

    [Fact]
    public async Task InstanceLongerThanTheLimit_IsAbortedAndItsSinkDiscarded()
    {
        var sink = new MemoryContentSink(100_000);
        var options = new DicomServiceOptions { MaximumInstanceLength = 50_000 };
        var (_, user, peer, end) = await Engines.AcceptorAsync(options, new RecordingUser { OpenSink = (_, _) => new(sink) });
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 1, new byte[50_000]);
        await peer.ExpectMessageAsync(DimseCommand.CStoreResponse);
        sink = new MemoryContentSink(100_000);
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 2, new byte[50_002]);
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.ProtocolError, ended.Reason);
        Assert.Contains("an instance of more than 50000 bytes, our limit", ended.Message, StringComparison.Ordinal);
        Assert.False(sink.IsComplete);
        Assert.Single(user.Requests);
    }

    [Fact]
    public async Task RefusedInstanceLongerThanTheLimit_IsAbortedToo()
    {
        var user = new RecordingUser { OpenSink = static (request, _) => new(request.Respond(DimseStatus.NotAuthorized) ? null : new DiscardingContentSink()) };
        var (_, _, peer, end) = await Engines.AcceptorAsync(new DicomServiceOptions { MaximumInstanceLength = 50_000 }, user);
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 1, new byte[50_002]);
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task PeerAsksAndNeverReadsAnAnswer_IsReadNoFurther()
    {
        var options = new DicomServiceOptions
        {
            MaximumQueuedResponses = 2, SendBufferSize = 4096, AbortTimeout = TimeSpan.FromMilliseconds(50),
        };
        var (service, user, peer, end) = await Engines.AcceptorAsync(options);
        peer.Patience = TimeSpan.FromSeconds(2);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
            }
        });
        Assert.Equal(AssociationState.Established, service.State);
        var inTheTransport = (64 << 10) / 64;
        Assert.True(user.Requests.Count < inTheTransport + 200, $"{user.Requests.Count} requests were taken");
        peer.Reset();
        Assert.Equal(ConnectionEndReason.TransportFailure, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task RequestsQueuedAndCancelledWithoutEnd_AreNotKept()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        service.Send(new CEchoRequest(), new RecordingListener());
        var last = new RecordingListener();
        var handles = SendAndCancel(service, 5000);
        service.Send(Engines.Find, last);
        GC.Collect();
        var kept = handles.Count(static handle => handle.TryGetTarget(out _));
        Assert.True(kept < 500, $"{kept} of {handles.Count} cancelled requests are still held");

        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CFindRequest), DimseStatus.Success);
        Assert.Equal(DimseStatus.Success, (await last.ResponseAsync()).Status);
        await peer.DisposeAsync();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<OutboundRequest>> SendAndCancel(DicomService service, int count)
    {
        var handles = new List<WeakReference<OutboundRequest>>();
        var listener = new RecordingListener();
        for (var i = 0; i < count; i++)
        {
            var request = service.Send(Engines.Find, listener);
            Assert.True(service.Cancel(request));
            handles.Add(new WeakReference<OutboundRequest>(request));
        }

        return handles;
    }

    private static async Task<byte> BeginAsync(ScriptedPeer peer, string where)
    {
        switch (where)
        {
            case "data set":
                await peer.SendDataAsync(new Pdv(Engines.FindContext, true, true, Engines.Command(Engines.Find, 1)));
                return Engines.FindContext;
            case "instance":
                await peer.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
                return Engines.StoreContext;
            default:
                return Engines.EchoContext;
        }
    }
}

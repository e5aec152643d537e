using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A store that comes in on one association and goes out on another while it arrives.</summary>
public sealed class RelayTests
{
    [Fact]
    public async Task Store_IsRelayedUnchangedAndAnsweredAsTheNextNodeAnswers()
    {
        var (target, _, next, _) = await Engines.RequestorAsync();
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = target;
        await using var ___ = relay;
        var bytes = Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 7)).ToArray();
        var sending = SendInPiecesAsync(sender, bytes);

        var arrived = await next.ExpectMessageAsync(DimseCommand.CStoreRequest);
        await sending;
        Assert.Equal(bytes, arrived.Dataset);
        await next.SendMessageAsync(arrived.PresentationContextId, new CommandSet
        {
            Command = DimseCommand.CStoreResponse,
            MessageIdBeingRespondedTo = arrived.Command.MessageId,
            Status = DimseStatus.ElementsDiscarded,
            ErrorComment = "fewer elements",
        });

        var answer = (await sender.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command;
        Assert.Equal((9, DimseStatus.ElementsDiscarded, "fewer elements"), (answer.MessageIdBeingRespondedTo, answer.Status, answer.ErrorComment));
        await sender.DisposeAsync();
        await next.DisposeAsync();
    }

    [Fact]
    public async Task NextNodeDoesNotRead_SenderIsHeldUp()
    {
        var (target, _, next, _) = await Engines.RequestorAsync();
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = target;
        await using var ___ = relay;
        var sending = sender.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 1, new byte[200_000]);
        await sending;
        var more = SendMuchAsync(sender);
        Assert.False(more.IsCompleted, "the sender must be held up by a next node that does not read");

        Assert.Equal(200_000, (await next.ExpectMessageAsync(DimseCommand.CStoreRequest)).Dataset!.Length);
        sender.Reset();
        await Assert.ThrowsAnyAsync<IOException>(() => more.Patiently());
        await next.DisposeAsync();
    }

    [Fact]
    public async Task NextNodeHasNoContext_SenderIsToldAndItsAssociationLives()
    {
        var (target, _, next, _) = await Engines.RequestorAsync(
            request: new AssociationRequest("SCU", "SCP").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian));
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = target;
        await using var ___ = relay;

        await sender.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 1, new byte[100_000]);
        var answer = (await sender.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command;
        Assert.Equal(DimseStatus.SopClassNotSupported, answer.Status);
        Assert.StartsWith("No accepted presentation context", answer.ErrorComment, StringComparison.Ordinal);
        await sender.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 2);
        await sender.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await sender.DisposeAsync();
        await next.DisposeAsync();
    }

    [Fact]
    public async Task NextNodeDiesHalfWay_SenderIsToldAfterItsDataSet()
    {
        var (target, _, next, targetEnd) = await Engines.RequestorAsync();
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = relay;
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, false, false, new byte[10_000]));
        next.Reset();
        await targetEnd.Patiently();
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, false, true, new byte[10_000]));
        Assert.Equal(DimseStatus.OutOfResources, (await sender.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        await sender.DisposeAsync();
    }

    [Fact]
    public async Task SenderDiesHalfWay_NextNodeGetsAnAbortAndNeverAShortInstance()
    {
        var (target, _, next, targetEnd) = await Engines.RequestorAsync();
        var (_, _, sender, relayEnd) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, false, false, new byte[200_000]));
        sender.Reset();
        await relayEnd.Patiently();
        await next.ExpectAbortAsync();
        await next.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ContentFailure, (await targetEnd.Patiently()).Reason);
    }

    [Fact]
    public async Task AbortOfTheTarget_WhileItWaitsForTheSender_IsSentAtOnce()
    {
        var (target, _, next, targetEnd) = await Engines.RequestorAsync();
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = relay;
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, false, false, new byte[200_000]));
        target.Abort("enough");
        Assert.Equal(AbortPdu.ByServiceUser, await next.ExpectAbortAsync());
        await next.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AbortedByUs, (await targetEnd.Patiently()).Reason);
        await sender.DisposeAsync();
    }

    private static RecordingUser RelayingTo(DicomService target) => new()
    {
        OpenSink = (store, _) => new(StoreRelay.Start(store, target)),
        OnRequest = static request =>
        {
            if (request.Request is not CStoreRequest)
            {
                request.Respond(DimseStatus.Success);
            }
        },
    };

    [Fact]
    public async Task SenderBreaksTheProtocolBeforeItsFirstByte_TheTargetDoesNotHang()
    {
        var (target, _, next, targetEnd) = await Engines.RequestorAsync();
        var (relay, _, sender, _) = await Engines.AcceptorAsync(user: RelayingTo(target));
        await using var __ = relay;
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
        await sender.SendRawAsync(new byte[] { 99, 0, 0, 0, 0, 4 });
        await sender.ExpectAbortAsync();
        await next.ExpectAbortAsync();
        await next.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ContentFailure, (await targetEnd.Patiently()).Reason);
        await sender.DisposeAsync();
    }

    private static async Task SendInPiecesAsync(ScriptedPeer sender, byte[] bytes)
    {
        const int Piece = 50_000;
        await sender.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 9)));
        for (var i = 0; i < bytes.Length; i += Piece)
        {
            await sender.SendDataAsync(new Pdv(Engines.StoreContext, false, i + Piece >= bytes.Length, bytes.AsMemory(i, Piece)));
        }
    }

    private static async Task SendMuchAsync(ScriptedPeer sender)
    {
        for (var i = 0; i < 1000; i++)
        {
            await sender.SendRequestAsync(Engines.StoreContext, Engines.Store(1), 2, new byte[200_000]);
        }
    }
}

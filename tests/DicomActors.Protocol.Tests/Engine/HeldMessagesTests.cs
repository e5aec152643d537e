using DicomActors.Protocol.Dimse;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>What one read leads to goes out together, and nobody who waits for it waits in vain.</summary>
public sealed class HeldMessagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task SeveralRequestsInOneRead_AnsweredAtOnce_AreAnsweredInOneWrite()
    {
        const int Count = 4;
        var transport = new InMemoryTransport();
        var connection = new RecordingConnection(transport.Server);
        await using var service = DicomService.ForAcceptor(connection, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        await using var peer = new ScriptedPeer(transport.Client);
        _ = service.RunAsync(CancellationToken.None);
        await peer.RequestAssociationAsync(Engines.WithWindow(Count));
        var before = connection.Writes.Count;

        await peer.SendRawAsync(Enumerable.Range(1, Count).SelectMany(static id => Echo((ushort)id)).ToArray());
        for (var id = 1; id <= Count; id++)
        {
            Assert.Equal(id, (await peer.ExpectMessageAsync(DimseCommand.CEchoResponse)).Command.MessageIdBeingRespondedTo);
        }

        Assert.Equal(before + 1, connection.Writes.Count);
    }

    [Fact]
    public async Task HandlerThatGivesManyResponses_BeforeItReturns_TheyAreSent()
    {
        using var arrived = new ManualResetEventSlim();
        var user = new RecordingUser
        {
            OnRequest = request =>
            {
                for (var i = 0; i < 100; i++)
                {
                    request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Engines.Keys });
                }

                request.Respond(arrived.Wait(Patience) ? DimseStatus.Success : DimseStatus.ProcessingFailure);
            },
        };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 1, Engines.Keys.Bytes);
        PeerMessage response;
        while ((response = await peer.ExpectMessageAsync(DimseCommand.CFindResponse)).Command.Status.IsPending)
        {
            arrived.Set();
        }

        Assert.Equal(DimseStatus.Success, response.Command.Status);
        await peer.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task CallbackThatWaits_MeanwhileAnotherThreadSends_ItsRequestGoesOut()
    {
        using var arrived = new ManualResetEventSlim();
        var wentOut = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inCallback = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = new RecordingListener
        {
            WhenPending = _ =>
            {
                inCallback.TrySetResult();
                wentOut.TrySetResult(arrived.Wait(Patience));
                return ValueTask.CompletedTask;
            },
        };
        var (service, _, peer, _) = await Engines.RequestorAsync(
            new DicomServiceOptions { MaximumOutstandingRequests = 2 }, Engines.WithWindow(2), Engines.Policy with { MaximumOperationsPerformed = 2 });
        service.Send(Engines.Find, listener);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CFindRequest), DimseStatus.Pending, Engines.Keys.Bytes);
        await inCallback.Task.Patiently();

        service.Send(new CEchoRequest(), new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        arrived.Set();

        Assert.True(await wentOut.Task.Patiently());
        await peer.DisposeAsync();
        await service.DisposeAsync();
    }

    private static byte[] Echo(ushort messageId)
    {
        var command = Engines.Command(new CEchoRequest(), messageId);
        return Pdv.ToPdu(new Pdv(Engines.EchoContext, true, true, command));
    }
}

using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>
/// Faults found in other implementations, each shown to be absent here, by the number it has in the list of them. Those of cost are
/// in <see cref="KnownCostTests"/>, those of the transport in <see cref="KnownTransportFaultsTests"/>.
/// </summary>
public sealed class KnownFaultsTests
{
    [Fact]
    public async Task Fault01_SecondAssociateRequest_IsAborted()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
        Assert.Equal(new AbortPdu(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu), await peer.ExpectAbortAsync());
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault01_DataBeforeAssociation_IsAborted()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync(establish: false);
        await using var __ = service;
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
    }

    [Theory]
    [InlineData(0x08, AbortReason.UnrecognizedPdu)]
    [InlineData(0x00, AbortReason.UnrecognizedPdu)]
    public async Task Fault01_UnknownPdu_IsAbortedAndNotJustClosed(int type, AbortReason reason)
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendRawAsync(new byte[] { (byte)type, 0, 0, 0, 0, 4, 0, 0, 0, 0 });
        Assert.Equal(new AbortPdu(AbortSource.ServiceProvider, reason), await peer.ExpectAbortAsync());
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault02_ClientAnswersReleaseRequest()
    {
        var (_, _, peer, end) = await Engines.RequestorAsync();
        await peer.ReleaseAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Fault03_TwoMessagesInOnePdu_BothAreAnswered()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendDataAsync(
            new Pdv(Engines.EchoContext, true, true, Engines.Command(new CEchoRequest(), 1)),
            new Pdv(Engines.EchoContext, true, true, Engines.Command(new CEchoRequest(), 2)));
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await peer.DisposeAsync();
    }

    [Theory]
    [InlineData("sink throws")]
    [InlineData("user throws")]
    [InlineData("user refuses")]
    public async Task Fault04_StoreAfterFailedStore_Works(string failure)
    {
        var stores = 0;
        var user = new RecordingUser
        {
            OpenSink = (request, _) => ++stores > 1 ? new(new DiscardingContentSink()) : failure switch
            {
                "sink throws" => new(new FailingSink(new TaskCompletionSource())),
                "user throws" => throw new IOException("no folder"),
                _ => new(request.Respond(DimseStatus.OutOfResources) ? null : new DiscardingContentSink()),
            },
        };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = service;
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1000), 1, new byte[1000]);
        Assert.True((await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status.Category == DimseStatusCategory.Failure);
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(1000), 2, new byte[1000]);
        Assert.Equal(DimseStatus.Success, (await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault05_CancelWhileHandlerRuns_ReachesTheHandler()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = service;
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 5);
        var request = await user.FirstRequest.Patiently();
        var cancelled = new TaskCompletionSource();
        await using var ___ = request.Cancelled.Register(cancelled.SetResult);
        await peer.SendMessageAsync(Engines.FindContext, Engines.CancelOf(5));
        await cancelled.Task.Patiently();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task UnknownCommandField_IsAnsweredUnrecognizedOperationAndTheAssociationLives()
    {
        var (service, user, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        var unknown = new CommandSet { Command = (DimseCommand)0x0777, MessageId = 3, AffectedSopClassUid = Engines.Ct };
        await peer.SendMessageAsync(Engines.StoreContext, unknown);
        await peer.SendMessageAsync(Engines.StoreContext, unknown with { MessageId = 4 }, new byte[20]);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 5);
        foreach (var id in new ushort[] { 3, 4 })
        {
            var answer = (await peer.ExpectMessageAsync((DimseCommand)0x8777)).Command;
            Assert.Equal((id, DimseStatus.UnrecognizedOperation), (answer.MessageIdBeingRespondedTo, answer.Status));
        }

        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        Assert.Single(user.Requests);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault06_AnsweredWindow_IsTheAcceptorsOwnAndNotAnEcho()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync(request: Engines.WithWindow(64, 64));
        await using var __ = service;
        Assert.Equal((1, 1), (peer.Association!.MaximumOperationsInvoked, peer.Association.MaximumOperationsPerformed));
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault07_PeerMaximumPduZero_SendsLargeFragments()
    {
        var transport = new InMemoryTransport();
        await using var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        await using var peer = new ScriptedPeer(transport.Server);
        _ = service.RunAsync(CancellationToken.None);
        var request = await peer.ExpectAsync<AssociateRequestPdu>();
        var accept = ((AssociationAcceptance)AcceptorNegotiation.Negotiate(request, Engines.Policy, PduLimits.Default)).Pdu;
        await peer.SendAsync(accept with { UserInformation = accept.UserInformation with { MaximumLength = 0 } });
        service.Send(Engines.Store(1_000_000), new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        Assert.True(peer.ReceivedFragmentLengths.Max() > 60_000, $"largest fragment {peer.ReceivedFragmentLengths.Max()} bytes");
    }

    [Fact]
    public async Task Fault08_AssociateRequestBeyond64KiB_IsAnswered()
    {
        var syntaxes = Enumerable.Range(0, 40).Select(static i => TransferSyntax.FromUid(new Uid($"1.2.840.99999.1.2.3.4.5.6.7.8.{i}"))).ToArray();
        var request = Enumerable.Range(0, 128).Aggregate(
            new AssociationRequest("SCU", "SCP"), (built, i) => built.WithContext(new Uid($"1.2.840.99999.2.{i}"), syntaxes));
        var (service, _, peer, _) = await Engines.AcceptorAsync(request: request);
        await using var __ = service;
        Assert.Equal(128, peer.Association!.NegotiatedContexts.Count);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault10_WrongApplicationContext_IsRejected()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync(establish: false);
        await using var __ = service;
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default) with { ApplicationContextName = new Uid("1.2.3") });
        Assert.Equal(AssociationRejection.ApplicationContextNotSupported, AssociationRejection.From(await peer.ExpectAsync<AssociateRejectPdu>()));
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault11_MessageIdsArePerAssociation_AndOneRequestCanBeSentOnBoth()
    {
        var echo = new CEchoRequest();
        for (var i = 0; i < 2; i++)
        {
            var (service, _, peer, _) = await Engines.RequestorAsync(request: Engines.WithWindow(2), policy: Engines.Policy with { MaximumOperationsPerformed = 2 });
            await using var __ = service;
            service.Send(echo, new RecordingListener());
            service.Send(echo, new RecordingListener());
            Assert.Equal(1, (await peer.ExpectMessageAsync()).Command.MessageId);
            Assert.Equal(2, (await peer.ExpectMessageAsync()).Command.MessageId);
            await peer.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("release")]
    [InlineData("reset")]
    [Trait("Fault", "27")]
    public async Task Fault12_QueuedRequestsEndOnceAndTheConnectionCloses(string how)
    {
        var (service, user, peer, end) = await Engines.RequestorAsync();
        var listeners = Enumerable.Range(0, 5).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => service.Send(new CEchoRequest(), listener));
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        switch (how)
        {
            case "abort":
                await peer.SendAsync(AbortPdu.ByServiceUser);
                break;
            case "release":
                await peer.ReleaseAsync();
                await peer.DisposeAsync();
                break;
            default:
                peer.Reset();
                break;
        }

        await end.Patiently();
        foreach (var (listener, i) in listeners.Select(static (listener, i) => (listener, i)))
        {
            Assert.Equal(i == 0, (await listener.FailureAsync()).MayHaveReachedPeer);
            Assert.Equal(1, listener.EndedCount);
        }

        Assert.Equal("closed", user.Calls.Last());
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault12_ReleaseWithQueuedRequests_SendsThemFirst()
    {
        var transport = new InMemoryTransport();
        await using var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        await using var peer = new ScriptedPeer(transport.Server);
        service.Send(new CEchoRequest(), new RecordingListener());
        service.Send(new CEchoRequest(), new RecordingListener());
        service.Release();
        var end = service.RunAsync(CancellationToken.None);
        await peer.AcceptAssociationAsync(Engines.Policy);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task ReleaseBeforeAnythingBegan_NeverConnects()
    {
        var service = DicomService.ForRequestor(
            new NoConnector(), Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        service.Release();
        Assert.Equal(ConnectionEndReason.Released, (await service.RunAsync(CancellationToken.None).Patiently()).Reason);
    }

    [Fact]
    public async Task Fault13_AnnouncedGigabyte_CostsNothing()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendRawAsync(new byte[] { 4, 0, 0x40, 0, 0, 0 });
        Assert.Equal(AbortReason.InvalidPduParameterValue, (await peer.ExpectAbortAsync()).Reason);
        Assert.Equal(0, service.Counters.MessagesReceived);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault14_SilentPeer_IsClosedByArtim()
    {
        var clock = new ManualTimeProvider();
        var (_, _, peer, end) = await Engines.AcceptorAsync(new DicomServiceOptions { TimeProvider = clock }, establish: false);
        await clock.AdvanceAsync(DicomServiceOptions.Default.ArtimTimeout);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.ArtimTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Fault17_EndlessCommandSet_IsAbortedAtTheLimit()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync(new DicomServiceOptions { MaximumCommandSetLength = 1000 });
        await using var __ = service;
        for (var i = 0; i < 6; i++)
        {
            await peer.SendDataAsync(new Pdv(Engines.EchoContext, true, false, new byte[200]));
        }

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Fault17_EndlessResponses_OfAHandlerThatDoesNotWait_AreAbortedAtTheLimit()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (_, _, peer, end) = await Engines.AcceptorAsync(new DicomServiceOptions { MaximumQueuedResponses = 10 }, user);
        await peer.SendRequestAsync(Engines.FindContext, Engines.Find, 1);
        var request = await user.FirstRequest.Patiently();
        var taken = 0;
        while (request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Engines.Keys }))
        {
            Assert.True(++taken < 100_000, "responses pile up without bound");
        }

        peer.Reset();
        Assert.Equal(ConnectionEndReason.InternalError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Fault28_RequestWithoutContext_FailsAloneAndTheNextIsSent()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        var (missing, echo) = (new RecordingListener(), new RecordingListener());
        service.Send(new NGetRequest(SopClasses.Printer, new Uid("1.2.840.10008.5.1.1.17")), missing);
        service.Send(new CEchoRequest(), echo);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        Assert.Equal(RequestFailure.NoPresentationContext, (await missing.FailureAsync()).Reason);
        await echo.ResponseAsync();
        await peer.DisposeAsync();
    }

    private sealed class NoConnector : DicomActors.Protocol.Transport.TransportConnector
    {
        public override string Target => "nowhere";

        public override ValueTask<DicomActors.Protocol.Transport.TransportConnection> ConnectAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("must not connect");
    }
}

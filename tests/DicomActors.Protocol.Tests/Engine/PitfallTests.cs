using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>What implementers of PS3.7 and PS3.8 get wrong, one test each; Codec/PitfallTests has those that bytes alone decide.</summary>
public sealed class PitfallTests
{
    [Fact]
    public async Task Pitfall05_CommandSet_IsImplicitVR_TheDataSetIsInTheContextsTransferSyntax()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        service.Send(Engines.Find, new RecordingListener());
        var message = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        Assert.True(message.Command.HasDataset);
        Assert.Equal(Engines.Keys.Bytes.ToArray(), message.Dataset);
        await peer.DisposeAsync();
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x0102)]
    [InlineData(0xFFFF)]
    public async Task Pitfall05_DataSetTypeIsNot0101_ADataSetFollows(int type)
    {
        var (service, user, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        var command = Engines.Command(Engines.Find, 1);
        var value = command.AsSpan().IndexOf(new byte[] { 0, 0, 0, 8, 2, 0, 0, 0 }) + 8;
        (command[value], command[value + 1]) = ((byte)type, (byte)(type >> 8));
        await peer.SendDataAsync(new Pdv(Engines.FindContext, true, true, command), new Pdv(Engines.FindContext, false, true, Engines.Keys.Bytes));
        await peer.ExpectMessageAsync(DimseCommand.CFindResponse);
        Assert.NotNull((await user.FirstRequest.Patiently()).Request.Dataset);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall05_DataSetThatNoCommandAnnounced_IsAborted()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: new RecordingUser { OnRequest = static _ => { } });
        await using var __ = service;
        await peer.SendDataAsync(
            new Pdv(Engines.EchoContext, true, true, Engines.Command(new CEchoRequest(), 1)), new Pdv(Engines.EchoContext, false, true, new byte[2]));
        Assert.Equal(AbortReason.UnexpectedPduParameter, (await peer.ExpectAbortAsync()).Reason);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall08_RequestOfAPeerThatIsNotScu_IsRefusedAndTheAssociationLives()
    {
        var (service, user, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(10), 1, new byte[10]);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 2);
        Assert.Equal(DimseStatus.UnrecognizedOperation, (await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        Assert.Equal(DimseStatus.UnrecognizedOperation, (await peer.ExpectMessageAsync(DimseCommand.CEchoResponse)).Command.Status);
        Assert.Empty(user.Requests);
        Assert.Equal(AssociationState.Established, service.State);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall08_EventReportWithoutRoleSelection_IsDelivered()
    {
        var (service, user, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        await peer.SendRequestAsync(Engines.EchoContext, new NEventReportRequest(SopClasses.Verification, new Uid("1.2"), 1), 1);
        Assert.Equal(DimseStatus.Success, (await peer.ExpectMessageAsync(DimseCommand.NEventReportResponse)).Command.Status);
        Assert.Single(user.Requests);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall09_WindowOfTheAnswerIsSmallerThanAsked_TheAnswerCounts()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(
            request: Engines.WithWindow(8), policy: Engines.Policy with { MaximumOperationsPerformed = 2 });
        await using var __ = service;
        for (var i = 0; i < 3; i++)
        {
            service.Send(new CEchoRequest(), new RecordingListener());
        }

        var first = await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        Assert.Equal((2, 1), (service.Counters.OutstandingRequests, service.Counters.QueuedRequests));
        await peer.RespondAsync(first, DimseStatus.Success);
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall09_CancelIsNotCounted()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        var find = service.Send(Engines.Find, new RecordingListener());
        service.Send(new CEchoRequest(), new RecordingListener());
        var request = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        Assert.True(service.Cancel(find));
        var cancel = await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        Assert.Equal(request.Command.MessageId, cancel.Command.MessageIdBeingRespondedTo);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall09_ResponsesDoNotWaitForTheWindow()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        service.Send(new CEchoRequest(), new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        await peer.SendRequestAsync(Engines.EchoContext, new NEventReportRequest(SopClasses.Verification, new Uid("1.2"), 1), 7);
        await peer.ExpectMessageAsync(DimseCommand.NEventReportResponse);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall11_DataAfterOurReleaseRequest_IsStillDelivered()
    {
        var (service, user, peer, end) = await Engines.AcceptorAsync();
        await user.Established.Patiently();
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        await user.FirstRequest.Patiently();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Pitfall11_DataInAReleaseCollision_IsAborted()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await peer.ExpectAsync<ReleaseResponsePdu>();
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        Assert.Equal(new AbortPdu(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu), await peer.ExpectAbortAsync());
        await peer.DisposeAsync();
        await end.Patiently();
    }

    [Fact]
    public async Task Pitfall12_ReceiverOfReleaseResponse_Closes()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Pitfall12_SenderOfReleaseResponse_WaitsForThePeerToClose()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await peer.ReleaseAsync();
        Assert.Equal(AssociationState.AwaitingTransportClose, service.State);
        Assert.False(end.IsCompleted, "an early close could destroy the A-RELEASE-RP on its way");
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Pitfall12_SenderOfAbort_WaitsForThePeerToClose()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        service.Abort();
        Assert.Equal(AbortPdu.ByServiceUser, await peer.ExpectAbortAsync());
        Assert.False(end.IsCompleted, "an early close could destroy the A-ABORT on its way");
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AbortedByUs, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Pitfall12_ReceiverOfAbort_Closes()
    {
        var (_, _, peer, end) = await Engines.RequestorAsync();
        await peer.SendAsync(AbortPdu.ByServiceUser);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.AbortedByPeer, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Pitfall13_SecondAssociationOnOneConnection_IsRefused()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await peer.ReleaseAsync();
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Pitfall13_ProbeThatSendsNothing_LeavesNoWarningInTheLog()
    {
        var log = new RecordingLogger();
        var transport = new InMemoryTransport();
        var service = DicomService.ForAcceptor(transport.Server, new RecordingUser(), DicomServiceOptions.Default, log);
        var end = service.RunAsync(CancellationToken.None);
        await transport.Client.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ClosedByPeer, (await end.Patiently()).Reason);
        Assert.Empty(log.AtInformationOrAbove);
    }

    [Fact]
    public async Task Pitfall15_AbortBeforeAnAssociation_JustCloses()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync(establish: false);
        await peer.SendAsync(AbortPdu.ByServiceUser);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.AbortedByPeer, (await end.Patiently()).Reason);
        Assert.Equal(["connected", "closed"], user.Calls);
    }

    [Fact]
    public async Task Pitfall15_AbortWhileAWriteIsStuck_ClosesWithinTheAbortTimeout()
    {
        var clock = new ManualTimeProvider();
        var largeWrite = new LargeWriteSignal();
        var (service, _, peer, end) = await Engines.RequestorAsync(new DicomServiceOptions { TimeProvider = clock, Inspector = largeWrite });
        await using var __ = peer;
        var listener = new RecordingListener();
        service.Send(Engines.Store(2_000_000), listener);
        await largeWrite.Begun.Patiently();
        service.Abort();
        await clock.AdvanceAsync(DicomServiceOptions.Default.AbortTimeout);
        Assert.Equal(ConnectionEndReason.AbortTimeout, (await end.Patiently()).Reason);
        await listener.FailureAsync();
    }

    [Fact]
    public async Task Pitfall16_FinalResponseAfterCancel_EndsTheRequestAsThePeerSays()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        var listener = new RecordingListener();
        var find = service.Send(Engines.Find, listener);
        var request = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        service.Cancel(find);
        var cancel = await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        Assert.Null(cancel.Dataset);
        await peer.RespondAsync(request, DimseStatus.Success);
        Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall16_CancelOfNoRequest_IsIgnored()
    {
        var (service, _, peer, _) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendMessageAsync(Engines.FindContext, Engines.CancelOf(99));
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Pitfall16_CancelOfAServiceThatHasNone_IsIgnored()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (service, _, peer, _) = await Engines.AcceptorAsync(user: user);
        await using var __ = service;
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        var echo = await user.FirstRequest.Patiently();
        await peer.SendMessageAsync(Engines.EchoContext, Engines.CancelOf(1));
        await peer.SendMessageAsync(Engines.EchoContext, new CommandSet { Command = (DimseCommand)0x0777, MessageId = 2 });
        await peer.ExpectMessageAsync((DimseCommand)0x8777);
        Assert.False(echo.IsCancelled);
        Assert.True(echo.Respond(DimseStatus.Success));
        await peer.DisposeAsync();
    }

    [Fact]
    public void Pitfall18_TlsProfiles_OfferNothingBelowTls12() => Assert.All(
        TlsProfile.All,
        static profile => Assert.Equal(
            System.Security.Authentication.SslProtocols.None,
            profile.Protocols & ~(System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13)));

    /// <summary>Tells that more is being written than the transport takes from a peer that does not read.</summary>
    private sealed class LargeWriteSignal : DicomInspector
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public override void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes)
        {
            if (direction == TrafficDirection.Sent && bytes.Length > 64 * 1024)
            {
                _begun.TrySetResult();
            }
        }
    }
}

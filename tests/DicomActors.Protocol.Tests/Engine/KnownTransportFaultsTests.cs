using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Tests.Transport;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Faults found in other implementations that need a certain peer, transport or content to show; by number.</summary>
public sealed class KnownTransportFaultsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fault09_UserIdentity_PassesByteForByteAndIsAnsweredOnlyIfAsked(bool isAsked)
    {
        // All bytes there are, and at the end those that text would lose.
        var ticket = ItemList.Create<byte>([.. Enumerable.Range(0, 256).Select(static i => (byte)i), 0x20, 0x00]);
        var answer = ItemList.Create<byte>([0x00, 0xFF, 0x80, 0x20, 0x00]);
        UserIdentity? seen = null;
        var serverUser = new RecordingUser
        {
            Policy = Engines.Policy with
            {
                JudgeUserIdentity = identity =>
                {
                    seen = identity;
                    return new UserIdentityDecision(true, answer);
                },
            },
        };
        var request = Engines.Request with { UserIdentity = new UserIdentity(UserIdentityType.Kerberos, isAsked, ticket, []) };

        var (client, server) = await Engines.PairAsync(new RecordingUser(), serverUser, request);

        Assert.Equal(ticket, seen!.PrimaryField);
        Assert.Equal(ticket, server.Association!.UserIdentity!.PrimaryField);
        Assert.Equal(isAsked ? answer : null, client.Association!.UserIdentityResponse?.ServerResponse);
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("plain DICOM")]
    [InlineData("closed at once")]
    public async Task Fault15_FailedTlsHandshake_ClosesItsSocketAndTheNextClientIsServed(string bad)
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Tls = TlsTestOptions.Server });
        for (var i = 0; i < 5; i++)
        {
            await using var peer = await ScriptedPeer.ConnectAsync(listener.LocalEndPoint);
            var service = DicomService.ForAcceptor(
                await listener.AcceptAsync(CancellationToken.None), new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
            var end = service.RunAsync(CancellationToken.None);
            if (bad == "plain DICOM")
            {
                await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
                await peer.DrainAsync();
            }
            else
            {
                await peer.DisposeAsync();
            }

            var ended = await end.Patiently();
            Assert.True(
                ended.Reason is ConnectionEndReason.TlsHandshakeFailed or ConnectionEndReason.ClosedByPeer or ConnectionEndReason.TransportFailure,
                $"{ended}");
        }

        var good = DicomService.ForRequestor(
            new TcpConnector(new TcpConnectorOptions("127.0.0.1", listener.LocalEndPoint.Port) { Tls = TlsTestOptions.Client }),
            Engines.Request,
            new RecordingUser(),
            DicomServiceOptions.Default,
            NullLogger.Instance);
        var echo = new RecordingListener();
        good.Send(new CEchoRequest(), echo);
        good.Release();
        var released = good.RunAsync(CancellationToken.None);
        await using var server = DicomService.ForAcceptor(
            await listener.AcceptAsync(CancellationToken.None), new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        _ = server.RunAsync(CancellationToken.None);
        Assert.Equal(DimseStatus.Success, (await echo.ResponseAsync()).Status);
        Assert.Equal(ConnectionEndReason.Released, (await released.Patiently()).Reason);
    }

    [Fact]
    public async Task Fault16_NoFileDescriptorLeft_AcceptSaysSoAndServesOnceThereIs()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var process = OwnProcess.Start(OwnProcess.RunOutOfDescriptors);
        var port = await process.ReadNumberAsync();
        var endPoint = new IPEndPoint(IPAddress.Loopback, (int)port);
        await using var first = await ScriptedPeer.ConnectAsync(endPoint);
        Assert.True(await process.ReadNumberAsync() > 0, "there was no descriptor to use up");
        await using var peer = await ScriptedPeer.ConnectAsync(endPoint);
        Assert.Equal((long)TransportFailure.ResourcesExhausted, await process.ReadNumberAsync());
        await peer.SendRawAsync(new byte[] { 42 });
        Assert.Equal(42, await process.ReadNumberAsync());
    }

    [Fact]
    public async Task Fault27_QueuedRequests_EndOnceWhenTheAssociationIsRejected()
    {
        var transport = new InMemoryTransport();
        var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        var listeners = Enumerable.Range(0, 5).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => service.Send(new CEchoRequest(), listener));
        var end = service.RunAsync(CancellationToken.None);
        await using var peer = new ScriptedPeer(transport.Server);
        await peer.ExpectAsync<AssociateRequestPdu>();
        await peer.SendAsync(AssociationRejection.LocalLimitExceeded.ToPdu());

        Assert.Equal(ConnectionEndReason.RejectedByPeer, (await end.Patiently()).Reason);
        foreach (var listener in listeners)
        {
            var failure = await listener.FailureAsync();
            Assert.Equal((RequestFailure.AssociationRejected, false, 1), (failure.Reason, failure.MayHaveReachedPeer, listener.EndedCount));
        }
    }

    [Fact]
    public async Task Fault30_DataSetsOfTheCaller_AreSentAsTheyAreAndStayAsTheyWere()
    {
        // (0008,0000) group length, (0008,0018) SOP instance UID, (7FE0,0010) pixel data; explicit VR little endian.
        byte[] instance =
        [
            0x08, 0x00, 0x00, 0x00, (byte)'U', (byte)'L', 4, 0, 12, 0, 0, 0,
            0x08, 0x00, 0x18, 0x00, (byte)'U', (byte)'I', 4, 0, (byte)'1', (byte)'.', (byte)'2', 0,
            0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'W', 0, 0, 4, 0, 0, 0, 1, 2, 3, 4,
        ];

        // (0008,0000) group length, (0008,0052) query level; implicit VR, though the context takes explicit VR.
        byte[] keys = [0x08, 0, 0, 0, 4, 0, 0, 0, 14, 0, 0, 0, 0x08, 0, 0x52, 0, 6, 0, 0, 0, .. "STUDY "u8];
        var (instanceBefore, keysBefore) = (instance.ToArray(), keys.ToArray());
        var (service, _, peer, _) = await Engines.RequestorAsync();
        await using var __ = service;
        service.Send(
            new CStoreRequest(new MemoryContent(Engines.Ct, new Uid("1.2"), TransferSyntax.ExplicitVRLittleEndian, instance)), new RecordingListener());
        var store = await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        await peer.RespondAsync(store, DimseStatus.Success);
        service.Send(
            new CFindRequest(SopClasses.StudyRootFind, new EncodedDataset(keys, TransferSyntax.ImplicitVRLittleEndian)), new RecordingListener());
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);

        Assert.Equal(instanceBefore, store.Dataset);
        Assert.Equal(instanceBefore, instance);
        Assert.Equal(keysBefore, keys);
        Assert.Equal("STUDY", new EncodedDataset(find.Dataset, TransferSyntax.ExplicitVRLittleEndian).GetString(DicomTag.QueryRetrieveLevel));
        await peer.DisposeAsync();
    }
}

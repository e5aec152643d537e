using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class EngineToEngineTests
{
    [Fact]
    public async Task Loopback_EchoStoreFindRelease_BothSidesEndReleased()
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        var sink = new MemoryContentSink(10_000_000);
        var serverUser = new RecordingUser
        {
            OpenSink = (_, _) => new(sink),
            OnRequest = static request =>
            {
                if (request.Request is CFindRequest)
                {
                    request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Engines.Keys });
                }

                request.Respond(DimseStatus.Success);
            },
        };
        var serverEnd = ServeAsync(listener, serverUser);
        var clientUser = new RecordingUser();
        var client = DicomService.ForRequestor(
            new TcpConnector("127.0.0.1", listener.LocalEndPoint.Port), Engines.Request, clientUser, DicomServiceOptions.Default, NullLogger.Instance);
        var (echo, store, find) = (new RecordingListener(), new RecordingListener(), new RecordingListener());
        var instance = Engines.Store(3_000_001);
        client.Send(new CEchoRequest(), echo);
        client.Send(instance, store, new SendOptions { WantsProgress = true });
        client.Send(Engines.Find, find);
        client.Release();

        Assert.Equal(ConnectionEndReason.Released, (await client.RunAsync(CancellationToken.None).Patiently()).Reason);
        Assert.Equal(ConnectionEndReason.Released, (await serverEnd.Patiently()).Reason);
        Assert.Equal(DimseStatus.Success, (await echo.ResponseAsync()).Status);
        Assert.Equal(DimseStatus.Success, (await store.ResponseAsync()).Status);
        Assert.Equal(DimseStatus.Success, (await find.ResponseAsync()).Status);
        Assert.Single(find.Pending);
        Assert.Equal(3_000_002, sink.Bytes.Length);
        Assert.Equal(((MemoryContent)instance.Content).Dataset.Bytes.ToArray(), sink.Bytes[..3_000_001].ToArray());
        Assert.Equal(3_000_001, store.Progress.Last());
        Assert.Contains("released by peer", serverUser.Calls);
    }

    [Fact]
    public async Task FileToFile_Store_IsBitPreservingAndLeavesNoTemporaryFile()
    {
        var folder = Directory.CreateTempSubdirectory("engine-");
        try
        {
            var bytes = new byte[700_000];
            Random.Shared.NextBytes(bytes);
            var meta = new FileMetaInformation(Engines.Ct, new Uid("1.2.3.4.5"), TransferSyntax.ExplicitVRLittleEndian);
            var source = Path.Combine(folder.FullName, "source.dcm");
            await File.WriteAllBytesAsync(source, [.. meta.Encode(), .. bytes]);
            var target = Path.Combine(folder.FullName, "sub", "target.dcm");
            var (client, _, serverUser) = await ConnectAsync(new RecordingUser
            {
                OpenSink = (request, _) => new(new FileContentSink(target, meta with { SourceApplicationEntityTitle = null })),
            });
            var listener = new RecordingListener();

            client.Send(new CStoreRequest(await FileContent.OpenPart10Async(source)), listener);
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);

            Assert.Equal(await File.ReadAllBytesAsync(source), await File.ReadAllBytesAsync(target));
            Assert.Equal([target], Directory.GetFiles(Path.Combine(folder.FullName, "sub")));
            Assert.Single(serverUser.Requests);
            await client.DisposeAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Get_SubOperationsOnTheSameAssociation_ArriveWhileTheGetIsOutstanding()
    {
        var get = SopClasses.StudyRootGet;
        var request = new AssociationRequest("SCU", "SCP")
            .WithContext(get, TransferSyntax.ExplicitVRLittleEndian)
            .WithContext(Engines.Ct, TransferSyntax.ExplicitVRLittleEndian)
            .WithRole(Engines.Ct, scu: false, scp: true);
        var policy = new AcceptorPolicy()
            .WithSopClass(get, TransferSyntax.ExplicitVRLittleEndian)
            .WithSopClass(Engines.Ct, new SupportedSopClass([TransferSyntax.ExplicitVRLittleEndian], RequestorMayBeScp: true));
        DicomService? server = null;
        var stored = new RecordingListener();
        var serverUser = new RecordingUser { Policy = policy };
        serverUser.OnRequest = inbound =>
        {
            server!.Send(Engines.Store(50_000), stored);
            _ = AnswerWhenStoredAsync(inbound, stored);
        };
        var transport = new InMemoryTransport();
        server = DicomService.ForAcceptor(transport.Server, serverUser, DicomServiceOptions.Default, NullLogger.Instance);
        var sink = new MemoryContentSink(100_000);
        var clientUser = new RecordingUser { OpenSink = (_, _) => new(sink) };
        var client = DicomService.ForRequestor(transport.Connector, request, clientUser, DicomServiceOptions.Default, NullLogger.Instance);
        var serverEnd = server.RunAsync(CancellationToken.None);
        var clientEnd = client.RunAsync(CancellationToken.None);
        var listener = new RecordingListener();

        client.Send(Engines.Get, listener);
        client.Release();

        var response = Assert.IsType<CGetResponse>(await listener.ResponseAsync());
        Assert.Equal((ushort?)1, response.Completed);
        Assert.Equal(50_000, sink.Bytes.Length);
        Assert.Equal(ConnectionEndReason.Released, (await clientEnd.Patiently()).Reason);
        Assert.Equal(ConnectionEndReason.Released, (await serverEnd.Patiently()).Reason);
    }

    [Fact]
    public async Task WindowOfEight_ThousandStoresInBothDirections_AllComplete()
    {
        var (client, server, serverUser) = await ConnectAsync(new RecordingUser { Policy = Engines.Policy with { MaximumOperationsPerformed = 8 } }, Engines.WithWindow(8));
        var listeners = Enumerable.Range(0, 1000).Select(static _ => new RecordingListener()).ToList();
        foreach (var (listener, i) in listeners.Select(static (listener, i) => (listener, i)))
        {
            client.Send(i % 3 == 0 ? new CEchoRequest() : Engines.Store(i * 7), listener);
        }

        foreach (var listener in listeners)
        {
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
        }

        Assert.Equal(1000, serverUser.Requests.Count);
        Assert.All(listeners, static listener => Assert.Equal(1, listener.EndedCount));
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task NothingListens_Connect_EndsAsConnectionRefused()
    {
        int port;
        await using (var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))))
        {
            port = listener.LocalEndPoint.Port;
        }

        var service = DicomService.ForRequestor(
            new TcpConnector("127.0.0.1", port), Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        var end = await service.RunAsync(CancellationToken.None).Patiently();
        Assert.Equal(ConnectionEndReason.ConnectionRefused, end.Reason);
        Assert.Contains($"127.0.0.1:{port}", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverRan_Dispose_EndsItsRequestsAndClosesItsTransport()
    {
        var transport = new InMemoryTransport();
        var user = new RecordingUser();
        var service = DicomService.ForAcceptor(transport.Server, user, DicomServiceOptions.Default, NullLogger.Instance);
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        await service.DisposeAsync();
        await listener.FailureAsync();
        Assert.Equal("closed", user.Calls.Single());
        await new ScriptedPeer(transport.Client).ExpectCloseAsync();
    }

    private static async Task AnswerWhenStoredAsync(InboundRequest inbound, RecordingListener stored)
    {
        var isStored = (await stored.ResponseAsync()).Status == DimseStatus.Success;
        inbound.Respond(new CGetResponse(DimseStatus.Success) { Completed = isStored ? (ushort)1 : (ushort)0, Failed = 0, Warning = 0 });
    }

    private static async Task<ConnectionEnd> ServeAsync(TcpTransportListener listener, RecordingUser user)
    {
        var connection = await listener.AcceptAsync(CancellationToken.None);
        var service = DicomService.ForAcceptor(connection, user, DicomServiceOptions.Default, NullLogger.Instance);
        return await service.RunAsync(CancellationToken.None);
    }

    private static async Task<(DicomService Client, DicomService Server, RecordingUser ServerUser)> ConnectAsync(
        RecordingUser serverUser, AssociationRequest? request = null)
    {
        var transport = new InMemoryTransport();
        var server = DicomService.ForAcceptor(transport.Server, serverUser, DicomServiceOptions.Default, NullLogger.Instance);
        var user = new RecordingUser();
        var client = DicomService.ForRequestor(
            transport.Connector, request ?? Engines.Request, user, DicomServiceOptions.Default, NullLogger.Instance);
        _ = server.RunAsync(CancellationToken.None);
        _ = client.RunAsync(CancellationToken.None);
        await user.Established.Patiently();
        return (client, server, serverUser);
    }
}

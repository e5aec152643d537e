using System.Net;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Tests.Transport;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>How failures below the association end a connection.</summary>
public sealed class TransportEndTests
{
    [Fact]
    public async Task ServerRefusesOurMissingCertificate_EndsAsTlsOrClosedWithAHint()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))
            {
                Tls = TlsTestOptions.Server with { PeerAuthentication = TlsPeerAuthentication.Required },
            });
        var accepting = AcceptAndFailAsync(listener);
        var connector = new TcpConnector(
            new TcpConnectorOptions("127.0.0.1", listener.LocalEndPoint.Port) { Tls = TlsTestOptions.Client with { Certificate = null } });
        await using var service = DicomService.ForRequestor(
            connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);

        var end = await service.RunAsync(CancellationToken.None).Patiently();

        Assert.Equal(TransportFailure.TlsHandshakeFailed, (await accepting).Failure);
        Assert.True(
            end.Reason == ConnectionEndReason.TlsHandshakeFailed || end.Message.Contains("certificate", StringComparison.Ordinal),
            $"expected a TLS failure or a hint at the certificate, got {end}");
    }

    [Fact]
    public async Task PeerClosesRightAfterTheHandshake_TheMessageHintsAtTheCertificate()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Tls = TlsTestOptions.Server });
        var closing = AcceptAndCloseAsync(listener);
        var connector = new TcpConnector(new TcpConnectorOptions("127.0.0.1", listener.LocalEndPoint.Port) { Tls = TlsTestOptions.Client });
        await using var service = DicomService.ForRequestor(
            connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);

        var end = await service.RunAsync(CancellationToken.None).Patiently();

        await closing;
        Assert.Contains("certificate", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProxyHeaderIsMissing_EndsAsProxyHeaderInvalid()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { ProxyProtocol = new ProxyProtocolOptions([IPNetwork.Parse("127.0.0.0/8")]) });
        await using var peer = await ScriptedPeer.ConnectAsync(listener.LocalEndPoint);
        await using var service = DicomService.ForAcceptor(
            await listener.AcceptAsync(CancellationToken.None), new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        await peer.SendRawAsync(new byte[64]);
        Assert.Equal(ConnectionEndReason.ProxyHeaderInvalid, (await service.RunAsync(CancellationToken.None).Patiently()).Reason);
    }

    private static async Task<TransportException> AcceptAndFailAsync(TcpTransportListener listener)
    {
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        return await Assert.ThrowsAsync<TransportException>(() => accepted.EstablishAsync(CancellationToken.None).AsTask());
    }

    private static async Task AcceptAndCloseAsync(TcpTransportListener listener)
    {
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        await accepted.EstablishAsync(CancellationToken.None);
    }
}

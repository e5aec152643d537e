using System.Net;
using System.Net.Sockets;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class TcpAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1", "::1")]
    [InlineData("0.0.0.0", "127.0.0.1", "127.0.0.1")]
    [InlineData("::", "::1", "::1")]
    [InlineData("::", "127.0.0.1", "127.0.0.1")]
    public async Task Listener_OnOneAddress_TakesAPeerAndShowsItsRealAddress(string listening, string connecting, string peer)
    {
        await using var pair = await TransportPair.OpenAsync(o => o, o => o, IPAddress.Parse(listening), connecting);

        await pair.AssertCarriesDataAsync();
        Assert.Equal(IPAddress.Parse(peer), Assert.IsType<IPEndPoint>(pair.Server.RemoteEndPoint).Address);
        Assert.Equal(IPAddress.Parse(peer), Assert.IsType<IPEndPoint>(pair.Server.LocalEndPoint).Address);
    }

    [Fact]
    public async Task Listener_IPv6WithoutDualMode_RefusesIPv4()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.IPv6Loopback, 0)) { DualMode = false });
        var connector = new TcpConnector("127.0.0.1", listener.LocalEndPoint.Port);

        var failure = await Assert.ThrowsAsync<TransportException>(() => connector.ConnectAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.Refused, failure.Failure);
    }

    [Fact]
    public async Task Connector_SourceAddress_IsWhatTheListenerSees()
    {
        var source = new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0);
        await using var pair = await TransportPair.OpenAsync(o => o, o => o with { SourceEndPoint = source });

        await pair.AssertCarriesDataAsync();
        Assert.Equal(source.Address, Assert.IsType<IPEndPoint>(pair.Server.RemoteEndPoint).Address);
    }

    [Fact]
    public async Task Connector_SourceAddressNotOurs_FailsAndSaysSo()
    {
        var connector = new TcpConnector(new TcpConnectorOptions("127.0.0.1", ClosedPort.Number)
        {
            SourceEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0),
        });

        var failure = await Assert.ThrowsAsync<TransportException>(() => connector.ConnectAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.AddressUnavailable, failure.Failure);
    }

    [Fact]
    public async Task Connector_NameWithSeveralAddresses_TriesThemUntilOneAnswers()
    {
        // Where localhost is both ::1 and 127.0.0.1, the first one is refused.
        await using var pair = await TransportPair.OpenAsync(o => o, o => o, IPAddress.Loopback, "localhost");

        await pair.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task Connector_NameRestrictedToIPv4_ConnectsByIPv4()
    {
        await using var pair = await TransportPair.OpenAsync(
            o => o, o => o with { AddressFamily = AddressFamily.InterNetwork }, IPAddress.IPv6Any, "localhost");

        await pair.AssertCarriesDataAsync();
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(pair.Server.RemoteEndPoint).Address);
    }

    [Fact]
    public async Task Connector_NothingListens_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<TransportException>(
            () => new TcpConnector("127.0.0.1", ClosedPort.Number).ConnectAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.Refused, failure.Failure);
    }

    [Fact]
    public async Task Connector_UnknownName_IsNotFound()
    {
        var failure = await Assert.ThrowsAsync<TransportException>(
            () => new TcpConnector("no-such-host.invalid", 104).ConnectAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.NameNotFound, failure.Failure);
    }

    [Fact]
    public async Task Listener_PortInUse_FailsAndNamesTheAddress()
    {
        await using var first = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));

        var failure = Assert.Throws<TransportException>(() => new TcpTransportListener(new TcpListenerOptions(first.LocalEndPoint)));

        Assert.Equal(TransportFailure.AddressUnavailable, failure.Failure);
        Assert.Contains($"{first.LocalEndPoint}", failure.Message, StringComparison.Ordinal);
    }
}

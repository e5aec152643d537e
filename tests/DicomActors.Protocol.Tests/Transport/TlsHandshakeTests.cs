using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class TlsHandshakeTests
{
    [Fact]
    public async Task MutualAuthentication_GoodCertificates_CarriesDataAndShowsBothCertificates()
    {
        await using var pair = await TlsTestOptions.OpenAsync();

        await pair.AssertCarriesDataAsync();
        Assert.Equal("CN=client", pair.Server.Security?.PeerCertificate?.Subject);
        Assert.Equal("CN=server", pair.Client!.Security?.PeerCertificate?.Subject);
        Assert.Equal(SslProtocols.Tls13, pair.Client.Security?.Protocol);
        Assert.StartsWith("TLS_", pair.Client.Security?.CipherSuite, StringComparison.Ordinal);
        Assert.True(pair.Server.PrefersZeroByteReads);
    }

    [Fact]
    public async Task Server_BeforeEstablish_HasNoSecurity()
    {
        await using var pair = await TransportPair.OpenAsync(o => o, o => o);

        await pair.AssertCarriesDataAsync();
        Assert.Null(pair.Server.Security);
        Assert.Null(pair.Client!.Security);
    }

    [Fact]
    public async Task HostName_ConnectedByName_MatchesTheCertificate()
    {
        await using var pair = await TlsTestOptions.OpenAsync(host: "localhost");

        await pair.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task Tls12_BothAllowIt_UsesASuiteOfTheProfile()
    {
        var old = new TlsProfile("tls12", SslProtocols.Tls12, TlsProfile.Bcp195.CipherSuites);
        await using var pair = await TlsTestOptions.OpenAsync(client: TlsTestOptions.Client with { Profile = old });

        await pair.AssertCarriesDataAsync();
        Assert.Equal(SslProtocols.Tls12, pair.Server.Security?.Protocol);
        Assert.Contains(Enum.Parse<TlsCipherSuite>(pair.Server.Security!.CipherSuite), TlsProfile.Bcp195.CipherSuites);
    }

    [Fact]
    public void Profiles_Named_AllowNothingOlderThanTls12()
    {
        foreach (var profile in TlsProfile.All)
        {
            Assert.Equal(SslProtocols.None, profile.Protocols & ~(SslProtocols.Tls12 | SslProtocols.Tls13));
            Assert.Same(profile, TlsProfile.Find(profile.Name.ToUpperInvariant()));
        }

        Assert.Null(TlsProfile.Find("ssl3"));
    }

    [Fact]
    public async Task ServerCertificate_Expired_ClientRefusesAndSaysSo()
    {
        var expired = TestAuthority.Shared.Issue("old", null, DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(-10));
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(expired) });

        AssertFailure(pair.ClientFailure, "CN=old", "validity");
    }

    [Fact]
    public async Task ServerCertificate_ForAnotherHost_ClientRefusesAndNamesTheHost()
    {
        var other = TestAuthority.Shared.Issue("elsewhere", "pacs.example");
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(other) });

        AssertFailure(pair.ClientFailure, "not issued for '127.0.0.1'");
    }

    [Theory]
    [InlineData("pacs.example", true)]
    [InlineData(null, false)]
    public async Task ServerCertificate_ForAnotherHost_AcceptedWithTargetHostOrWithoutCheck(string? targetHost, bool check)
    {
        var other = TestAuthority.Shared.Issue("elsewhere", "pacs.example");
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(other) },
            TlsTestOptions.Client with { TargetHost = targetHost, CheckHostName = check });

        await pair.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task ServerCertificate_OfUnknownAuthority_ClientRefusesAndNamesTheIssuer()
    {
        var stranger = new TestAuthority("Stranger").Issue("server");
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(stranger) });

        AssertFailure(pair.ClientFailure, "CN=Stranger", "not trusted");
    }

    [Fact]
    public async Task ServerCertificate_OfUnknownAuthority_AnyCertificateAcceptsIt()
    {
        var stranger = new TestAuthority("Stranger").Issue("server", "elsewhere");
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(stranger) },
            TlsTestOptions.Client with { Trust = TlsTrust.AnyCertificate });

        await pair.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task ServerCertificate_TestAuthorityWithSystemTrust_ClientRefuses()
    {
        await using var pair = await TlsTestOptions.OpenAsync(client: TlsTestOptions.Client with { Trust = TlsTrust.System });

        AssertFailure(pair.ClientFailure, "not trusted");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task ClientCertificate_MissingAndRequired_ServerRefusesAndClosesBeforeAnyData(SslProtocols version)
    {
        var profile = new TlsProfile("one version", version, []);
        await using var pair = await TlsTestOptions.OpenAsync(client: TlsTestOptions.Client with { Certificate = null, Profile = profile });

        AssertFailure(pair.ServerFailure, "presented no certificate");
        // The client's part of the handshake may be over before the server has judged; then the connection just ends.
        if (pair.Client is { } client)
        {
            Assert.Equal(0, await EndOf(client));
        }
    }

    [Fact]
    public async Task ClientCertificate_OfUnknownAuthority_ServerRefuses()
    {
        var stranger = new TestAuthority("Stranger").Issue("intruder");
        await using var pair = await TlsTestOptions.OpenAsync(
            client: TlsTestOptions.Client with { Certificate = TlsCertificateSource.FromCertificate(stranger) });

        AssertFailure(pair.ServerFailure, "CN=intruder", "CN=Stranger", "not trusted");
    }

    [Fact]
    public async Task ClientCertificate_OfUnknownAuthorityAndOptional_ServerStillRefuses()
    {
        var stranger = new TestAuthority("Stranger").Issue("intruder");
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { PeerAuthentication = TlsPeerAuthentication.Optional },
            TlsTestOptions.Client with { Certificate = TlsCertificateSource.FromCertificate(stranger) });

        AssertFailure(pair.ServerFailure, "not trusted");
    }

    [Theory]
    [InlineData(TlsPeerAuthentication.Optional)]
    [InlineData(TlsPeerAuthentication.None)]
    public async Task ClientCertificate_MissingAndNotRequired_CarriesData(TlsPeerAuthentication authentication)
    {
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { PeerAuthentication = authentication }, TlsTestOptions.Client with { Certificate = null });

        await pair.AssertCarriesDataAsync();
        Assert.Null(pair.Server.Security?.PeerCertificate);
    }

    [Fact]
    public async Task Versions_WithoutACommonOne_BothSidesFail()
    {
        var old = new TlsProfile("tls12", SslProtocols.Tls12, []);
        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Profile = TlsProfile.Tls13Only }, TlsTestOptions.Client with { Profile = old });

        AssertFailure(pair.ClientFailure, "no common protocol version");
        Assert.Equal(TransportFailure.TlsHandshakeFailed, pair.ServerFailure?.Failure);
    }

    [Fact]
    public async Task Session_ClosedByTheServer_ClientReadsTheEnd()
    {
        await using var pair = await TlsTestOptions.OpenAsync();
        await pair.AssertCarriesDataAsync();

        await pair.Server.WriteAsync("last words"u8.ToArray());
        await pair.Server.DisposeAsync();

        Assert.Equal("last words"u8.ToArray(), await TransportPair.ReadAsync(pair.Client!, 10));
        Assert.Equal(0, await pair.Client!.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Session_AbortedWhileReading_ReadFailsAndPeerSeesAReset()
    {
        await using var pair = await TlsTestOptions.OpenAsync();
        await pair.AssertCarriesDataAsync();
        var pending = pair.Server.ReadAsync(new byte[10]).AsTask();

        pair.Server.Abort();

        await Assert.ThrowsAnyAsync<Exception>(() => pending);
        var failure = await Assert.ThrowsAsync<TransportException>(() => TransportPair.ReadAsync(pair.Client!, 1));
        Assert.Equal(TransportFailure.Reset, failure.Failure);
    }

    [Fact]
    public async Task Session_BrokenRecordFromThePeer_ReadFailsAndDisposeStillCloses()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Tls = TlsTestOptions.Server });
        await using var forger = new RawPeer(peer => peer.RelayAsync(listener.LocalEndPoint.Port));
        var connecting = new TcpConnector(new TcpConnectorOptions("127.0.0.1", forger.Port) { Tls = TlsTestOptions.Client })
            .ConnectAsync(CancellationToken.None).AsTask();
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        await accepted.EstablishAsync(CancellationToken.None);
        var connection = await connecting;

        await forger.SendAsync((byte[])[0x17, 3, 3, 0, 32, .. new byte[32]]);

        var failure = await Assert.ThrowsAsync<TransportException>(() => TransportPair.ReadAsync(connection, 1));
        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        await connection.DisposeAsync();
        await forger.Done;
    }

    private static async Task<int> EndOf(TransportConnection connection)
    {
        using var patience = new CancellationTokenSource(TransportPair.Patience);
        try
        {
            return await connection.ReadAsync(new byte[1], patience.Token);
        }
        catch (TransportException failure) when (failure.Failure is TransportFailure.Reset or TransportFailure.TlsHandshakeFailed)
        {
            return 0;
        }
    }

    private static void AssertFailure(TransportException? failure, params string[] fragments)
    {
        Assert.NotNull(failure);
        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        foreach (var fragment in fragments)
        {
            Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\n', failure.Message);
    }
}

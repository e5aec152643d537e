using System.Security.Cryptography.X509Certificates;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>
/// Revoked certificates, with an authority that publishes a list over HTTP. What cannot be found out is refused unless the
/// options say otherwise; what is on the list is refused always. (The fetch is the runtime's own, in real time.)
/// </summary>
public sealed class TlsRevocationTests
{
    private static readonly TlsRevocation Offline = new() { Mode = X509RevocationMode.Offline };
    private static readonly TlsRevocation OnlineLenient = TlsRevocation.Online with { AllowUnknown = true };

    // Of its own per test: what one test fetched must not be known to another.
    private readonly TestAuthority _authority = new($"Revocation {Guid.NewGuid():N}");

    [Fact]
    public async Task Server_IsNotOnTheList_IsAccepted()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = _authority.Revoke(_authority.Issue("another", extension: publisher.Extension));

        await using var pair = await OpenAsync(server, TlsRevocation.Online);

        await pair.AssertCarriesDataAsync();
        Assert.Equal(1, publisher.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_IsOnTheList_IsRefusedAlways(bool allowUnknown)
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = _authority.Revoke(server);

        await using var pair = await OpenAsync(server, allowUnknown ? OnlineLenient : TlsRevocation.Online);

        AssertRefused(pair.ClientFailure, "CN=server", "it is revoked");
    }

    [Fact]
    public async Task Client_IsOnTheList_IsRefusedByTheServer()
    {
        await using var publisher = new RevocationServer();
        var client = _authority.Issue("client", extension: publisher.Extension);
        publisher.List = _authority.Revoke(client);

        await using var pair = await TlsTestOptions.OpenAsync(
            TlsTestOptions.Server with { Trust = TlsTrust.FromCertificates(_authority.Certificate), Revocation = TlsRevocation.Online },
            TlsTestOptions.Client with { Certificate = TlsCertificateSource.FromCertificate(client) });

        AssertRefused(pair.ServerFailure, "CN=client", "it is revoked");
    }

    [Fact]
    public async Task List_CannotBeFetched_IsRefusedUnlessUnknownIsAllowed()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);

        await using var refused = await OpenAsync(server, TlsRevocation.Online);
        await using var allowed = await OpenAsync(server, OnlineLenient);

        AssertRefused(refused.ClientFailure, "CN=server", "revoked cannot be found out");
        await allowed.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task List_IsSignedByAnother_IsRefused()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = new TestAuthority("Somebody else").Revoke();

        await using var pair = await OpenAsync(server, TlsRevocation.Online);

        AssertRefused(pair.ClientFailure, "revoked cannot be found out");
    }

    [Fact]
    public async Task Publisher_NeverAnswers_IsRefusedAfterTheFetchTimeout()
    {
        await using var publisher = new RevocationServer { IsSilent = true };
        var server = _authority.Issue("server", extension: publisher.Extension);

        await using var pair = await OpenAsync(server, TlsRevocation.Online with { FetchTimeout = TimeSpan.FromMilliseconds(200) });

        AssertRefused(pair.ClientFailure, "revoked cannot be found out");
        Assert.Equal(1, publisher.Requests);
    }

    [Fact]
    public async Task Certificate_NamesNoPublisher_IsRefusedUnlessUnknownIsAllowed()
    {
        var server = _authority.Issue("server");

        await using var refused = await OpenAsync(server, TlsRevocation.Online);
        await using var allowed = await OpenAsync(server, OnlineLenient);

        AssertRefused(refused.ClientFailure, "revoked cannot be found out");
        await allowed.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task Offline_NothingWasFetchedBefore_IsRefusedAndNobodyIsAsked()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = _authority.Revoke();

        await using var pair = await OpenAsync(server, Offline);

        AssertRefused(pair.ClientFailure, "revoked cannot be found out");
        Assert.Equal(0, publisher.Requests);
    }

    [Fact]
    public async Task None_CertificateIsOnTheList_IsAcceptedAndNobodyIsAsked()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = _authority.Revoke(server);

        await using var pair = await OpenAsync(server, TlsRevocation.None);

        await pair.AssertCarriesDataAsync();
        Assert.Equal(0, publisher.Requests);
    }

    private Task<TransportPair> OpenAsync(X509Certificate2 server, TlsRevocation revocation) => TlsTestOptions.OpenAsync(
        TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(server) },
        TlsTestOptions.Client with { Trust = TlsTrust.FromCertificates(_authority.Certificate), Revocation = revocation });

    private static void AssertRefused(TransportException? failure, params string[] fragments)
    {
        Assert.NotNull(failure);
        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        Assert.All(fragments, fragment => Assert.Contains(fragment, failure.Message, StringComparison.Ordinal));
    }
}

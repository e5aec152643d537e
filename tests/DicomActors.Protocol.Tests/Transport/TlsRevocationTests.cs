using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>
/// Revoked certificates, with an authority that publishes a list over HTTP. What cannot be found out is refused unless the
/// options say otherwise; what is on the list is refused always. (The fetch is the runtime's own, in real time.)
/// </summary>
public sealed class TlsRevocationTests : IDisposable
{
    private static readonly TlsRevocation Offline = new() { Mode = X509RevocationMode.Offline };
    private static readonly TlsRevocation OnlineLenient = TlsRevocation.Online with { AllowUnknown = true };

    // Of its own per test: what one test fetched must not be known to another.
    private readonly string _name = $"Revocation {Guid.NewGuid():N}";
    private readonly TestAuthority _authority;

    public TlsRevocationTests() => _authority = new TestAuthority(_name);

    /// <summary>On Linux the runtime keeps the lists it fetched in a folder of the user.</summary>
    public void Dispose()
    {
        var kept = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "corefx", "cryptography", "crls");
        if (!Directory.Exists(kept))
        {
            return;
        }

        var name = Encoding.ASCII.GetBytes(_name);
        foreach (var path in Directory.EnumerateFiles(kept, "*.crl"))
        {
            var text = File.ReadAllText(path);
            var list = PemEncoding.TryFind(text, out var pem) ? Convert.FromBase64String(text[pem.Base64Data]) : File.ReadAllBytes(path);
            if (list.AsSpan().IndexOf(name) >= 0)
            {
                File.Delete(path);
            }
        }
    }

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
    public async Task List_IsSignedWithAnotherKey_IsRefused()
    {
        await using var publisher = new RevocationServer();
        var server = _authority.Issue("server", extension: publisher.Extension);
        publisher.List = new TestAuthority(_name).Revoke();

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

    /// <summary>A list the runtime has fetched before is enough. Where it keeps lists differs between systems: shown for Linux.</summary>
    [LinuxFact]
    public async Task Offline_TheListWasFetchedBefore_IsUsedAndNobodyIsAsked()
    {
        await using var publisher = new RevocationServer();
        var good = _authority.Issue("good", extension: publisher.Extension);
        var bad = _authority.Issue("bad", extension: publisher.Extension);
        publisher.List = _authority.Revoke(bad);
        await using var fetching = await OpenAsync(good, TlsRevocation.Online);
        await fetching.AssertCarriesDataAsync();

        await using var accepted = await OpenAsync(good, Offline);
        await using var refused = await OpenAsync(bad, Offline);

        await accepted.AssertCarriesDataAsync();
        AssertRefused(refused.ClientFailure, "CN=bad", "it is revoked");
        Assert.Equal(1, publisher.Requests);
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

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "the system keeps fetched lists elsewhere";
    }
}

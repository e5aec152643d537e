using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class TlsReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PemFiles_Replaced_NextHandshakeUsesTheNewCertificate()
    {
        var source = Pem("first", version: 0);
        Assert.Equal("CN=first", await ServerSubjectAsync(source));

        Write("second", version: 1);

        Assert.Equal("CN=second", await ServerSubjectAsync(source));
        Assert.Equal(["Information 1040"], _log.Entries);
    }

    [Fact]
    public async Task PemFiles_Unchanged_AreReadOnce()
    {
        var source = Pem("first", version: 0);

        await ServerSubjectAsync(source);
        await ServerSubjectAsync(source);

        Assert.Equal(TlsReloadStatus.Reloaded, source.Reload().Status);
        Assert.Equal(["Information 1040"], _log.Entries);
    }

    [Fact]
    public async Task PemFile_ReplacedByGarbage_KeepsTheOldCertificateAndReportsOnce()
    {
        var source = Pem("first", version: 0);
        _folder.Write("server.pem", "not a certificate", version: 1);

        Assert.Equal("CN=first", await ServerSubjectAsync(source));
        Assert.Equal("CN=first", await ServerSubjectAsync(source));
        Assert.Equal(["Error 1041"], _log.Entries);

        var reload = source.Reload();
        Assert.Equal(TlsReloadStatus.Failed, reload.Status);
        Assert.Contains("server.pem", reload.Failure?.Message, StringComparison.Ordinal);

        Write("second", version: 2);
        Assert.Equal("CN=second", await ServerSubjectAsync(source));
    }

    [Fact]
    public async Task PemFiles_KeyReplacedLater_KeepsTheOldPairUntilBothFit()
    {
        var source = Pem("first", version: 0);
        var second = TestAuthority.Shared.Issue("second");

        _folder.Write("server.pem", second.ExportCertificatePem(), version: 1);
        Assert.Equal("CN=first", await ServerSubjectAsync(source));

        _folder.Write("server.key", TestAuthority.KeyPem(second), version: 1);
        Assert.Equal("CN=second", await ServerSubjectAsync(source));
        Assert.Equal(["Error 1041", "Information 1040"], _log.Entries);
    }

    [Fact]
    public async Task PemFile_Removed_KeepsTheOldCertificate()
    {
        var source = Pem("first", version: 0);
        File.Delete(_folder["server.pem"]);

        Assert.Equal("CN=first", await ServerSubjectAsync(source));
        Assert.Equal(["Error 1041"], _log.Entries);
    }

    [Fact]
    public async Task PemFile_SymbolicLinkPointedElsewhere_NextHandshakeUsesTheNewCertificate()
    {
        WritePair("a", "first", 0);
        WritePair("b", "second", 0);
        File.CreateSymbolicLink(_folder["current.pem"], _folder["a.pem"]);
        var source = TlsCertificateSource.FromPem(_folder["current.pem"]);
        Assert.Equal("CN=first", await ServerSubjectAsync(source));

        File.SetLastWriteTimeUtc(_folder["b.pem"], new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Delete(_folder["current.pem"]);
        File.CreateSymbolicLink(_folder["current.pem"], _folder["b.pem"]);

        Assert.Equal("CN=second", await ServerSubjectAsync(source));
    }

    [Fact]
    public async Task TrustFile_Replaced_NextHandshakeTrustsTheNewAuthority()
    {
        var authority = new TestAuthority("Next authority");
        var trust = TlsTrust.FromPem(_folder.Write("ca.pem", TestAuthority.Shared.Certificate.ExportCertificatePem()), _log);
        var server = TlsTestOptions.Server with { Certificate = TlsCertificateSource.FromCertificate(authority.Issue("server")) };
        var client = TlsTestOptions.Client with { Trust = trust };
        await using (var before = await TlsTestOptions.OpenAsync(server, client))
        {
            Assert.Contains("not trusted", before.ClientFailure?.Message, StringComparison.Ordinal);
        }

        _folder.Write("ca.pem", authority.Certificate.ExportCertificatePem() + "\n", version: 1);

        await using var after = await TlsTestOptions.OpenAsync(server, client);
        await after.AssertCarriesDataAsync();
    }

    [Fact]
    public void EncryptedKey_WithPassword_IsRead()
    {
        var certificate = TestAuthority.Shared.Issue("locked");
        using var key = certificate.GetECDsaPrivateKey()!;
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        _folder.Write("locked.pem", certificate.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters));

        Assert.Equal("CN=locked", TlsCertificateSource.FromPem(_folder["locked.pem"], password: "secret").Certificate.Subject);
        Assert.Throws<TlsFileException>(() => TlsCertificateSource.FromPem(_folder["locked.pem"], password: "wrong"));
    }

    [Fact]
    public async Task Pfx_Replaced_NextHandshakeUsesTheNewCertificate()
    {
        WritePfx("first", 0);
        var source = TlsCertificateSource.FromPfx(_folder["server.pfx"], "secret", _log);
        Assert.Equal("CN=first", await ServerSubjectAsync(source));

        WritePfx("second", 1);

        Assert.Equal("CN=second", await ServerSubjectAsync(source));
        Assert.Throws<TlsFileException>(() => TlsCertificateSource.FromPfx(_folder["server.pfx"], "wrong"));
    }

    [Fact]
    public void Files_MissingOrBadAtStart_FailWithTheirName()
    {
        Assert.Contains("nowhere.pem", Assert.Throws<TlsFileException>(() => TlsCertificateSource.FromPem(_folder["nowhere.pem"])).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.pem", Assert.Throws<TlsFileException>(() => TlsTrust.FromPem(_folder["nowhere.pem"])).Message, StringComparison.Ordinal);
        Assert.Contains("empty.pem", Assert.Throws<TlsFileException>(() => TlsTrust.FromPem(_folder.Write("empty.pem", "nothing here"))).Message, StringComparison.Ordinal);

        var withoutKey = _folder.Write("public.pem", TestAuthority.Shared.Issue("a").ExportCertificatePem());
        Assert.Throws<TlsFileException>(() => TlsCertificateSource.FromPem(withoutKey));
        var otherKey = _folder.Write("other.key", TestAuthority.KeyPem(TestAuthority.Shared.Issue("b")));
        Assert.Throws<TlsFileException>(() => TlsCertificateSource.FromPem(withoutKey, otherKey));
        Assert.Throws<ArgumentException>(() => TlsCertificateSource.FromCertificate(X509CertificateLoader.LoadCertificate(TestAuthority.Shared.Issue("c").RawData)));
    }

    private static async Task<string?> ServerSubjectAsync(TlsCertificateSource source)
    {
        await using var pair = await TlsTestOptions.OpenAsync(TlsTestOptions.Server with { Certificate = source });
        await pair.AssertCarriesDataAsync();
        return pair.Client!.Security?.PeerCertificate?.Subject;
    }

    private TlsCertificateSource Pem(string subject, int version)
    {
        Write(subject, version);
        return TlsCertificateSource.FromPem(_folder["server.pem"], _folder["server.key"], logger: _log);
    }

    private void Write(string subject, int version)
    {
        var certificate = TestAuthority.Shared.Issue(subject);
        _folder.Write("server.pem", certificate.ExportCertificatePem(), version);
        _folder.Write("server.key", TestAuthority.KeyPem(certificate), version);
    }

    private void WritePair(string name, string subject, int version)
    {
        var certificate = TestAuthority.Shared.Issue(subject);
        _folder.Write($"{name}.pem", certificate.ExportCertificatePem() + "\n" + TestAuthority.KeyPem(certificate), version);
    }

    private void WritePfx(string subject, int version)
    {
        File.WriteAllBytes(_folder["server.pfx"], TestAuthority.Shared.Issue(subject).Export(X509ContentType.Pkcs12, "secret"));
        File.SetLastWriteTimeUtc(_folder["server.pfx"], new DateTime(2026, 1, 1, 0, version, 0, DateTimeKind.Utc));
    }

    private sealed class RecordingLogger : ILogger
    {
        private readonly List<string> _entries = [];

        public IReadOnlyList<string> Entries
        {
            get
            {
                lock (_entries)
                {
                    return [.. _entries];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_entries)
            {
                _entries.Add($"{logLevel} {eventId.Id}");
            }
        }
    }
}

using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>Which certificate a server presents to a client that asks for a host name (SNI, RFC 6066 section 3).</summary>
public sealed class TlsServerNameTests
{
    private static readonly TlsServerOptions Server = new(Source("main", "localhost"))
    {
        Trust = TlsTestOptions.Trust,
        OtherCertificates = [Source("archive", "archive.example"), Source("hospital", "*.hospital.example"), Source("late", "pacs.hospital.example")],
    };

    [Theory]
    [InlineData("archive.example", "CN=archive")]
    [InlineData("ARCHIVE.example", "CN=archive")]
    [InlineData("pacs.hospital.example", "CN=hospital")]
    [InlineData("deep.pacs.hospital.example", "CN=main")]
    [InlineData("hospital.example", "CN=main")]
    [InlineData("localhost", "CN=main")]
    [InlineData("elsewhere.example", "CN=main")]
    [InlineData("127.0.0.1", "CN=main")]
    public async Task Client_AsksForAName_GetsTheFirstCertificateIssuedForItElseTheMainOne(string name, string expected)
    {
        await using var pair = await TlsTestOptions.OpenAsync(Server, TlsTestOptions.Client with { TargetHost = name, CheckHostName = false });

        await pair.AssertCarriesDataAsync();
        Assert.Equal(expected, pair.Client!.Security?.PeerCertificate?.Subject);
    }

    [Fact]
    public async Task Client_ChecksTheNameItAskedFor_IsSatisfied()
    {
        await using var pair = await TlsTestOptions.OpenAsync(Server, TlsTestOptions.Client with { TargetHost = "archive.example" });

        await pair.AssertCarriesDataAsync();
    }

    [Fact]
    public async Task Client_AsksForANameNobodyHasAndChecksIt_Refuses()
    {
        await using var pair = await TlsTestOptions.OpenAsync(Server, TlsTestOptions.Client with { TargetHost = "elsewhere.example" });

        Assert.Contains("not issued for 'elsewhere.example'", pair.ClientFailure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherCertificate_IsReplaced_NextHandshakeChoosesByTheNewName()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "first.example", 0);
        var server = Server with { OtherCertificates = [TlsCertificateSource.FromPem(folder["other.pem"])] };
        Assert.Equal("CN=first.example", await SubjectAsync(server, "first.example"));

        Write(folder, "second.example", 1);

        Assert.Equal("CN=second.example", await SubjectAsync(server, "second.example"));
        Assert.Equal("CN=main", await SubjectAsync(server, "first.example"));
    }

    private static async Task<string?> SubjectAsync(TlsServerOptions server, string name)
    {
        await using var pair = await TlsTestOptions.OpenAsync(server, TlsTestOptions.Client with { TargetHost = name, CheckHostName = false });
        await pair.AssertCarriesDataAsync();
        return pair.Client!.Security?.PeerCertificate?.Subject;
    }

    private static void Write(TemporaryFolder folder, string name, int version)
    {
        var certificate = TestAuthority.Shared.Issue(name, name);
        folder.Write("other.pem", certificate.ExportCertificatePem() + "\n" + TestAuthority.KeyPem(certificate), version);
    }

    private static TlsCertificateSource Source(string subject, string name) =>
        TlsCertificateSource.FromCertificate(TestAuthority.Shared.Issue(subject, name));
}

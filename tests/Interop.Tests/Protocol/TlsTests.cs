using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>TLS with mutual authentication (PS3.15 B): both sides show a certificate, and refuse a wrong one.</summary>
public sealed class TlsTests(TestImages images, TlsOrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<TlsOrthancServer>
{
    private static readonly AssociationRequest Request = new AssociationRequest("OURS", "ANY")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private static readonly AcceptorPolicy Policy = new AcceptorPolicy()
        .WithSopClass(SopClasses.Verification)
        .WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private readonly Certificates _certificates = orthanc.Certificates;

    [PeerFact("storescp")]
    public async Task StorescpWithTls_IsSentALargeImage_HasItByteForByte()
    {
        await using var server = await StorageServer.StartAsync(_certificates.ToolOptions());
        await using var requestor = Start(server.Port, _certificates.Client);

        var store = await requestor.Send(new CStoreRequest(await FileContent.OpenPart10Async(images.PathOf("large")))).ResponseAsync<CStoreResponse>();

        Assert.Equal(DimseStatus.Success, store.Status);
        await requestor.ReleaseAsync();
        Assert.Equal("CN=peer", requestor.User.Security?.PeerCertificate?.Subject);
        DicomFile.AssertSameBytes(
            await File.ReadAllBytesAsync(images.PathOf("large")), await File.ReadAllBytesAsync(Assert.Single(server.Files)));
    }

    [PeerTheory("storescp")]
    [InlineData(null)]
    [InlineData("stranger")]
    public async Task StorescpWithTls_WeShowNoOrAWrongCertificate_EndsAsTlsHandshakeFailed(string? certificate)
    {
        await using var server = await StorageServer.StartAsync(_certificates.ToolOptions());
        await using var requestor = Start(
            server.Port, _certificates.Client with { Certificate = certificate is null ? null : _certificates.Source(certificate) });

        AssertRefused(await requestor.EndAsync());
    }

    [PeerFact("storescp")]
    public async Task StorescpWithTls_ShowsACertificateWeDoNotTrust_EndsAsTlsHandshakeFailed()
    {
        await using var server = await StorageServer.StartAsync(_certificates.ToolOptions("stranger"));
        await using var requestor = Start(server.Port, _certificates.Client);

        AssertRefused(await requestor.EndAsync());
    }

    [PeerFact("storescp")]
    public async Task StorescpWithoutTls_WeBeginTls_EndsAsTlsHandshakeFailed()
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Start(server.Port, _certificates.Client);

        AssertRefused(await requestor.EndAsync());
    }

    [PeerFact("storescu")]
    public async Task OurAcceptorWithTls_StorescuSendsALargeImage_HasItByteForByte()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server);

        (await StorescuAsync(acceptor, _certificates.ToolOptions())).ExpectExit(0);

        var (user, end) = await acceptor.NextEndAsync();
        Assert.Equal(ConnectionEndReason.Released, end.Reason);
        Assert.Equal("CN=peer", user.Security?.PeerCertificate?.Subject);
        Assert.Equal(
            DicomFile.Dataset(await File.ReadAllBytesAsync(images.PathOf("large"))), Assert.Single(acceptor.Received).Dataset);
    }

    [PeerFact("storescu")]
    public async Task OurAcceptorWithTls_StorescuShowsAWrongCertificate_IsRefused()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server);

        var tool = await StorescuAsync(acceptor, _certificates.ToolOptions("stranger"));

        Assert.NotEqual(0, tool.ExitCode);
        AssertRefused((await acceptor.NextEndAsync()).End);
        Assert.Empty(acceptor.Received);
    }

    [PeerFact("storescu")]
    public async Task OurAcceptorWithTls_StorescuShowsNoCertificate_IsRefused()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server);

        var tool = await StorescuAsync(acceptor, ["+tla", "+cf", _certificates.Authority]);

        Assert.NotEqual(0, tool.ExitCode);
        AssertRefused((await acceptor.NextEndAsync()).End);
        Assert.Empty(acceptor.Received);
    }

    [PeerFact("storescu")]
    public async Task OurAcceptorWithTls_StorescuComesWithoutTls_IsRefused()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server);

        var tool = await StorescuAsync(acceptor, []);

        Assert.NotEqual(0, tool.ExitCode);
        AssertRefused((await acceptor.NextEndAsync()).End);
    }

    [PeerFact("storescu")]
    public async Task OurAcceptorWithTls_StorescuDoesNotTrustUs_GoesAway()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server with { Certificate = _certificates.Source("stranger") });

        var tool = await StorescuAsync(acceptor, _certificates.ToolOptions());

        Assert.NotEqual(0, tool.ExitCode);
        AssertRefused((await acceptor.NextEndAsync()).End);
    }

    [SystemToolTheory("openssl")]
    [InlineData("archive.example", "CN = archive")]
    [InlineData("elsewhere.example", "CN = ours")]
    [InlineData(null, "CN = ours")]
    public async Task OurAcceptorWithTls_OpensslAsksForAName_IsShownTheCertificateOfThatName(string? name, string expected)
    {
        await using var acceptor = Acceptor.Start(
            Policy, tls: _certificates.Server with { OtherCertificates = [_certificates.Source("archive")], PeerAuthentication = TlsPeerAuthentication.None });

        string[] asked = name is null ? ["-noservername"] : ["-servername", name];
        var client = await RunningProgram.RunAsync(
            PeerTools.Require("openssl"), ["s_client", "-connect", $"127.0.0.1:{acceptor.Port}", "-CAfile", _certificates.Authority, "-nameopt", "space_eq", .. asked]);

        Assert.Contains($"subject={expected}\n", client.Output, StringComparison.Ordinal);
        Assert.Contains("Verify return code: 0 (ok)", client.Output, StringComparison.Ordinal);
    }

    [PeerFact("Orthanc")]
    public async Task OrthancWithTls_IsSentAnImage_HasIt()
    {
        await using var requestor = Start(orthanc.Port, _certificates.Client);

        var store = await requestor.Send(new CStoreRequest(await FileContent.OpenPart10Async(images.PathOf("explicit-little")))).ResponseAsync<CStoreResponse>();

        Assert.Equal(DimseStatus.Success, store.Status);
        await requestor.ReleaseAsync();
        DicomFile.AssertSameBytes(
            await File.ReadAllBytesAsync(images.PathOf("explicit-little")), await orthanc.DownloadAsync(TestImages.UidOf("explicit-little")));
    }

    [PeerTheory("Orthanc")]
    [InlineData(null)]
    [InlineData("stranger")]
    public async Task OrthancWithTls_WeShowNoOrAWrongCertificate_EndsAsTlsHandshakeFailed(string? certificate)
    {
        await using var requestor = Start(
            orthanc.Port, _certificates.Client with { Certificate = certificate is null ? null : _certificates.Source(certificate) });

        AssertRefused(await requestor.EndAsync());
    }

    [PeerFact("Orthanc")]
    public async Task OurAcceptorWithTls_OrthancEchoes_IsAnswered()
    {
        await using var acceptor = Acceptor.Start(Policy, tls: _certificates.Server);

        await orthanc.EchoAsync("OURS", acceptor.Port);

        var (user, end) = await acceptor.NextEndAsync();
        Assert.Equal(ConnectionEndReason.Released, end.Reason);
        Assert.Equal("CN=peer", user.Security?.PeerCertificate?.Subject);
    }

    private static Requestor Start(int port, TlsClientOptions tls) => Requestor.Start(
        new TcpConnector(new TcpConnectorOptions("127.0.0.1", port) { Tls = tls }), Request with { CalledAETitle = OrthancServer.AETitle });

    private static void AssertRefused(ConnectionEnd end)
    {
        Assert.True(end.Reason == ConnectionEndReason.TlsHandshakeFailed, $"expected that the TLS handshake failed, got {end}");
        Assert.NotEmpty(end.Message);
    }

    private Task<ProgramResult> StorescuAsync(Acceptor acceptor, string[] options) => RunningProgram.RunAsync(
        PeerTools.Require("storescu"),
        ["-v", "--required", "--propose-little", .. options, "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture), images.PathOf("large")]);
}

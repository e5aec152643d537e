using System.Net;
using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Listeners;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Listeners;

public sealed class ListenerConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("listener").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReferenceConf_Read_GivesTheDefaultsOfTheSettings()
    {
        var read = Read("host = \"0.0.0.0\"");

        Assert.Equal(new ListenerSettings(new IPEndPoint(IPAddress.Any, 11112)), read);
    }

    [Fact]
    public void EveryKey_SetOtherwise_ArrivesInTheSettings()
    {
        var read = Read("""
            host = "127.0.0.1", port = 104, backlog = 7
            ae-titles = ["US"], calling-ae-titles = ["THEM"], denied-calling-ae-titles = ["NOBODY"]
            accept-unknown-storage = off
            allowed-networks = ["10.0.0.0/8", "2001:db8::/32"], denied-networks = ["10.1.2.3"]
            maximum-connections = 11, maximum-connections-per-address = 12, maximum-unassociated = 13
            maximum-associations-per-calling-ae-title = 14, maximum-rejecting = 0
            accept-backoff { first = 1ms, last = 10m }
            proxy-protocol { trusted-networks = ["10.9.0.0/16"], header-timeout = 2s }
            """);

        var endPoint = Assert.Single(read.EndPoints);
        Assert.Equal((new IPEndPoint(IPAddress.Loopback, 104), 7), (endPoint.EndPoint, endPoint.Backlog));
        Assert.Equal([IPNetwork.Parse("10.9.0.0/16")], endPoint.ProxyProtocol!.TrustedNetworks);
        Assert.Equal(TimeSpan.FromSeconds(2), endPoint.ProxyProtocol.HeaderTimeout);
        Assert.Equal(
            new AdmissionPolicy
            {
                MaximumConnections = 11,
                MaximumConnectionsPerAddress = 12,
                MaximumUnassociated = 13,
                MaximumAssociationsPerCallingAETitle = 14,
                MaximumRejecting = 0,
                AllowedNetworks = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")],
                DeniedNetworks = [IPNetwork.Parse("10.1.2.3/32")],
                DeniedCallingAETitles = ["NOBODY"],
            },
            read.Admission);
        Assert.Equal((TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)), (read.FirstBackoff, read.LastBackoff));
        Assert.Equal(["US"], read.Acceptor.AETitles);
        Assert.Equal(["THEM"], read.Acceptor.CallingAETitles);
        Assert.False(read.Acceptor.AcceptsUnknownStorage, "accept-unknown-storage = off should arrive.");
    }

    [Fact]
    public void EndPoints_Read_HaveWhatTheListenerHasAndWhatTheySayThemselves()
    {
        var certificate = WriteCertificate();

        var read = Read($$"""
            host = "127.0.0.1", backlog = 9
            endpoints {
              plain { port = 104 }
              secure {
                port = 2762, host = "::1"
                tls {
                  enabled = on, certificate = "{{certificate}}", key = "{{certificate}}.key", trusted = ["{{certificate}}"]
                  peer-authentication = optional, profile = tls13-only, handshake-timeout = 3s, check-revocation = on
                }
              }
            }
            """);

        Assert.Equal(
            [new IPEndPoint(IPAddress.Loopback, 104), new IPEndPoint(IPAddress.IPv6Loopback, 2762)],
            read.EndPoints.Select(one => one.EndPoint));
        Assert.All(read.EndPoints, one => Assert.Equal(9, one.Backlog));
        Assert.Null(read.EndPoints[0].Tls);
        var tls = read.EndPoints[1].Tls!;
        Assert.Equal("CN=listener", tls.Certificate.Certificate.Subject);
        Assert.Equal((TlsPeerAuthentication.Optional, TlsProfile.Tls13Only), (tls.PeerAuthentication, tls.Profile));
        Assert.Equal((TimeSpan.FromSeconds(3), TlsRevocation.Online), (tls.HandshakeTimeout, tls.Revocation));
        Assert.NotSame(TlsTrust.System, tls.Trust);
    }

    [Theory]
    [InlineData("maximum-connections = 0", "maximum-connections", "1 to 1000000")]
    [InlineData("maximum-connections-per-address = 0", "maximum-connections-per-address", "1 to 1000000")]
    [InlineData("maximum-rejecting = -1", "maximum-rejecting", "0 to 1000000")]
    [InlineData("allowed-networks = [\"10.0.0.0/99\"]", "allowed-networks", "10.0.0.0/99")]
    [InlineData("denied-networks = [example.org]", "denied-networks", "example.org")]
    [InlineData("proxy-protocol.trusted-networks = [lb]", "proxy-protocol.trusted-networks", "lb")]
    [InlineData("tls.enabled = on", "tls.certificate", "must be set")]
    [InlineData("tls { enabled = on, certificate = \"/nowhere/scp.pem\" }", "tls.certificate", "/nowhere/scp.pem")]
    [InlineData("endpoints { a { port = 65536 } }", "endpoints.a.port", "0 to 65535")]
    public void BadValue_Read_NamesKeyAndWhatIsWrong(string setting, string key, string said)
    {
        var failure = Assert.Throws<DicomSettingsException>(() => Read(setting));

        Assert.Equal($"dicom-actors.listeners.main.{key}", failure.Key);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    private static ListenerSettings Read(string settings) =>
        ListenerSettings.AllFrom(ConfigurationFactory.ParseString($"dicom-actors.listeners.main {{\n{settings}\n}}"))["main"];

    private string WriteCertificate()
    {
        using var certificate = ListenerCertificate.Create();
        var path = Path.Combine(_folder, "scp.pem");
        ListenerCertificate.Write(certificate, path, path + ".key");
        return path.Replace('\\', '/');
    }
}

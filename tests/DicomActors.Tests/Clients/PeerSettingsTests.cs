using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Configuration;

namespace DicomActors.Tests.Clients;

public sealed class PeerSettingsTests
{
    private static IReadOnlyList<DicomPeer> Read(string hocon) => DicomPeer.AllFrom(ConfigurationFactory.ParseString(hocon), SettingsReference.Core, logger: null);

    [Fact]
    public void NoPeers_AllFrom_IsEmpty() => Assert.Empty(Read(""));

    [Fact]
    public void HostOnly_Rest_IsWhatDicomPeerHasByDefault()
    {
        var peer = Assert.Single(Read("dicom-actors.peers.archive { host = pacs }"));
        var plain = new DicomPeer("archive", peer.Connector, "DICOMACTORS", "ANY-SCP");

        Assert.Equal("pacs:104", peer.Connector.Target);
        Assert.Equal(plain, peer);
    }

    [Fact]
    public void EveryKey_AllFrom_IsRead()
    {
        var peer = Assert.Single(Read("""
            dicom-actors.peers.archive {
              host = "10.0.0.7", port = 11112, calling-ae-title = US, called-ae-title = THEM
              maximum-associations = 4, queued-per-association = 7, maximum-requests-per-association = 100
              asynchronous-operations = 8, reencode-uncompressed = off, linger = 3s, association-lifetime = 10m, maximum-queue = 99
              requests-per-second = 2.5, starvation-limit = 9, request-deadline = 1h, maximum-attempts = 5
              maximum-association-failures = 6, backoff { first = 2s, last = 20s, jitter = 0.25 }
              circuit { threshold = 4, open-for = 15s, refuse-while-open = on }
              connection { response-timeout = 7s }
            }
            """));

        Assert.Equal(("archive", "10.0.0.7:11112", "US", "THEM"), (peer.Name, peer.Connector.Target, peer.CallingAETitle, peer.CalledAETitle));
        Assert.Equal((4, 7, 100, 8), (peer.MaximumAssociations, peer.QueuedPerAssociation, peer.MaximumRequestsPerAssociation, peer.AsynchronousOperations));
        Assert.False(peer.ReencodesUncompressed);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(10), 99), (peer.Linger, peer.AssociationLifetime, peer.MaximumQueue));
        Assert.Equal((2.5, 9, TimeSpan.FromHours(1), 5, 6), (peer.RequestsPerSecond, peer.StarvationLimit, peer.RequestDeadline, peer.MaximumAttempts, peer.MaximumAssociationFailures));
        Assert.Equal(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), 0.25), peer.Backoff);
        Assert.Equal((4, TimeSpan.FromSeconds(15), true), (peer.CircuitThreshold, peer.CircuitOpenFor, peer.RefusesWhileOpen));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(10)), (peer.ServiceOptions!.ResponseTimeout, peer.ServiceOptions.ConnectTimeout));
    }

    [Fact]
    public void NameWithDots_AllFrom_IsOnePeer() =>
        Assert.Equal("pacs.example.org", Assert.Single(Read("""dicom-actors.peers."pacs.example.org" { host = pacs }""")).Name);

    [Theory]
    [InlineData("port = 104", "host")]
    [InlineData("host = pacs, port = 0", "port")]
    [InlineData("host = pacs, called-ae-title = SEVENTEENLETTERSX", "called-ae-title")]
    [InlineData("host = pacs, maximum-associations = 0", "maximum-associations")]
    [InlineData("host = pacs, requests-per-second = 0", "requests-per-second")]
    [InlineData("host = pacs, backoff.jitter = 2", "backoff.jitter")]
    [InlineData("host = pacs, reencode-uncompressed = perhaps", "reencode-uncompressed")]
    [InlineData("host = pacs, tls { enabled = on, profile = ssl3 }", "tls.profile")]
    [InlineData("host = pacs, tls { enabled = on, trusted = [/no/such/file.pem] }", "tls.trusted")]
    [InlineData("host = pacs, tls { enabled = on, certificate = /no/such/file.pem }", "tls.certificate")]
    [InlineData("host = pacs, tls { enabled = on, key = /no/such/file.pem }", "tls.certificate")]
    [InlineData("host = pacs, tls { enabled = on, check-revocation = sometimes }", "tls.check-revocation")]
    [InlineData("host = pacs, tls { enabled = on, handshake-timeout = 2h }", "tls.handshake-timeout")]
    [InlineData("host = pacs, proxy { kind = socks4, host = proxy }", "proxy.kind")]
    [InlineData("host = pacs, proxy { kind = http }", "proxy.host")]
    [InlineData("host = pacs, proxy { kind = http, host = proxy, port = 0 }", "proxy.port")]
    [InlineData("host = pacs, connection.send-timeout = never", "connection.send-timeout")]
    public void BadValue_AllFrom_NamesTheKey(string settings, string key)
    {
        var exception = Assert.Throws<DicomSettingsException>(() => Read($"dicom-actors.peers.archive {{ {settings} }}"));

        Assert.Contains($"dicom-actors.peers.archive.{key}", exception.Message, StringComparison.Ordinal);
    }
}

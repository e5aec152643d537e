using Akka.Configuration;
using DicomActors.Configuration;

namespace DicomActors.Tests.Configuration;

public sealed class SettingNamesTests
{
    [Theory]
    [InlineData("conections.maximum = 5", "conections", "connections")]
    [InlineData("connection.artim-timeouts = 5s", "connection.artim-timeouts", "artim-timeout")]
    [InlineData("peer.tls.trust = []", "peer.tls.trust", "trusted")]
    [InlineData("peers.archive { host = pacs, tls { enabled = on, trust = [] } }", "peers.archive.tls.trust", "trusted")]
    [InlineData("peers.archive { host = pacs, connection { respond-timeout = 1s } }", "peers.archive.connection.respond-timeout", "response-timeout")]
    [InlineData("listener.tls.peer-authentification = none", "listener.tls.peer-authentification", "peer-authentication")]
    [InlineData("listeners.main.maximum-connection = 5", "listeners.main.maximum-connection", "maximum-connections")]
    [InlineData("listeners.main.endpoints.secure.tls.enable = on", "listeners.main.endpoints.secure.tls.enable", "enabled")]
    [InlineData("listeners.main.endpoints.secure.maximum-connections = 5", "listeners.main.endpoints.secure.maximum-connections", "proxy-protocol")]
    public void UnknownName_Read_IsToldWithTheKnownOnes(string setting, string key, string known)
    {
        var config = ConfigurationFactory.ParseString($"dicom-actors {{ {setting} }}");

        var failure = Assert.Throws<DicomSettingsException>(() => DicomSettings.From(config));

        Assert.Equal($"dicom-actors.{key}", failure.Key);
        Assert.Contains(known, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("peers.\"pacs.example.org\" { host = pacs, tls.enabled = on, connection.response-timeout = 1s, backoff { first = 1s } }")]
    [InlineData("listeners.main { maximum-connections = 5, endpoints { plain { port = 104 } \n secure { port = 2762, tls { key = k } } } }")]
    [InlineData("listener { endpoints { plain { host = \"::1\" } } }")]
    [InlineData("connections.maximum = 5")]
    public void KnownNames_Read_AreTaken(string setting) =>
        Assert.NotNull(DicomSettings.From(ConfigurationFactory.ParseString($"dicom-actors {{ {setting} }}")));
}

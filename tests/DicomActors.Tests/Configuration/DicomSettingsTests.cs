using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Listeners;
using DicomActors.Protocol;

namespace DicomActors.Tests.Configuration;

public sealed class DicomSettingsTests
{
    [Fact]
    public void ReferenceConf_Read_GivesTheEnginesOwnDefaults()
    {
        var settings = DicomSettings.From(Config.Empty);

        Assert.Equal(DicomServiceOptions.Default, settings.Service);
        Assert.Equal((10_000, 1000, 1000), (settings.MaximumConnections, settings.MaximumPendingOpens, settings.MaximumConcurrentPerHandler));
        Assert.False(settings.TracePdus, "Tracing should have to be asked for.");
        Assert.Empty(ListenerSettings.AllFrom(Config.Empty));
    }

    [Theory]
    [InlineData("connections.maximum", "0", "1 to 1000000")]
    [InlineData("connections.maximum", "many", "many")]
    [InlineData("connections.maximum-pending-opens", "0", "1 to 1000000")]
    [InlineData("connection.trace-pdus", "perhaps", "perhaps")]
    [InlineData("handlers.maximum-concurrent", "0", "1 to 1000000")]
    [InlineData("connection.artim-timeout", "infinite", "infinite")]
    [InlineData("connection.artim-timeout", "30d", "24")]
    [InlineData("connection.maximum-data-pdu-length", "100", "128")]
    [InlineData("handlers.timeout", "0s", "00:00:00.0010000")]
    [InlineData("connection.cancel-grace", "25d", "24")]
    [InlineData("facade.event-buffer", "0", "1 to 1000000")]
    public void BadValue_Read_NamesKeyValueAndRange(string key, string value, string said)
    {
        var config = ConfigurationFactory.ParseString($"dicom-actors.{key} = {value}");

        var failure = Assert.Throws<DicomSettingsException>(() => DicomSettings.From(config));

        Assert.Equal($"dicom-actors.{key}", failure.Key);
        Assert.Contains($"dicom-actors.{key}", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host = example.org", "host")]
    [InlineData("port = 65536", "port")]
    [InlineData("""ae-titles = ["SEVENTEEN LETTERS"]""", "ae-titles")]
    public void BadListener_Read_NamesListenerAndKey(string setting, string key)
    {
        var config = ConfigurationFactory.ParseString($$"""dicom-actors.listeners.main { {{setting}} }""");

        var failure = Assert.Throws<DicomSettingsException>(() => ListenerSettings.AllFrom(config));

        Assert.Equal($"dicom-actors.listeners.main.{key}", failure.Key);
    }

    [Fact]
    public void PeersConf_Read_HasThemAll()
    {
        var config = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "peers.conf")));

        var peers = DicomPeer.AllFrom(config, SettingsReference.Core, logger: null);

        Assert.Equal(["archive", "secure-archive", "teleradiology"], peers.Select(static peer => peer.Name).Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromDays(3), peers.Single(static peer => peer.Name == "archive").RequestDeadline);
    }
}

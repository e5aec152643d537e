using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Listeners;

namespace DicomActors.Tests.Configuration;

public sealed class EnvironmentOverridesTests
{
    [Fact]
    public void VariableOfASetting_PutOnTop_WinsOverTheConfiguration()
    {
        var config = Over("dicom-actors.connections.maximum = 5", ("DICOM_ACTORS__CONNECTIONS__MAXIMUM", "7"), ("PATH", "/bin"), ("DICOMACTORS_NODE", "x")).Config;

        Assert.Equal(7, DicomSettings.From(config).MaximumConnections);
    }

    [Theory]
    [InlineData("PACS_1", "Pacs.1")]
    [InlineData("PACS_2", "pacs-2")]
    public void NameOfAPeer_WithHyphensDotsAndCapitals_IsTheOneOfTheConfigurationOrANewOne(string variable, string name)
    {
        var config = Over("dicom-actors.peers.\"Pacs.1\".host = old", ($"DICOM_ACTORS__PEERS__{variable}__HOST", "new")).Config;

        Assert.Equal("new", config.GetString($"dicom-actors.peers.\"{name}\".host"));
    }

    [Fact]
    public void List_WithCommas_IsRead()
    {
        var config = Over("dicom-actors.listeners.main {}", ("DICOM_ACTORS__LISTENERS__MAIN__AE_TITLES", "ONE, TWO WORDS"), ("DICOM_ACTORS__LISTENER__DENIED_NETWORKS", "")).Config;

        var listener = ListenerSettings.AllFrom(config)["main"];
        Assert.Equal(["ONE", "TWO WORDS"], listener.Acceptor.AETitles);
        Assert.Empty(listener.Admission.DeniedNetworks);
    }

    [Theory]
    [InlineData("a\\b\"c")]
    [InlineData("${HOME}")]
    [InlineData("# no comment")]
    [InlineData("two\nlines\tand a tab")]
    public void Text_ThatHoconWouldTakeForSomethingElse_IsTakenAsItStands(string text) =>
        Assert.Equal(text, Over("", ("DICOM_ACTORS__PEER__PROXY__PASSWORD", text)).Config.GetString("dicom-actors.peer.proxy.password"));

    [Theory]
    [InlineData("DICOM_ACTORS__CONECTIONS__MAXIMUM", "there is no such setting")]
    [InlineData("DICOM_ACTORS__CONNECTIONS", "block of settings")]
    [InlineData("DICOM_ACTORS__CONNECTIONS__MAXIMUM__MORE", "nothing below")]
    [InlineData("DICOM_ACTORS__", "there is no such setting")]
    public void VariableOfNoSetting_PutOnTop_IsNamed(string variable, string reason)
    {
        var failure = Assert.Throws<DicomSettingsException>(() => Over("", (variable, "1")));

        Assert.Equal(variable, failure.Key);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatTwoPeersHave_PutOnTop_IsRefused()
    {
        var failure = Assert.Throws<DicomSettingsException>(
            () => Over("dicom-actors.peers { a-b { host = x } \n A_b { host = y } }", ("DICOM_ACTORS__PEERS__A_B__HOST", "z")));

        Assert.Contains("A_b and a-b", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueOfAVariableInheritedByAListener_IsBad_TheVariableIsNamed()
    {
        var overrides = Over("dicom-actors.listeners { one { port = 1 } \n two {} }", ("DICOM_ACTORS__LISTENER__PORT", "many"));

        var failure = Assert.Throws<DicomSettingsException>(() => ListenerSettings.AllFrom(overrides.Config));

        Assert.Equal("dicom-actors.listeners.two.port", failure.Key);
        Assert.Equal("DICOM_ACTORS__LISTENER__PORT", overrides.Explain(failure).Key);
    }

    [Fact]
    public void ValueOfTheConfiguration_IsBad_NoVariableIsBlamed()
    {
        var overrides = Over("dicom-actors.listeners.one.port = none", ("DICOM_ACTORS__LISTENER__PORT", "104"));

        var failure = Assert.Throws<DicomSettingsException>(() => ListenerSettings.AllFrom(overrides.Config));

        Assert.Same(failure, overrides.Explain(failure));
    }

    private static EnvironmentOverrides Over(string hocon, params (string Name, string Value)[] variables) => EnvironmentOverrides.Over(
        ConfigurationFactory.ParseString(hocon), variables.Select(static one => KeyValuePair.Create(one.Name, one.Value)), SettingsReference.Core);
}

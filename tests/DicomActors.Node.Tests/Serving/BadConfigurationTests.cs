using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DicomActors.Node.Serving;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Serving;

/// <summary>A configuration that is not what it should be: one line with key, value, reason and fix, and exit code 2.</summary>
public sealed class BadConfigurationTests
{
    private const string Quiet = """
        dicom-actors.node.dashboard.port = 0
        dicom-actors.listeners.main { host = "127.0.0.1", port = 0 }
        """;

    [Theory]
    [InlineData("dicom-actors.connections.maximun = 5", "dicom-actors.connections.maximun", "no such setting", "maximum-pending-opens")]
    [InlineData("dicom-actors.archive.folders = x", "dicom-actors.archive.folders", "no such setting", "folder, index")]
    [InlineData("dicom-actors.node.dashboard.prot = 1", "dicom-actors.node.dashboard.prot", "no such setting", "port")]
    [InlineData("dicom-actors.connections.maximum = 0", "dicom-actors.connections.maximum", "'0'", "from 1 to 1000000")]
    [InlineData("dicom-actors.connection.artim-timeout = soon", "dicom-actors.connection.artim-timeout", "'soon'", "cannot be read")]
    [InlineData("dicom-actors.archive { folder = archive, duplicates = never }", "dicom-actors.archive.duplicates", "'never'", "keep, replace, identical, refuse")]
    [InlineData("dicom-actors.archive { folder = archive, layout = \"{NoSuchThing}\" }", "dicom-actors.archive.layout", "NoSuchThing", "cannot be read")]
    [InlineData("dicom-actors.archive.folder = /no/such/place/archive", "dicom-actors.archive.folder", "'/no/such/place/archive'", "make that first")]
    [InlineData("dicom-actors.node.logging.file = /no/such/place/node.log", "dicom-actors.node.logging.file", "/no/such/place", "make it first")]
    [InlineData("dicom-actors.node.dashboard.host = \"0.0.0.0\"", "dicom-actors.node.dashboard.host", "'0.0.0.0'", "set token-file")]
    [InlineData("dicom-actors.node.dashboard.token = secret", "dicom-actors.node.dashboard.token", "16", "characters")]
    [InlineData("dicom-actors.node.dashboard.token-file = /no/such/token", "dicom-actors.node.dashboard.token-file", "'/no/such/token'", "Could not find")]
    [InlineData("dicom-actors.node.telemetry.otlp-endpoint = collector", "dicom-actors.node.telemetry.otlp-endpoint", "'collector'", "http://collector:4317")]
    [InlineData("dicom-actors.listeners.main.tls { enabled = on, certificate = /no/such.pem }", "dicom-actors.listeners.main.tls.certificate", "'/no/such.pem'", "cannot be read")]
    [InlineData("dicom-actors.peers.archive.port = 104", "dicom-actors.peers.archive.host", "''", "must be set")]
    public void Setting_IsWrong_KeyValueReasonAndFixAreTold(string setting, string key, string value, string fix)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\n{setting}");

        var line = Refusal([folder.File("node.conf")]);

        Assert.StartsWith(key, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.Contains(fix, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("DICOM_ACTORS__LISTNER__PORT", "104", "dicom-actors.listner", "no such setting")]
    [InlineData("DICOM_ACTORS__LISTENER", "104", "dicom-actors.listener", "name one of them")]
    [InlineData("DICOM_ACTORS__LISTENER__PORT__X", "104", "dicom-actors.listener.port.x", "nothing below")]
    [InlineData("DICOM_ACTORS__CONNECTIONS__MAXIMUM", "many", "dicom-actors.connections.maximum", "'many'")]
    [InlineData("DICOM_ACTORS__LISTENER__BACKLOG", "0", "dicom-actors.listeners.main.backlog", "from 1 to 65535")]
    public void Variable_IsWrong_IsNamed(string variable, string value, string key, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), Quiet);

        var line = Refusal([folder.File("node.conf")], new KeyValuePair<string, string>(variable, value));

        Assert.StartsWith(variable, line, StringComparison.Ordinal);
        Assert.Contains(key, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a {\n b {\n }\n", "line 1: there is no '}'")]
    [InlineData("a = [1, 2\n", "line 1: there is no ']'")]
    [InlineData("a = 1\n}", "line 2: '}' closes nothing")]
    [InlineData("a = [1}", "line 1: '}' closes nothing")]
    [InlineData("\n\na = \"b\n", "line 3: a text is not closed")]
    public void File_IsCutShort_TheLineIsTold(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), text);

        var line = Refusal([folder.File("node.conf")]);

        Assert.Contains("is no HOCON", line, StringComparison.Ordinal);
        Assert.Contains(problem, line, StringComparison.Ordinal);
    }

    [Fact]
    public void File_HasBracesInTextsAndComments_IsTaken()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\n# {{ [\ndicom-actors.node.name = \"}}]\" // }}\n");

        Assert.Equal("}]", new ConfigurationSource([folder.File("node.conf")], []).Read().Node.Name);
    }

    [Fact]
    public void TokenFile_OthersCanReadIt_IsRefusedAndNotShown()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("token"), "0123456789abcdef-secret");
        File.SetUnixFileMode(folder.File("token"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\ndicom-actors.node.dashboard.token-file = \"{folder.File("token")}\"");

        var line = Refusal([folder.File("node.conf")]);

        Assert.Contains("chmod 600", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_SettingIsWrong_SaysOneLineAndEndsWithTwo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\ndicom-actors.connections.maximum = 0");

        var line = await RefusedAsync(folder.File("node.conf"));

        Assert.Contains("dicom-actors.connections.maximum: '0'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_FileIsNotThere_SaysOneLineAndEndsWithTwo() =>
        Assert.Contains("--config /no/such.conf", await RefusedAsync("/no/such.conf"), StringComparison.Ordinal);

    [Fact]
    public async Task Verb_FileIsNoHocon_SaysOneLineAndEndsWithTwo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), "dicom-actors { listeners {");

        Assert.Contains("is no HOCON", await RefusedAsync(folder.File("node.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_DicomPortIsTaken_SaysOneLineAndEndsWithTwo()
    {
        using var taken = new Taken();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\ndicom-actors.listeners.main.port = {taken.Port}");

        var line = await RefusedAsync(folder.File("node.conf"));

        Assert.Contains("dicom-actors.listeners.main.port", line, StringComparison.Ordinal);
        Assert.Contains(taken.Port, line, StringComparison.Ordinal);
        Assert.Contains("Choose another port", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_DashboardPortIsTaken_SaysOneLineAndEndsWithTwo()
    {
        using var taken = new Taken();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $"{Quiet}\ndicom-actors.node.dashboard.port = {taken.Port}");

        var line = await RefusedAsync(folder.File("node.conf"));

        Assert.Contains("dicom-actors.node.dashboard.port", line, StringComparison.Ordinal);
        Assert.Contains(taken.Port, line, StringComparison.Ordinal);
        Assert.Contains("Choose another port", line, StringComparison.Ordinal);
    }

    private static string Refusal(IReadOnlyList<string> files, params KeyValuePair<string, string>[] variables)
    {
        var refusal = Assert.Throws<VerbException>(() => new ConfigurationSource(files, variables).Read());
        Assert.Equal(ExitCode.BadInput, refusal.ExitCode);
        return refusal.Message;
    }

    private static async Task<string> RefusedAsync(string file)
    {
        var run = (await NodeProgram.RunAsync("serve", "--config", file)).ExpectExit(ExitCode.BadInput);
        Assert.Empty(run.OutputLines);
        return Assert.Single(run.ErrorLines);
    }

    /// <summary>A port of the loopback that somebody else has.</summary>
    private sealed class Taken : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Taken()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        }

        public string Port { get; }

        public void Dispose() => _listener.Dispose();
    }
}

using System.Globalization;
using System.Text.Json;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary><c>--json</c> of the verbs that tell what happens as it happens.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("listen", "--out")]
    [InlineData("archive", "--folder")]
    public async Task Server_TellsInJson_EachEventIsAnObjectOnALine(string verb, string option)
    {
        await using var server = RunningProgram.Start(NodeProgram.Path, verb, "0", option, _folder.File("received"), "--local", "--json");
        var port = JsonDocument.Parse(await server.SaidAsync("listening")).RootElement.GetProperty("port").GetInt32();
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--calling", "MODALITY")).ExpectExit(ExitCode.Done);
        var lines = (await server.InterruptAsync()).ExpectExit(ExitCode.Done).OutputLines.Select(static line => JsonDocument.Parse(line).RootElement).ToList();

        var names = lines.Select(static line => line.GetProperty("event").GetString()).ToList();
        Assert.Equal(["listening", "associationRequested", "requestReceived"], names[..3]);
        Assert.Equal("connectionClosed", names[^1]);
        Assert.Equal("MODALITY", lines[1].GetProperty("callingAETitle").GetString());
        Assert.Equal("C-ECHO", lines[2].GetProperty("command").GetString());
        Assert.Equal("released", lines[^1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Dump_AsJson_HoldsWhatTheTextHolds()
    {
        var (listener, port) = await NodeProgram.ListenAsync(_folder.Folder("received"), "--local");
        await using var _ = listener;
        var capture = _folder.File("traffic.dacap");
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--capture", capture)).ExpectExit(ExitCode.Done);

        var text = (await NodeProgram.RunAsync("dump", capture)).ExpectExit(ExitCode.Done).OutputLines;
        var json = (await NodeProgram.RunAsync("dump", capture, "--json")).ExpectExit(ExitCode.Done).OutputLines
            .Select(static line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(text.Count, json.Sum(static entry => 1 + entry.GetProperty("details").GetArrayLength()));
        var request = json[0];
        Assert.Matches("^A-ASSOCIATE-RQ.*DICOMACTORS calls ANY-SCP", request.GetProperty("what").GetString());
        Assert.Equal(("sent", 1), (request.GetProperty("direction").GetString(), request.GetProperty("connection").GetInt32()));
        Assert.Contains(request.GetProperty("details").EnumerateArray(), static line => line.GetString()!.Contains("Verification SOP Class", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}

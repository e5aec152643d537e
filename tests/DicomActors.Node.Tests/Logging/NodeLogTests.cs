using System.Globalization;
using System.Text.Json;
using DicomActors.Node.Logging;
using DicomActors.Processes;
using Serilog.Events;
using Serilog.Parsing;

namespace DicomActors.Node.Tests.Logging;

/// <summary>Where log entries go and what they look like.</summary>
public sealed class NodeLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Entry_IsLoggedToAFile_IsInTheFileOfTheDay()
    {
        using (var log = NodeLog.Create(new NodeLogOptions { File = _folder.File("logs/node.log"), ConsoleLevel = null }))
        {
            log.Information("seen");
            log.Debug("not seen");
        }

        var file = Assert.Single(Directory.GetFiles(_folder.File("logs")));
        Assert.Matches(@"node\d{8}\.log$", file);
        Assert.Contains(" INF seen", Assert.Single(File.ReadAllLines(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreIsLoggedThanFilesMayHold_OldestFilesAreDeleted()
    {
        var options = new NodeLogOptions { File = _folder.File("node.log"), ConsoleLevel = null, FileSizeLimit = 1000, RetainedFiles = 3 };
        using (var log = NodeLog.Create(options))
        {
            for (var number = 0; number < 200; number++)
            {
                log.Information("entry {Number}", number);
            }
        }

        var files = Directory.GetFiles(_folder.Path);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 1200));
        Assert.Contains(files, file => File.ReadAllText(file).Contains("entry 199", StringComparison.Ordinal));
    }

    [Fact]
    public void MessageAndException_HoldLineEndsAndEscapes_NothingOfThemBeginsALine()
    {
        const string Forged = "x\r\n2026-01-01 00:00:00.000 +00:00 ERR forged\u001b[31m";
        using var output = new StringWriter();
        var entry = Entry(Forged, new IOException(Forged), (LogProperties.ConnectionId, "connection-1"), (LogProperties.CallingAETitle, "A\nB"), (LogProperties.Source, "S\nT"));

        new LogLineFormatter().Format(entry, output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.EndsWith("[connection-1 A·B] (S·T)", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsChosen_EachLineIsAnObjectWithItsProperties()
    {
        using (var log = NodeLog.Create(new NodeLogOptions { File = _folder.File("node.log"), ConsoleLevel = null, FileAsJson = true }))
        {
            log.Write(Entry("two\nlines {with} braces", new IOException("why"), (LogProperties.ConnectionId, "connection-1"), (LogProperties.CallingAETitle, "MODALITY")));
        }

        using var json = JsonDocument.Parse(Assert.Single(File.ReadAllLines(Assert.Single(Directory.GetFiles(_folder.Path)))));
        Assert.Equal("two\nlines {with} braces", json.RootElement.GetProperty("@m").GetString());
        Assert.Equal("MODALITY", json.RootElement.GetProperty("CallingAETitle").GetString());
        Assert.Contains("why", json.RootElement.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_CannotBeWritten_IsSaidAtOnce()
    {
        File.WriteAllText(_folder.File("file"), "");

        foreach (var path in new[] { _folder.File("file/node.log"), _folder.Path })
        {
            var problem = Assert.Throws<VerbException>(() => NodeLog.Create(new NodeLogOptions { File = path }));
            Assert.Equal(ExitCode.BadInput, problem.ExitCode);
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Listener_LogsToAFile_EntriesOfAnAssociationSayWhoseItIs(bool asJson)
    {
        string[] options = ["--called", "ARCHIVE", "--local", "--log-file", _folder.File("node.log"), .. asJson ? ["--log-json"] : (string[])[]];
        var (listener, port) = await NodeProgram.ListenAsync(_folder.Folder("received"), options);
        await using var _ = listener;
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--called", "ARCHIVE", "--calling", "MODALITY")).ExpectExit(ExitCode.Done);
        var ended = (await listener.InterruptAsync()).ExpectExit(ExitCode.Done);

        Assert.Empty(ended.ErrorLines);
        var line = Assert.Single(
            await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(_folder.Path, "node*.log"))),
            line => line.Contains("Association established", StringComparison.Ordinal));
        if (!asJson)
        {
            Assert.Matches(@" INF .*\[connection-\d+ MODALITY > ARCHIVE .*127\.0\.0\.1.*\] \(DicomService/connection-\d+", line);
            return;
        }

        using var json = JsonDocument.Parse(line);
        Assert.StartsWith("connection-", json.RootElement.GetProperty("ConnectionId").GetString(), StringComparison.Ordinal);
        Assert.Equal("MODALITY", json.RootElement.GetProperty("CallingAETitle").GetString());
        Assert.Equal("ARCHIVE", json.RootElement.GetProperty("CalledAETitle").GetString());
        Assert.Contains("127.0.0.1", json.RootElement.GetProperty("Peer").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static LogEvent Entry(string text, Exception? cause, params (string Name, string Value)[] properties) => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Information, cause, new MessageTemplate(text, [new TextToken(text)]),
        properties.Select(static property => new LogEventProperty(property.Name, new ScalarValue(property.Value))));
}

using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary><c>--dump</c>, <c>--capture</c> and <c>dump</c>, from end to end.</summary>
public sealed class DumpTests
{
    [Fact]
    public async Task Echo_WithDump_ShowsPdusAndMessagesOnStandardErrorAndLeavesStandardOutputAlone()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port), "--dump", "--json")).ExpectExit(ExitCode.Done);

        AssertInOrder(
            echo.Error,
            "#1 -> A-ASSOCIATE-RQ", "DICOMACTORS calls ANY-SCP", "Verification", "#1 <- A-ASSOCIATE-AC", "accepted in",
            "#1 -> P-DATA-TF, PDV of ", "context 1, command, last", "#1 -> C-ECHO-RQ message 1", "CommandField: 48",
            "#1 <- C-ECHO-RSP to message 1", "status 0x0000", "#1 -> A-RELEASE-RQ, 10 bytes", "#1 <- A-RELEASE-RP, 10 bytes");
        using var json = System.Text.Json.JsonDocument.Parse(echo.Output);
        Assert.Equal(0, json.RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Find_WithDump_ShowsTheKeysItSends()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        // The listener has no C-FIND: the query is not sent, but what was proposed and refused is in the dump.
        var find = (await NodeProgram.RunAsync("find", "127.0.0.1", Text(port), "PatientName=DOE*", "--dump")).ExpectExit(ExitCode.PeerFailed);

        AssertInOrder(find.Error, "#1 -> A-ASSOCIATE-RQ", "Study Root", "#1 <- A-ASSOCIATE-AC", "refused", "#1 -> A-RELEASE-RQ");
    }

    [Fact]
    public async Task Listener_WithDump_NumbersItsConnections()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path, "--dump");
        await using var _ = listener;

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port))).ExpectExit(ExitCode.Done);
        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port))).ExpectExit(ExitCode.Done);
        var run = (await listener.InterruptAsync()).ExpectExit(ExitCode.Done);

        AssertInOrder(run.Error, "#1 <- A-ASSOCIATE-RQ", "#1 <- C-ECHO-RQ", "#1 -> C-ECHO-RSP", "#2 <- A-ASSOCIATE-RQ", "#2 <- C-ECHO-RQ", "#2 -> C-ECHO-RSP");
        Assert.DoesNotContain("A-ASSOCIATE", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capture_IsRecordedAndDumped_ShowsWhatTheLiveDumpShowed()
    {
        using var folder = new TemporaryFolder();
        var capture = folder.File("traffic.dacap");
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"));
        await using var _ = listener;

        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port), "--dump", "--capture", capture)).ExpectExit(ExitCode.Done);
        var dump = (await NodeProgram.RunAsync("dump", capture)).ExpectExit(ExitCode.Done);

        Assert.Equal(echo.ErrorLines, dump.OutputLines);
        Assert.Empty(dump.ErrorLines);
    }

    [Fact]
    public async Task Capture_CannotBeWritten_IsSaidBeforeAnythingIsTried()
    {
        using var folder = new TemporaryFolder();

        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", "104", "--capture", folder.File("no/such/folder.dacap"))).ExpectExit(ExitCode.BadInput);

        Assert.Contains("--capture", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a capture at all", "Not a capture")]
    [InlineData(null, "missing.dacap")]
    public async Task Dump_OfSomethingElse_SaysSo(string? content, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("missing.dacap");
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content);
        }

        var run = (await NodeProgram.RunAsync("dump", path)).ExpectExit(ExitCode.BadInput);

        Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpOfAVerb_WarnsOfPatientData()
    {
        var help = (await NodeProgram.RunAsync("find", "--help")).ExpectExit(ExitCode.Done).Output;

        AssertInOrder(help, "--dump", "patient data", "--capture", "patient data");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static void AssertInOrder(string text, params string[] parts)
    {
        var position = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"expected '{part}' behind character {position} of:\n{text}");
            position = found + part.Length;
        }
    }
}

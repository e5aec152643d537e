using System.Globalization;
using System.Text.Json;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary><c>capture</c>: a relay that records, and <c>dump</c> of what it recorded.</summary>
public sealed class CaptureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Record => _folder.File("traffic.dacap");

    [Fact]
    public async Task TwoTalkThroughIt_EverythingArrives_AndIsRecordedForDump()
    {
        await TestImage.WriteAsync(_folder.Folder("images"), 5);
        var (listener, port) = await NodeProgram.ListenAsync(_folder.Folder("received"));
        await using var _ = listener;
        var (capture, relayed) = await StartAsync(port);
        await using var __ = capture;

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(relayed), "--calling", "FIRST")).ExpectExit(ExitCode.Done);
        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(relayed), _folder.File("images"), "--calling", "SECOND")).ExpectExit(ExitCode.Done);
        var ended = (await capture.InterruptAsync()).ExpectExit(ExitCode.Done);

        Assert.Equal(5, Directory.GetFiles(_folder.File("received")).Length);
        Assert.Contains("2 connections", ended.OutputLines[^1], StringComparison.Ordinal);
        Assert.Empty(ended.ErrorLines);
        var dump = (await NodeProgram.RunAsync("dump", Record)).ExpectExit(ExitCode.Done).Output;
        Assert.Matches(@"(?s)#1 -> A-ASSOCIATE-RQ.*FIRST calls.*#1 <- A-ASSOCIATE-AC.*#1 <- C-ECHO-RSP.*#2 -> A-ASSOCIATE-RQ.*SECOND calls.*#2 <- C-STORE-RSP.*#2 <- A-RELEASE-RP", dump);
    }

    [Fact]
    public async Task PeerIsNotThere_CallerIsCutOff_AndTheRelayGoesOn()
    {
        var (capture, relayed) = await StartAsync(1, "--json");
        await using var _ = capture;

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(relayed))).ExpectExit(ExitCode.NoAssociation);
        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(relayed))).ExpectExit(ExitCode.NoAssociation);
        var ended = (await capture.InterruptAsync()).ExpectExit(ExitCode.Done);

        var events = ended.OutputLines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString());
        Assert.Equal(["listening", "opened", "failed", "opened", "failed", "ended"], events);
    }

    [Fact]
    public async Task CallerWaits_UserEndsIt_TheConnectionIsCutAndTheRecordIsWhole()
    {
        using var silent = new OddPeer([]);
        var (capture, relayed) = await StartAsync(silent.Port);
        await using var _ = capture;
        await using var echo = RunningProgram.Start(NodeProgram.Path, "echo", "127.0.0.1", Text(relayed), "--connect-timeout", "60");
        await silent.ConnectedAsync();

        (await capture.InterruptAsync()).ExpectExit(ExitCode.Done);

        (await echo.EndAsync()).ExpectExit(ExitCode.NoAssociation);
        (await NodeProgram.RunAsync("dump", Record)).ExpectExit(ExitCode.Done);
    }

    [Fact]
    public async Task MoreConnectThanAllowed_TheNextWaitsForAPlace()
    {
        var (listener, port) = await NodeProgram.ListenAsync(_folder.Folder("received"));
        await using var _ = listener;
        var (capture, relayed) = await StartAsync(port, "--connections", "1");
        await using var __ = capture;

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => NodeProgram.RunAsync("echo", "127.0.0.1", Text(relayed), "--connect-timeout", "60")));

        Assert.All(all, static echo => echo.ExpectExit(ExitCode.Done));
    }

    [Fact]
    public async Task PortOrFile_CannotBeUsed_IsTold()
    {
        using var taken = new OddPeer([]);

        var port = (await NodeProgram.RunAsync("capture", Text(taken.Port), "localhost", "104", "--out", Record, "--local")).ExpectExit(ExitCode.BadInput);
        var file = (await NodeProgram.RunAsync("capture", "0", "localhost", "104", "--out", _folder.Path)).ExpectExit(ExitCode.BadInput);

        Assert.Contains(Text(taken.Port), Assert.Single(port.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("--out", Assert.Single(file.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(RunningProgram Capture, int Port)> StartAsync(int peer, params string[] options)
    {
        var capture = RunningProgram.Start(NodeProgram.Path, ["capture", "0", "127.0.0.1", Text(peer), "--out", Record, "--local", .. options]);
        var line = await capture.SaidAsync("listening");
        var digits = line[(line.IndexOf("port", StringComparison.Ordinal) + 4)..].SkipWhile(static c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit);
        return (capture, int.Parse(string.Concat(digits), CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using DicomActors.Dashboard.Api;
using DicomActors.Node.Tests.Remote;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>What only happens when a person is looking: run below <c>script</c>, which gives a program a terminal.</summary>
public sealed class TerminalTests
{
    private const string Script = "/usr/bin/script";

    [TerminalFact]
    public async Task Store_OnATerminal_ShowsProgressAndEndsWell()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("raw.dcm"), TestImage.Create());
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"));
        await using var _ = listener;

        var store = await OnTerminalAsync($"store 127.0.0.1 {port.ToString(CultureInfo.InvariantCulture)} {folder.File("raw.dcm")}");

        Assert.Contains("1 of 1 file stored", store.ExpectExit(ExitCode.Done).Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Error_OnATerminal_IsStillOneLine()
    {
        var run = (await OnTerminalAsync("echo 127.0.0.1 1")).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("nothing listens there", Assert.Single(run.OutputLines), StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task NoColor_IsSet_NothingIsColoured()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 20);
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"));
        await using var _ = listener;
        var store = $"store 127.0.0.1 {port.ToString(CultureInfo.InvariantCulture)} {folder.File("images")}";

        var coloured = (await OnTerminalAsync(store, "TERM=xterm-256color")).ExpectExit(ExitCode.Done);
        var plain = (await OnTerminalAsync(store, "TERM=xterm-256color NO_COLOR=1")).ExpectExit(ExitCode.Done);

        Assert.Matches(Colour, coloured.Output);
        Assert.DoesNotMatch(Colour, plain.Output);
    }

    [TerminalFact]
    public async Task Watch_OnATerminal_ShowsItAgainUntilCtrlC()
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/status", Samples.Status(), DashboardJson.Default.NodeStatus);
        await using var script = RunningProgram.Start(
            Script, "--quiet", "--return", "--command", $"echo program $$; TERM=xterm exec {NodeProgram.Path} status --watch --node {node.Url}", "/dev/null");
        var id = (await script.SaidAsync("program ")).Split("program ")[1].Trim();
        await node.AskedAsync(3);

        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", id]);
        await kill.WaitForExitAsync();

        Assert.Contains("ward-3", (await script.EndAsync()).ExpectExit(ExitCode.Done).Output, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> OnTerminalAsync(string arguments, string environment = "") =>
        RunningProgram.RunAsync(Script, "--quiet", "--return", "--command", $"{environment} {NodeProgram.Path} {arguments}", "/dev/null");

    // SGR with a foreground or background colour (ECMA-48 8.3.117).
    private const string Colour = @"\u001b\[(\d+;)*[34][0-9]";

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TerminalFactAttribute : FactAttribute
    {
        public TerminalFactAttribute() => Skip = File.Exists(Script) ? null : $"{Script} is not installed, which lends a terminal to a program";
    }
}

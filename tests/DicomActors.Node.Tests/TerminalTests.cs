using System.Globalization;
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

    private static Task<ProgramResult> OnTerminalAsync(string arguments) =>
        RunningProgram.RunAsync(Script, "--quiet", "--return", "--command", $"{NodeProgram.Path} {arguments}", "/dev/null");

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TerminalFactAttribute : FactAttribute
    {
        public TerminalFactAttribute() => Skip = File.Exists(Script) ? null : $"{Script} is not installed, which lends a terminal to a program";
    }
}

using System.Globalization;
using System.Text.Json;
using DicomActors.Dashboard.Api;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Remote;

/// <summary>The verbs for a running node, against one.</summary>
public sealed class RunningNodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task NodeRuns_IsLookedAtAndControlled_DoesAsItIsTold()
    {
        var (listener, port) = await NodeProgram.ListenAsync(_folder.Folder("received"), "--local", "--called", "GOOD");
        await using var _ = listener;
        await File.WriteAllTextAsync(_folder.File("node.conf"), $$"""
            dicom-actors {
              node { name = "ward-3", dashboard.port = 0 }
              listeners.main { host = "127.0.0.1", port = 0 }
              peers {
                good { host = "127.0.0.1", port = {{port.ToString(CultureInfo.InvariantCulture)}}, called-ae-title = "GOOD" }
                away { host = "127.0.0.1", port = 1, called-ae-title = "AWAY" }
              }
            }
            """);
        await using var node = RunningProgram.Start(NodeProgram.Path, "serve", "--config", _folder.File("node.conf"));
        var url = (await node.SaidAsync("dashboard on ")).Split(' ')[^1].Trim();

        Assert.Contains("ward-3", (await AskAsync(url, ExitCode.Done, "status")).Output, StringComparison.Ordinal);
        var peers = JsonSerializer.Deserialize((await AskAsync(url, ExitCode.Done, "peers", "--json")).Output, DashboardJson.Default.PeerRows)!;
        Assert.Equal(["away", "good"], peers.Rows.Select(static peer => peer.Name).Order());
        await AskAsync(url, ExitCode.Done, "peers", "echo", "good");
        await AskAsync(url, ExitCode.PeerFailed, "peers", "echo", "away");
        await AskAsync(url, ExitCode.PeerFailed, "peers", "echo", "nobody");
        await AskAsync(url, ExitCode.Done, "peers", "pause", "good");
        Assert.Contains("paused", (await AskAsync(url, ExitCode.Done, "peers")).Output, StringComparison.Ordinal);
        await AskAsync(url, ExitCode.Done, "peers", "resume", "good");
        await AskAsync(url, ExitCode.Done, "peers", "drain", "away", "--grace", "1");
        await AskAsync(url, ExitCode.Done, "connections");
        await AskAsync(url, ExitCode.PeerFailed, "connections", "abort", "123456");
        await AskAsync(url, ExitCode.Done, "reload");
        await File.AppendAllTextAsync(_folder.File("node.conf"), "dicom-actors.listeners.main.prot = 3\n");
        Assert.Contains("prot", Assert.Single((await AskAsync(url, ExitCode.PeerFailed, "reload")).ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith("drained: ", Assert.Single((await AskAsync(url, ExitCode.Done, "drain", "--grace", "5")).OutputLines), StringComparison.Ordinal);
        Assert.Contains("drain", (await AskAsync(url, ExitCode.Done, "status")).Output, StringComparison.Ordinal);

        (await node.InterruptAsync()).ExpectExit(ExitCode.Done);
    }

    [Fact]
    public async Task NodeHasAToken_IsAskedWithoutAndWithIt()
    {
        var token = _folder.File("token");
        await File.WriteAllTextAsync(token, "0123456789abcdef0123456789abcdef\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await File.WriteAllTextAsync(_folder.File("node.conf"), $$"""
            dicom-actors.node.dashboard { port = 0, token-file = "{{token.Replace('\\', '/')}}" }
            dicom-actors.listeners.main { host = "127.0.0.1", port = 0 }
            """);
        await using var node = RunningProgram.Start(NodeProgram.Path, "serve", "--config", _folder.File("node.conf"));
        var url = (await node.SaidAsync("dashboard on ")).Split(' ')[^1].Trim();

        Assert.Contains("wants a token", (await AskAsync(url, ExitCode.BadInput, "status")).Error, StringComparison.Ordinal);
        await AskAsync(url, ExitCode.Done, "status", "--token-file", token);
        await File.WriteAllTextAsync(_folder.File("wrong"), "another-token-that-is-wrong");
        Assert.Contains("does not take this token", (await AskAsync(url, ExitCode.BadInput, "peers", "--token-file", _folder.File("wrong"))).Error, StringComparison.Ordinal);
        (await node.InterruptAsync()).ExpectExit(ExitCode.Done);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<ProgramResult> AskAsync(string url, int expected, params string[] arguments) =>
        (await NodeProgram.RunAsync([.. arguments, "--node", url, "--timeout", "60"])).ExpectExit(expected);
}

using System.Net;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Serving;

/// <summary>The verb serve as a process.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task NodeWithArchive_Served_AnswersDicomAndHttpAndEndsInGoodOrder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), $$"""
            dicom-actors.node { dashboard.port = 0, logging.console-level = warning }
            dicom-actors.archive.folder = "{{folder.File("images").Replace('\\', '/')}}"
            dicom-actors.listeners.main { host = "127.0.0.1", port = 0, ae-titles = ["ARCHIVE"] }
            """);
        await using var node = RunningProgram.Start(NodeProgram.Path, "serve", "--config", folder.File("node.conf"));
        var http = await AddressAsync(node);
        var port = await PortAsync(node);

        (await NodeProgram.RunAsync("echo", "127.0.0.1", port, "--called", "ARCHIVE")).ExpectExit(ExitCode.Done);
        (await NodeProgram.RunAsync("find", "127.0.0.1", port, "--called", "ARCHIVE", "PatientID=X")).ExpectExit(ExitCode.Done);
        using var client = new HttpClient { BaseAddress = http };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        var metrics = await client.GetStringAsync("/metrics");
        Assert.Contains("dicom_actors_", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_", metrics, StringComparison.Ordinal);
        Assert.Contains("main", await client.GetStringAsync("/api/status"), StringComparison.Ordinal);
        Assert.Contains("<html", await client.GetStringAsync("/"), StringComparison.Ordinal);

        var end = (await node.InterruptAsync()).ExpectExit(ExitCode.Done);
        Assert.True(Directory.Exists(folder.File("images")), "the archive's folder should have been made.");
        Assert.Empty(end.ErrorLines);
    }

    [Fact]
    public async Task NoConfiguration_ServedWithVariables_IsForThisMachineOnly()
    {
        var variables = new Dictionary<string, string>
        {
            ["DICOM_ACTORS__LISTENER__PORT"] = "0", ["DICOM_ACTORS__NODE__DASHBOARD__PORT"] = "0", ["DICOM_ACTORS__LISTENER__AE_TITLES"] = "ONE, OTHER",
        };
        await using var node = RunningProgram.Start(NodeProgram.Path, ["serve"], variables);

        Assert.True((await AddressAsync(node)).IsLoopback);
        Assert.Contains("127.0.0.1", await node.SaidAsync("listening on port "), StringComparison.Ordinal);
        await node.SaidAsync("No --config: for this machine only");
        var port = await PortAsync(node);
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port, "--called", "OTHER")).ExpectExit(ExitCode.Done);
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port, "--called", "THIRD")).ExpectExit(ExitCode.NoAssociation);
        (await node.InterruptAsync()).ExpectExit(ExitCode.Done);
    }

    [Fact]
    public async Task ConfigurationFile_ChangedAndHangUpSent_IsReadAgain()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        const string Listener = "dicom-actors { node.dashboard.enabled = off, listeners.main { host = \"127.0.0.1\", port = 0 } }";
        File.WriteAllText(folder.File("node.conf"), Listener);
        await using var node = RunningProgram.Start(NodeProgram.Path, "serve", "--config", folder.File("node.conf"));
        var port = await PortAsync(node);

        File.WriteAllText(folder.File("node.conf"), $"{Listener}\ndicom-actors.listeners.main.denied-calling-ae-titles = [\"STRANGER\"]");
        await node.HangUpAsync();
        Assert.Contains("listener main: denied-calling-ae-titles", await node.SaidAsync("reloaded: "), StringComparison.Ordinal);

        (await NodeProgram.RunAsync("echo", "127.0.0.1", port, "--calling", "FRIEND")).ExpectExit(ExitCode.Done);
        (await NodeProgram.RunAsync("echo", "127.0.0.1", port, "--calling", "STRANGER")).ExpectExit(ExitCode.NoAssociation);
        (await node.InterruptAsync()).ExpectExit(ExitCode.Done);
    }

    private static async Task<Uri> AddressAsync(RunningProgram node) => new((await node.SaidAsync("dashboard on ")).Split(' ')[^1].Trim());

    private static async Task<string> PortAsync(RunningProgram node) => (await node.SaidAsync("listening on port ")).Split(' ')[3];
}

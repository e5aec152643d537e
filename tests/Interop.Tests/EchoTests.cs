using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests;

/// <summary>Verification (PS3.4 Annex A), both directions.</summary>
public sealed class EchoTests(OrthancServer orthanc) : IClassFixture<OrthancServer>
{
    [PeerFact("storescp")]
    public async Task Storescp_IsEchoed_Answers()
    {
        await using var server = await StorageServer.StartAsync();

        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(server.Port))).ExpectExit(0);

        Assert.Contains("Success", echo.Output, StringComparison.Ordinal);
    }

    [PeerFact("dcmqrscp")]
    public async Task Dcmqrscp_IsEchoedByItsTitle_Answers()
    {
        await using var server = await QueryServer.StartAsync();

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle)).ExpectExit(0);
    }

    [PeerFact("dcmqrscp")]
    public async Task Dcmqrscp_IsEchoedByAWrongTitle_RejectsInOneLine()
    {
        await using var server = await QueryServer.StartAsync();

        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(server.Port), "--called", "NOBODY")).ExpectExit(3);

        Assert.Contains("called AE title", Assert.Single(echo.ErrorLines), StringComparison.Ordinal);
    }

    [PeerFact("storescp")]
    public async Task Storescp_RefusesEveryone_RejectsInOneLine()
    {
        await using var server = await StorageServer.StartAsync("--refuse");

        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(server.Port))).ExpectExit(3);

        Assert.Contains("reject", Assert.Single(echo.ErrorLines), StringComparison.Ordinal);
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsEchoedByItsTitle_Answers() =>
        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle)).ExpectExit(0);

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsEchoedByAWrongTitle_RejectsInOneLine()
    {
        var echo = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(orthanc.Port), "--called", "NOBODY")).ExpectExit(3);

        Assert.Single(echo.ErrorLines);
    }

    [PeerFact("echoscu")]
    public async Task Listener_IsEchoedByEchoscu_AnswersEveryRepetition()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(PeerTools.Require("echoscu"), "-v", "--repeat", "20", "127.0.0.1", Text(port))).ExpectExit(0);
    }

    [PeerFact("echoscu")]
    public async Task Listener_IsOfferedManyContextsAndSyntaxes_AnswersThemAll()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(
            PeerTools.Require("echoscu"), "-v", "--propose-ts", "38", "--propose-pc", "128", "127.0.0.1", Text(port))).ExpectExit(0);
    }

    [PeerFact("echoscu")]
    public async Task Listener_InsistsOnItsTitle_RejectsAnother()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path, "--called", "STORE");
        await using var _ = listener;

        (await RunningProgram.RunAsync(PeerTools.Require("echoscu"), "-aec", "STORE", "127.0.0.1", Text(port))).ExpectExit(0);
        var refused = await RunningProgram.RunAsync(PeerTools.Require("echoscu"), "-v", "-aec", "OTHER", "127.0.0.1", Text(port));

        Assert.True(refused.ExitCode != 0 && refused.ToString().Contains("Called AE Title Not Recognized", StringComparison.OrdinalIgnoreCase), $"expected a rejection\n{refused}");
    }

    [PeerFact("echoscu")]
    public async Task Listener_IsAbortedByEchoscu_GoesOn()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        await RunningProgram.RunAsync(PeerTools.Require("echoscu"), "--abort", "127.0.0.1", Text(port));
        (await RunningProgram.RunAsync(PeerTools.Require("echoscu"), "127.0.0.1", Text(port))).ExpectExit(0);
    }

    [PeerFact("Orthanc")]
    public async Task Listener_IsEchoedByOrthanc_Answers()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        await orthanc.EchoAsync("ECHOED", port);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>Every verb that talks to a peer fails in the same ways, and its exit code tells which.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs => ["echo PEER", "store PEER FILE", "store PEER FILE --outbox OUTBOX", "find PEER PatientName=", "move PEER --to X StudyInstanceUID=1.2", "get PEER --out OUT StudyInstanceUID=1.2"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task NobodyListens_IsNoAssociation(string verb)
    {
        var run = (await RunAsync(verb, 1)).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains(run.ErrorLines, static line => line.Contains("nothing listens there", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task PeerIsSilent_IsATimeout(string verb)
    {
        using var silent = new OddPeer([]);

        (await RunAsync($"{verb} --connect-timeout 0.3", silent.Port)).ExpectExit(ExitCode.TimedOut);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task UserPressesCtrlC_IsAnInterruption(string verb)
    {
        using var silent = new OddPeer([]);
        await using var program = RunningProgram.Start(NodeProgram.Path, await WordsAsync($"{verb} --connect-timeout 60", silent.Port));
        await silent.ConnectedAsync();

        (await program.InterruptAsync()).ExpectExit(ExitCode.Interrupted);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ProgramResult> RunAsync(string verb, int port) => await NodeProgram.RunAsync(await WordsAsync(verb, port));

    private async Task<string[]> WordsAsync(string verb, int port)
    {
        await File.WriteAllBytesAsync(_folder.File("1.dcm"), TestImage.Create());
        return [.. verb.Split(' ').SelectMany(word => word switch
        {
            "PEER" => (string[])["127.0.0.1", port.ToString(CultureInfo.InvariantCulture)],
            "FILE" => [_folder.File("1.dcm")],
            "OUTBOX" => [_folder.File("outbox.db")],
            "OUT" => [_folder.File("out")],
            _ => [word],
        })];
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DicomActors.Processes;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests.Privacy;

/// <summary>
/// A marked patient goes through every verb, and nothing of it is in what the verbs say or log at the usual level, with log files on. What
/// the user asked to see is not searched: the matches of find, the records of capture and dump, and files the user named by their names.
/// </summary>
public sealed class MarkedPatientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _logs;

    [Fact]
    public async Task PatientGoesThroughEveryVerb_AllGoesWell_NothingOfItIsSaidOrLogged()
    {
        await MarkedPatient.WriteAsync(_folder.Folder("images"), "1.dcm", "2.dcm", "3.dcm");
        var (listener, receiver) = await NodeProgram.ListenAsync(
            _folder.Folder("received"), ["--called", "DEST", "--local", "--layout", "{PatientName}/{PatientID}/{SOPInstanceUID}.dcm", .. Log()]);
        await using var _ = listener;
        var (archive, port) = await NodeProgram.ArchiveAsync(
            _folder.Folder("archive"), ["--local", "--layout", "{PatientName}/{SOPInstanceUID}.dcm", "--peer", $"DEST=127.0.0.1:{Text(receiver)}", .. Log()]);
        await using var __ = archive;
        await using var capture = RunningProgram.Start(
            NodeProgram.Path, ["capture", "0", "127.0.0.1", Text(port), "--local", "--out", _folder.File("traffic.dacap"), .. Log()]);
        var relayed = (await capture.SaidAsync("listening on port ")).Split("port ")[1].Split(',')[0];

        List<ProgramResult> runs =
        [
            await RunAsync(ExitCode.Done, "echo", "127.0.0.1", relayed),
            await RunAsync(ExitCode.Done, "store", "127.0.0.1", relayed, _folder.File("images")),
            await RunAsync(ExitCode.Done, "store", "127.0.0.1", relayed, _folder.File("images"), "--json", "--resume", _folder.File("sent.jsonl")),
            await RunAsync(ExitCode.Done, "store", "127.0.0.1", relayed, _folder.File("images"), "--outbox", _folder.File("outbox.db")),
            await RunAsync(ExitCode.Done, "outbox", _folder.File("outbox.db")),
            await RunAsync(ExitCode.Done, "move", "127.0.0.1", relayed, "--to", "DEST", $"StudyInstanceUID={MarkedPatient.Study}"),
            await RunAsync(ExitCode.Done, "get", "127.0.0.1", relayed, "--out", _folder.File("got"), $"StudyInstanceUID={MarkedPatient.Study}"),
            await RunAsync(ExitCode.Done, "move", "127.0.0.1", relayed, "--to", "DEST", "--model", "patient", "PatientID=ZZMARKID", "--json"),
        ];
        var find = await RunAsync(ExitCode.Done, "find", "127.0.0.1", relayed, "PatientName=ZZMARK*", "AccessionNumber=");
        Assert.Contains("ZZMARKNAME", find.Output, StringComparison.Ordinal);
        runs.Add(find with { Output = "" });
        runs.Add(await capture.InterruptAsync());
        runs.Add(await archive.InterruptAsync());
        runs.Add(await listener.InterruptAsync());

        Assert.Equal(3, Directory.GetFiles(_folder.File("received"), "*.dcm", SearchOption.AllDirectories).Count(static path => path.Contains("ZZMARKNAME", StringComparison.Ordinal)));
        AssertNothingSaid(runs);
    }

    [Fact]
    public async Task PatientGoesThroughEveryVerb_AllGoesWrong_NothingOfItIsSaidOrLogged()
    {
        await MarkedPatient.WriteAsync(_folder.Folder("images"), "1.dcm", "2.dcm");

        // Files stand where the folders of this patient would be, and stored files vanish before they are sent on.
        await File.WriteAllTextAsync(Path.Combine(_folder.Folder("received"), "ZZMARKNAME^GIVEN"), "");
        await File.WriteAllTextAsync(_folder.File("received/ZZMARKNAME_GIVEN"), "");
        var (listener, receiver) = await NodeProgram.ListenAsync(
            _folder.File("received"), ["--called", "DEST", "--local", "--layout", "{PatientName}/{PatientID}/{SOPInstanceUID}.dcm", .. Log()]);
        await using var _ = listener;
        var (archive, port) = await NodeProgram.ArchiveAsync(
            _folder.Folder("archive"), ["--local", "--layout", "{PatientName}/{SOPInstanceUID}.dcm", "--peer", $"DEST=127.0.0.1:{Text(receiver)}", .. Log()]);
        await using var __ = archive;
        var study = $"StudyInstanceUID={MarkedPatient.Study}";

        List<ProgramResult> runs =
        [
            await RunAsync(ExitCode.PeerFailed, "store", "127.0.0.1", Text(receiver), _folder.File("images"), "--called", "DEST"),
            await RunAsync(ExitCode.PeerFailed, "store", "127.0.0.1", Text(receiver), _folder.File("images"), "--called", "DEST", "--outbox", _folder.File("outbox.db")),
            await RunAsync(ExitCode.Done, "outbox", _folder.File("outbox.db")),
            await RunAsync(ExitCode.Done, "store", "127.0.0.1", Text(port), _folder.File("images")),
            await RunAsync(ExitCode.PeerFailed, "move", "127.0.0.1", Text(port), "--to", "DEST", study),
            await RunAsync(ExitCode.PeerFailed, "move", "127.0.0.1", Text(port), "--to", "NOBODY", study),
        ];
        foreach (var stored in Directory.GetFiles(_folder.File("archive"), "*.dcm", SearchOption.AllDirectories))
        {
            File.Delete(stored);
        }

        runs.Add(await RunAsync(ExitCode.PeerFailed, "move", "127.0.0.1", Text(port), "--to", "DEST", study));
        runs.Add(await RunAsync(ExitCode.PeerFailed, "get", "127.0.0.1", Text(port), "--out", _folder.File("got"), study));
        runs.Add(await RunAsync(ExitCode.NoAssociation, "echo", "127.0.0.1", Text(ClosedPort())));
        runs.Add(await RunAsync(ExitCode.NoAssociation, "store", "127.0.0.1", Text(ClosedPort()), _folder.File("images")));
        runs.Add(await RunAsync(ExitCode.NoAssociation, "find", "127.0.0.1", Text(ClosedPort()), "PatientName=ZZMARK*"));
        runs.Add(await archive.InterruptAsync());
        runs.Add(await listener.InterruptAsync());

        AssertNothingSaid(runs);
    }

    [Fact]
    public async Task PeerSpeaksOfThePatient_AndFilesAreNamedAfterIt_LogsDoNot()
    {
        await MarkedPatient.WriteAsync(_folder.Folder("images"), "ZZMARKNAME-1.dcm", "ZZMARKNAME-2.dcm");
        await File.WriteAllTextAsync(_folder.File("images/ZZMARKNAME-3.dcm"), "no DICOM");
        await using var peer = await ActedPeer.StartAsync(static (exchange, _) =>
        {
            exchange.Respond(exchange.CreateResponse(DimseStatus.ProcessingFailure) with { ErrorComment = "No room for ZZMARKNAME" });
            return Task.FromResult(DimseStatus.ProcessingFailure);
        });

        var store = await RunAsync(ExitCode.PeerFailed, "store", "127.0.0.1", peer.Port, _folder.File("images"), "--retries", "0");
        var outbox = await RunAsync(
            ExitCode.PeerFailed, "store", "127.0.0.1", peer.Port, _folder.File("images"), "--retries", "0", "--outbox", _folder.File("outbox.db"));

        // Who sent the files is told which ones, and why.
        Assert.Contains("ZZMARKNAME-1.dcm", store.Error, StringComparison.Ordinal);
        foreach (var entry in (IEnumerable<string>)[.. store.ErrorLines, .. outbox.ErrorLines])
        {
            Assert.DoesNotMatch(@" (INF|WRN|ERR) ", entry);
        }

        MarkedPatient.AssertNotIn(Logs());
    }

    [Fact]
    public async Task PatientGoesThroughAServedNode_DashboardMetricsAndLogsDoNotNameIt()
    {
        await MarkedPatient.WriteAsync(_folder.Folder("images"), "1.dcm", "2.dcm");
        var logs = _folder.Folder("logs");
        await File.WriteAllTextAsync(_folder.File("node.conf"), $$"""
            dicom-actors {
              node { dashboard.port = 0, logging { file = "{{logs.Replace('\\', '/')}}/served.log", file-format = json } }
              archive { folder = "{{_folder.File("archive").Replace('\\', '/')}}", layout = "{PatientName}/{SOPInstanceUID}.dcm" }
              listeners.main { host = "127.0.0.1", port = 0 }
              peers.DEST { host = "127.0.0.1", port = 1, called-ae-title = "DEST" }
            }
            """);
        await using var node = RunningProgram.Start(NodeProgram.Path, "serve", "--config", _folder.File("node.conf"));
        var url = (await node.SaidAsync("dashboard on ")).Split(' ')[^1].Trim();
        var port = (await node.SaidAsync("listening on port ")).Split(' ')[3];

        List<ProgramResult> runs =
        [
            await RunAsync(ExitCode.Done, "store", "127.0.0.1", port, _folder.File("images")),
            await RunAsync(ExitCode.Done, "find", "127.0.0.1", port, "PatientName=ZZMARK*") with { Output = "" },
            await RunAsync(ExitCode.PeerFailed, "move", "127.0.0.1", port, "--to", "NOBODY", $"StudyInstanceUID={MarkedPatient.Study}"),
            await RunAsync(ExitCode.Done, "get", "127.0.0.1", port, "--out", _folder.File("got"), $"StudyInstanceUID={MarkedPatient.Study}"),
        ];
        foreach (var verb in (string[])["status", "peers", "connections"])
        {
            runs.Add(await RunAsync(ExitCode.Done, verb, "--node", url, "--json"));
        }

        using var http = new HttpClient { BaseAddress = new Uri(url) };
        List<(string, string)> answers = [];
        foreach (var path in (string[])["api/status", "api/connections", "api/peers", "api/events", "api/plots", "metrics", "health/ready"])
        {
            answers.Add((path, await http.GetStringAsync(path)));
        }

        runs.Add(await node.InterruptAsync());
        MarkedPatient.AssertNotIn(answers);
        AssertNothingSaid(runs);
        Assert.Contains(answers, static answer => answer.Item1 == "api/events" && answer.Item2.Contains("C-STORE", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>A log file of its own for each program, text and JSON by turns.</summary>
    private string[] Log()
    {
        var number = ++_logs;
        return ["--log-file", Path.Combine(_folder.Folder("logs"), $"{Text(number)}-.log"), .. number % 2 == 0 ? ["--log-json"] : (string[])[]];
    }

    private async Task<ProgramResult> RunAsync(int expected, params string[] arguments) =>
        (await NodeProgram.RunAsync([.. arguments, .. Log()])).ExpectExit(expected);

    private List<(string Where, string Text)> Logs() =>
        [.. Directory.GetFiles(_folder.File("logs")).Select(static path => ($"log {Path.GetFileName(path)}", File.ReadAllText(path)))];

    private void AssertNothingSaid(List<ProgramResult> runs)
    {
        // The command line itself holds what the user typed.
        MarkedPatient.AssertNotIn([.. runs.SelectMany(MarkedPatient.Outputs), .. Logs()]);
        Assert.Contains(Logs(), static log => log.Text.Contains("Association established", StringComparison.Ordinal));
    }
}

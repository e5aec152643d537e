using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>An instance is answered with Success only after it is on the disk, its name included: seen from the system calls.</summary>
public sealed partial class DurabilityTests
{
    private const string Strace = "/usr/bin/strace";

    [StraceFact]
    public async Task Instance_IsReceived_FileIsFlushedRenamedAndItsFolderFlushedBeforeTheResponseIsSent()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("image.dcm"), TestImage.Create());
        var calls = folder.File("calls");
        await using var listener = RunningProgram.Start(
            Strace, "-f", "-y", "-e", "trace=fsync,rename,sendto,sendmsg", "-o", calls, NodeProgram.Path, "listen", "0", "--local", "--out", folder.Folder("received"));
        var port = Port().Match(await listener.SaidAsync("listening on port ")).Groups[1].Value;

        (await NodeProgram.RunAsync("store", "127.0.0.1", port, folder.File("image.dcm"))).ExpectExit(ExitCode.Done);

        var sequence = string.Concat((await ReadAsync(calls)).Select(line => Letter(line, folder.File("received"))));
        // S: sent (A-ASSOCIATE-AC, C-STORE-RSP, A-RELEASE-RP), F: file flushed, R: renamed, D: folder flushed.
        Assert.True(Expected().IsMatch(sequence), $"expected the order SFRD+SS, got {sequence} of:\n{string.Join('\n', await ReadAsync(calls))}");
    }

    [StraceFact]
    public async Task Store_WithResume_EndsOnlyWhenTheRecordsAreOnTheDisk()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 3);
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"));
        await using var _ = listener;
        var (calls, records) = (folder.File("calls"), folder.File("sent.jsonl"));

        (await RunningProgram.RunAsync(
            Strace, "-f", "-y", "-e", "trace=fsync,write,pwrite64", "-o", calls, NodeProgram.Path, "store", "127.0.0.1",
            port.ToString(CultureInfo.InvariantCulture), folder.File("images"), "--resume", records)).ExpectExit(ExitCode.Done);

        var sequence = string.Concat((await ReadAsync(calls)).Where(line => line.Contains(records, StringComparison.Ordinal))
            .Select(static line => line.Contains("fsync", StringComparison.Ordinal) ? 'F' : 'W'));
        Assert.Equal(3, sequence.Count(static call => call == 'W'));
        Assert.EndsWith("F", sequence, StringComparison.Ordinal);
    }

    private static string Letter(string line, string received)
    {
        if (line.Contains("resumed>", StringComparison.Ordinal))
        {
            return "";
        }

        var call = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart();
        return call switch
        {
            _ when call.StartsWith("send", StringComparison.Ordinal) && call.Contains("<TCP", StringComparison.Ordinal) => "S",
            _ when call.StartsWith("send", StringComparison.Ordinal) && call.Contains("<socket:", StringComparison.Ordinal) => "S",
            _ when call.StartsWith("rename", StringComparison.Ordinal) => "R",
            _ when call.StartsWith("fsync", StringComparison.Ordinal) && Directory.Exists(Descriptor().Match(call).Groups[1].Value) => "D",
            _ when call.StartsWith("fsync", StringComparison.Ordinal) && call.Contains(received, StringComparison.Ordinal) => "F",
            _ => "",
        };
    }

    // strace may still write.
    private static async Task<string[]> ReadAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("^SFRD+SS?$")]
    private static partial Regex Expected();

    [GeneratedRegex("listening on port ([0-9]+)")]
    private static partial Regex Port();

    [GeneratedRegex("<(/[^>]*)>")]
    private static partial Regex Descriptor();

    /// <summary>Skipped where there is no strace, or it may not trace (containers often forbid it).</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class StraceFactAttribute : FactAttribute
    {
        private static readonly Lazy<string?> WhyNot = new(static () =>
        {
            if (!File.Exists(Strace))
            {
                return $"{Strace} is not installed, which shows the system calls of a program";
            }

            using var probe = Process.Start(new ProcessStartInfo(Strace, ["-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : $"{Strace} may not trace here";
        });

        public StraceFactAttribute() => Skip = WhyNot.Value;
    }
}

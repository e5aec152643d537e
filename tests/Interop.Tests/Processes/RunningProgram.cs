using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Text;

namespace DicomActors.Processes;

/// <summary>A child process with its output collected. Disposing ends it if it still runs: by its id, with its children.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    /// <summary>How long anything may take before a test gives up; long, since the machine may be busy with other tests.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly string _commandLine;

    private RunningProgram(Process process, string commandLine)
    {
        _process = process;
        _commandLine = commandLine;
    }

    /// <summary>Standard output so far.</summary>
    public string Output => Read(_output);

    /// <summary>Standard error so far.</summary>
    public string Error => Read(_error);

    public static RunningProgram Start(string program, params IEnumerable<string> arguments) => Start(program, arguments, new Dictionary<string, string>());

    public static RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Without it DCMTK waits 40 ms per message for the peer's delayed acknowledgement.
        start.Environment["TCP_NODELAY"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var running = new RunningProgram(process, $"{program} {string.Join(' ', start.ArgumentList)}");
        process.OutputDataReceived += (_, line) => Append(running._output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(running._error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return running;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramResult> RunAsync(string program, params IEnumerable<string> arguments)
    {
        await using var running = Start(program, arguments);
        return await running.EndAsync();
    }

    /// <summary>Waits for the end of the program.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"did not end within {Patience.TotalSeconds} s:\n{Snapshot(-1)}");
        }

        return Snapshot(_process.ExitCode);
    }

    /// <summary>Waits until the program listens on a TCP port, without connecting to it.</summary>
    public Task ListeningAsync(int port) => UntilAsync(
        () => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(endPoint => endPoint.Port == port),
        string.Create(CultureInfo.InvariantCulture, $"does not listen on port {port}"));

    /// <summary>Waits for a text on standard output and returns the line it is in.</summary>
    public async Task<string> SaidAsync(string text)
    {
        string? Found() => Output.Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
        await UntilAsync(() => Found() is not null, $"did not say '{text}'");
        return Found()!;
    }

    /// <summary>Asks the program to end as Ctrl-C does, and waits for it.</summary>
    public async Task<ProgramResult> InterruptAsync()
    {
        await SignalAsync("-INT");
        return await EndAsync();
    }

    /// <summary>Tells the program to read its configuration again.</summary>
    public Task HangUpAsync() => SignalAsync("-HUP");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private ProgramResult Snapshot(int exitCode) => new(_commandLine, exitCode, Output, Error);

    private async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                if (condition())
                {
                    return;
                }

                Assert.Fail($"ended early and {otherwise}:\n{Snapshot(_process.ExitCode)}");
            }

            if (started.Elapsed > Patience)
            {
                Assert.Fail($"{otherwise} after {Patience.TotalSeconds} s:\n{Snapshot(-1)}");
            }

            // Another process offers no event to await: this is the one place that looks again and again.
            await Task.Delay(BetweenLooks);
        }
    }
}

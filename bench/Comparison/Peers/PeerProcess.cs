using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Threading.Channels;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>A child process. Disposing ends it: by the end of its input, and by its id if that does not help.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private readonly Process _process;
    private readonly string _name;
    private readonly Queue<string> _lastErrors = new();
    private readonly Channel<string> _output = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    private PeerProcess(Process process)
    {
        _process = process;
        _name = $"{Path.GetFileName(process.StartInfo.FileName)} {string.Join(' ', process.StartInfo.ArgumentList.Take(3))}";
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program.</summary>
    /// <exception cref="BenchException">It cannot be started.</exception>
    public static PeerProcess Start(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in call.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var peer = new PeerProcess(process);
        process.OutputDataReceived += (_, line) => peer.OnOutput(line.Data);
        process.ErrorDataReceived += (_, line) => peer.OnError(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new BenchException($"{call.Program} cannot be started: {problem.Message}", problem);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return peer;
    }

    /// <summary>Runs a program to its end and says how long it took, its start included.</summary>
    /// <exception cref="BenchException">It failed; the message has the last lines it said.</exception>
    public static async Task<TimeSpan> TimeAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var peer = Start(call);
        await peer._process.WaitForExitAsync(cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return peer._process.ExitCode == 0 ? elapsed : throw peer.Problem($"ended with exit code {peer._process.ExitCode}");
    }

    /// <summary>Waits for a child of ours to be ready.</summary>
    /// <returns>The port it listens on; 0 if it does not listen.</returns>
    public async Task<int> ReadyAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken);
        return line.StartsWith(PeerWords.Ready, StringComparison.Ordinal)
            ? int.Parse(line.AsSpan(PeerWords.Ready.Length + 1), CultureInfo.InvariantCulture)
            : throw Problem($"said '{line}' instead of being ready");
    }

    /// <summary>Lets a child of ours do so many operations.</summary>
    public async Task<Measurement> RunAsync(long operations, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{PeerWords.Run} {operations}").AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return PeerWords.Parse(await ReadLineAsync(cancellationToken));
    }

    /// <summary>Waits until a program that says nothing listens, without connecting to it.</summary>
    public async Task ListeningAsync(int port, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(endPoint => endPoint.Port == port))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw Problem(string.Create(CultureInfo.InvariantCulture, $"does not listen on port {port}"));
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(EndPatience);
        try
        {
            // Programs that are not ours do not look at their input: they are ended at once.
            if (!_process.HasExited && !OwnProgram.IsOurs(_process.StartInfo.FileName))
            {
                _process.Kill(entireProcessTree: true);
            }

            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _output.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            await _process.WaitForExitAsync(cancellationToken);
            throw Problem($"ended with exit code {_process.ExitCode}");
        }
    }

    private void OnOutput(string? line)
    {
        if (line is null)
        {
            _output.Writer.Complete();
        }
        else
        {
            _output.Writer.TryWrite(line);
        }
    }

    private void OnError(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastErrors)
        {
            _lastErrors.Enqueue(line);
            if (_lastErrors.Count > KeptLines)
            {
                _lastErrors.Dequeue();
            }
        }
    }

    private BenchException Problem(string what)
    {
        lock (_lastErrors)
        {
            return new BenchException(_lastErrors.Count == 0 ? $"{_name} {what}." : $"{_name} {what}: {string.Join(" | ", _lastErrors)}");
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>
/// This assembly once more, in a process of its own, where nothing but the engine uses memory or descriptors. It plays one of
/// <see cref="OwnProcessRoles"/> and writes numbers, one per line.
/// </summary>
internal sealed class OwnProcess : IAsyncDisposable
{
    public const string Send = "send";
    public const string Relay = "relay";
    public const string Receive = "receive";
    public const string RunOutOfDescriptors = "run-out-of-descriptors";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly string _role;

    private OwnProcess(Process process, string role)
    {
        _process = process;
        _role = role;
    }

    /// <summary>Starts a role; those that connect need a port.</summary>
    public static OwnProcess Start(string role, long? port = null)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(OwnProcess).Assembly.Location, role])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (port is { } number)
        {
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return new OwnProcess(Process.Start(start)!, role);
    }

    /// <summary>The next number it writes.</summary>
    public async Task<long> ReadNumberAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line is not null
            ? long.Parse(line, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process '{_role}' ended early: {await _process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

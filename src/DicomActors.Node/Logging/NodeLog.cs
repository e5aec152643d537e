using System.Globalization;
using Serilog;
using Serilog.Events;

namespace DicomActors.Node.Logging;

/// <summary>The node's own log, on standard error. What actors and engine log comes in by <see cref="SerilogLogger"/>.</summary>
internal static class NodeLog
{
    /// <summary>Starts logging: warnings and errors, or everything.</summary>
    public static void Start(bool verbose) => Log.Logger = new LoggerConfiguration()
        .MinimumLevel.Is(verbose ? LogEventLevel.Verbose : LogEventLevel.Warning)
        .WriteTo.Console(
            standardErrorFromLevel: LogEventLevel.Verbose,
            outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} [{Source}]{NewLine}{Exception}",
            formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();

    /// <summary>Writes what is left.</summary>
    public static ValueTask FlushAsync() => Log.CloseAndFlushAsync();
}

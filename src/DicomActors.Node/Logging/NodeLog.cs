using System.Diagnostics.CodeAnalysis;
using DicomActors.Node.Output;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace DicomActors.Node.Logging;

/// <summary>The node's own log. What actors and engine log comes in by <see cref="SerilogLogger"/>.</summary>
internal static class NodeLog
{
    /// <summary>Starts logging, for the whole process.</summary>
    /// <exception cref="VerbException">The log file cannot be written.</exception>
    public static void Start(NodeLogOptions options)
    {
        Log.Logger = Create(options);
        TellOnceWhatIsLost();
    }

    /// <summary>A logger of its own.</summary>
    /// <exception cref="VerbException">The log file cannot be written.</exception>
    public static Logger Create(NodeLogOptions options)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Is(options.LeastLevel ?? LogEventLevel.Fatal);
        if (options.LeastLevel > LogEventLevel.Debug)
        {
            // The web server's line for each request is for those who look for a fault in it.
            configuration.MinimumLevel.Override("Microsoft", LogEventLevel.Warning);
        }

        if (options.ConsoleLevel is { } console)
        {
            configuration.WriteTo.Console(Formatter(options.ConsoleAsJson), console, standardErrorFromLevel: LogEventLevel.Verbose);
        }

        if (options is { File: { } file, FileLevel: { } level })
        {
            RequireWritable(file);
            configuration.WriteTo.File(
                Formatter(options.FileAsJson),
                file,
                level,
                options.FileSizeLimit,
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: options.RetainedFiles);
        }

        return configuration.CreateLogger();
    }

    /// <summary>The settings of an actor system that logs here.</summary>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(SerilogLogger))]
    public static string ActorSettings(NodeLogOptions options)
    {
        var level = options.LeastLevel switch
        {
            <= LogEventLevel.Debug => "DEBUG",
            LogEventLevel.Information => "INFO",
            LogEventLevel.Warning => "WARNING",
            null => "OFF",
            _ => "ERROR",
        };
        return $$"""
            akka {
              loglevel = {{level}}
              stdout-loglevel = OFF
              loggers = ["{{typeof(SerilogLogger).AssemblyQualifiedName}}"]
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
            }
            """;
    }

    /// <summary>Writes what is left.</summary>
    public static ValueTask FlushAsync() => Log.CloseAndFlushAsync();

    private static ITextFormatter Formatter(bool asJson) => asJson ? new LogJsonFormatter() : new LogLineFormatter();

    /// <summary>Serilog would lose the entries and say nothing.</summary>
    private static void RequireWritable(string file)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            Directory.CreateDirectory(folder);
            if (Directory.Exists(file))
            {
                throw new IOException("that is a folder, a file is needed.");
            }

            using var trial = new FileStream(
                Path.Combine(folder, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.BadInput, $"the log file {file} cannot be written: {problem.Message}", problem);
        }
    }

    private static void TellOnceWhatIsLost()
    {
        var told = 0;
        SelfLog.Enable(problem =>
        {
            if (Interlocked.Exchange(ref told, 1) == 0)
            {
                Say.Warning($"log entries are lost: {problem}");
            }
        });
    }
}

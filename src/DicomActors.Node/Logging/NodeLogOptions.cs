using Serilog.Events;

namespace DicomActors.Node.Logging;

/// <summary>Where the node logs, what, and how. The same for verbs that end and for the node that serves.</summary>
internal sealed record NodeLogOptions
{
    /// <summary>The least level that reaches standard error; null: nothing does. Default: warnings.</summary>
    public LogEventLevel? ConsoleLevel { get; init; } = LogEventLevel.Warning;

    /// <summary>The log file, with the day put before its extension: <c>node.log</c> becomes <c>node20260131.log</c>. Null, the default: none.</summary>
    public string? File { get; init; }

    /// <summary>The least level that reaches the file; null: nothing does. Default: information. Below it, entries may hold file names, and with them names of patients.</summary>
    public LogEventLevel? FileLevel { get; init; } = LogEventLevel.Information;

    /// <summary>Whether entries on standard error are JSON objects (CLEF), one on a line, instead of text. Default: text.</summary>
    public bool ConsoleAsJson { get; init; }

    /// <summary>Whether entries in the file are JSON objects. Default: text.</summary>
    public bool FileAsJson { get; init; }

    /// <summary>Bytes after which another file of the same day is begun. Default 32 MiB.</summary>
    public long FileSizeLimit { get; init; } = 32L << 20;

    /// <summary>Files that are kept, the newest; older ones are deleted. Default 14.</summary>
    public int RetainedFiles { get; init; } = 14;

    /// <summary>The least level anybody wants; null: nobody wants any.</summary>
    public LogEventLevel? LeastLevel => (ConsoleLevel, File is null ? null : FileLevel) switch
    {
        (null, var file) => file,
        (var console, null) => console,
        var (console, file) => console < file ? console : file,
    };
}

using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Node.Diagnostics;

/// <summary>What <c>--dump</c> and <c>--capture</c> ask for.</summary>
internal sealed class TrafficRecording : IDisposable
{
    private readonly CaptureWriter? _capture;
    private readonly string? _path;

    private TrafficRecording(DumpWriter? dump, CaptureWriter? capture, string? path)
    {
        _capture = capture;
        _path = path;
        Inspector = dump is not null && capture is not null ? new InspectorPair(dump, capture) : (DicomInspector?)dump ?? capture;
    }

    /// <summary>What the engine shall call; null if nothing was asked for.</summary>
    public DicomInspector? Inspector { get; }

    /// <summary>Starts what was asked for.</summary>
    /// <exception cref="VerbException">The capture file cannot be written.</exception>
    public static TrafficRecording Start(ParseResult arguments)
    {
        var dump = arguments.GetValue(NodeCommand.Dump) ? new DumpWriter(Console.Error, withDatasets: true) : null;
        var path = arguments.GetValue(NodeCommand.Capture);
        try
        {
            return new TrafficRecording(dump, path is null ? null : CaptureWriter.Create(path), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.BadInput, $"--capture {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Closes the capture, and says so if it is not whole.</summary>
    public void Dispose()
    {
        _capture?.Dispose();
        if (_capture is { IsTruncated: true })
        {
            Say.Warning($"--capture {_path}: not everything was recorded; the disk is full, or the file has reached its limit of 1 GiB.");
        }
    }
}

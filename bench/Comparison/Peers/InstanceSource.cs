using DicomActors.Protocol.Content;

namespace Comparison.Peers;

/// <summary>The instances of a folder, over and over: each opened when it is needed, or held in memory.</summary>
internal sealed class InstanceSource
{
    private readonly string[] _files;
    private readonly MemoryContent[]? _held;

    private InstanceSource(string[] files, MemoryContent[]? held)
    {
        _files = files;
        _held = held;
    }

    /// <summary>Reads the names of the files and, if wanted, the files.</summary>
    public static async Task<InstanceSource> OpenAsync(string folder, bool holds)
    {
        var files = Directory.GetFiles(folder, "*.dcm");
        Array.Sort(files, StringComparer.Ordinal);
        return new InstanceSource(files, holds ? await Task.WhenAll(files.Select(ReadAsync)) : null);
    }

    /// <summary>The instances, if they are held in memory.</summary>
    public IReadOnlyList<MemoryContent> Held => _held ?? [];

    /// <summary>The content of one request.</summary>
    public async ValueTask<DicomContent> NextAsync(long number) =>
        _held is null ? await FileContent.OpenPart10Async(_files[number % _files.Length]) : _held[number % _held.Length];

    private static async Task<MemoryContent> ReadAsync(string path)
    {
        var file = await FileContent.OpenPart10Async(path);
        var bytes = await File.ReadAllBytesAsync(path);
        return new MemoryContent(file.SopClassUid, file.SopInstanceUid, file.TransferSyntax, bytes.AsMemory((int)file.Offset));
    }
}

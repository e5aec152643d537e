using DicomActors.Archive.Index;

namespace DicomActors.Archive.Tests.Index;

/// <summary>A folder of an archive with its index, gone afterwards.</summary>
public sealed class IndexFolder : IAsyncDisposable
{
    private static readonly string[] Suffixes = ["", "-wal"];
    private readonly string _root = Directory.CreateTempSubdirectory("dicomactors-index-").FullName;
    private readonly List<ArchiveIndex> _open = [];

    private IndexFolder()
    {
    }

    public static IndexFolder Create() => new();

    /// <summary>Where the instances are.</summary>
    public string Instances => Directory.CreateDirectory(Path.Combine(_root, "instances")).FullName;

    public string IndexPath => Path.Combine(_root, "index.db");

    public async Task<ArchiveIndex> OpenAsync(string? path = null)
    {
        var index = await ArchiveIndex.OpenAsync(new ArchiveIndexOptions(path ?? IndexPath));
        _open.Add(index);
        return index;
    }

    /// <summary>The index as it would be found if the process had been killed now: what is on disk, and no more.</summary>
    public async Task<ArchiveIndex> OpenAsAfterKillAsync()
    {
        var copy = Path.Combine(_root, "killed.db");
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(IndexPath + suffix)))
        {
            File.Copy(IndexPath + suffix, copy + suffix);
        }

        return await OpenAsync(copy);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var index in _open)
        {
            await index.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }
}

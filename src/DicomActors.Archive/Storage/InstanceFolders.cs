using DicomActors.Protocol.Content;

namespace DicomActors.Archive.Storage;

/// <summary>The folders of the instances: made as needed, and flushed to disk after new names came into them. For one thread.</summary>
internal sealed class InstanceFolders(string root)
{
    private const int MostKnown = 10_000;

    private readonly HashSet<string> _touched = [];

    // Folders whose own names are known to be durable, up to the root.
    private readonly HashSet<string> _known = [];

    /// <summary>Gives a file its name, in a folder that is made if it is not there.</summary>
    /// <exception cref="IOException">It cannot get it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Move(StagedFile file, string path)
    {
        try
        {
            file.MoveTo(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Never there, or taken away by somebody: then its parents are no longer known either.
            _known.Clear();
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.MoveTo(path);
        }

        Touch(path);
    }

    /// <summary>The name of a file must become durable.</summary>
    public void Touch(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        _touched.Add(folder);
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        // A folder's name is in the folder above it; one that is new to this process may not be on the disk yet.
        while (folder.Length > root.Length && _known.Add(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
            _touched.Add(folder);
        }
    }

    /// <summary>Flushes the folders that got new names. Blocks.</summary>
    public void FlushTouched()
    {
        foreach (var folder in _touched)
        {
            DurableFolder.Flush(folder);
        }

        _touched.Clear();
    }
}

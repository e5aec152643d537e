namespace DicomActors.Node.Demo;

/// <summary>A temporary folder of the demonstration, gone when it ends.</summary>
internal sealed class DemoFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    public DemoFolder() => Root = Directory.CreateTempSubdirectory("dicomactors-demo-").FullName;

    private string Root { get; }

    /// <summary>Makes a folder inside.</summary>
    public string Add(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Root, recursive: true);
}

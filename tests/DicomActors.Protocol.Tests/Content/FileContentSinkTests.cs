using DicomActors.Protocol.Content;

namespace DicomActors.Protocol.Tests.Content;

public sealed class FileContentSinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sink-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task BeforeComplete_TheFileDoesNotExistUnderItsName()
    {
        var path = Path.Combine(_folder.FullName, "a.dcm");
        await using var sink = new FileContentSink(path, null);
        await sink.WriteAsync(new byte[10], CancellationToken.None);
        await sink.WriteAsync(new byte[300_000], CancellationToken.None);
        Assert.False(File.Exists(path));
        await sink.CompleteAsync(CancellationToken.None);
        Assert.Equal(300_010, new FileInfo(path).Length);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task Discard_LeavesNothing()
    {
        await using var sink = new FileContentSink(Path.Combine(_folder.FullName, "a.dcm"), null);
        await sink.WriteAsync(new byte[300_000], CancellationToken.None);
        await sink.DiscardAsync();
        Assert.Empty(_folder.GetFiles());
    }
}

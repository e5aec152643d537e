using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Content;

/// <summary>What is sent of a file: that of the moment when the transfer begins, whether or not it was kept since its header was read.</summary>
public sealed class FileContentTests : IDisposable
{
    private static readonly byte[] Meta =
        new FileMetaInformation(SopClasses.CtImageStorage, new Uid("1.2.3"), TransferSyntax.ExplicitVRLittleEndian).Encode();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("content-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(8_000)]
    [InlineData(100_000)]
    public async Task File_OpenedTwice_GivesItsDataSetBothTimes(int length)
    {
        var (path, bytes) = Write("a.dcm", length);
        var content = await FileContent.OpenPart10Async(path);
        Assert.Equal((length, Meta.Length, path), (content.Length, content.Offset, content.Path));
        Assert.Equal(bytes, await ReadAsync(content));
        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task MoreSmallFilesThanAreKept_Opened_AllGiveTheirOwnDataSet()
    {
        var contents = new List<(FileContent Content, byte[] Bytes)>();
        for (var i = 0; i < 300; i++)
        {
            var (path, bytes) = Write($"{i}.dcm", 100 + i);
            contents.Add((await FileContent.OpenPart10Async(path), bytes));
        }

        foreach (var (content, bytes) in contents)
        {
            Assert.Equal(bytes, await ReadAsync(content));
        }
    }

    [Fact]
    public async Task SmallFile_WrittenAnewAfterItsHeaderWasRead_GivesWhatIsThereNow()
    {
        var (path, _) = Write("a.dcm", 1000);
        var content = await FileContent.OpenPart10Async(path);
        var (_, bytes) = Write("a.dcm", 1000);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task SmallFile_GoneAfterItsHeaderWasRead_CannotBeOpened()
    {
        var (path, _) = Write("a.dcm", 1000);
        var content = await FileContent.OpenPart10Async(path);
        File.Delete(path);
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await content.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LinkToASmallFile_ThatLeadsElsewhereByNow_GivesWhatItLeadsTo()
    {
        var (first, _) = Write("a.dcm", 1000);
        var (second, bytes) = Write("b.dcm", 1000);
        var link = Path.Combine(_folder.FullName, "link.dcm");
        File.CreateSymbolicLink(link, first);
        var content = await FileContent.OpenPart10Async(link);
        File.Delete(link);
        File.CreateSymbolicLink(link, second);
        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Fact]
    public void LinkToAFile_IsContent_HasTheLengthOfTheFile()
    {
        var (file, _) = Write("a.dcm", 1000);
        var link = Path.Combine(_folder.FullName, "link.dcm");
        File.CreateSymbolicLink(link, file);
        var content = new FileContent(link, SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(new FileInfo(file).Length, content.Length);
    }

    [Fact]
    public async Task NoDicomFile_Opened_TellsWhy()
    {
        var path = Path.Combine(_folder.FullName, "a.txt");
        await File.WriteAllTextAsync(path, "nothing of the kind");
        var (content, error) = await FileContent.TryOpenPart10Async(path);
        Assert.Null(content);
        Assert.Equal(DatasetErrorCode.NotDicom, error!.Code);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await FileContent.OpenPart10Async(path));
    }

    private static async Task<byte[]> ReadAsync(FileContent content)
    {
        await using var reader = await content.OpenAsync(CancellationToken.None);
        using var read = new MemoryStream();
        var buffer = new byte[700];
        for (int count; (count = await reader.ReadAsync(buffer, CancellationToken.None)) > 0;)
        {
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private (string Path, byte[] Bytes) Write(string name, int length)
    {
        var path = Path.Combine(_folder.FullName, name);
        var bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        File.WriteAllBytes(path, [.. Meta, .. bytes]);
        return (path, bytes);
    }
}

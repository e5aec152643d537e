using DicomActors.Node.CommandLine;
using DicomActors.Node.Storing;
using DicomActors.Processes;
using DicomActors.Protocol.Content;

namespace DicomActors.Node.Tests;

/// <summary>The report file of <c>store --resume</c>.</summary>
public sealed class AcceptedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Report => _folder.File("sent.jsonl");

    [Fact]
    public async Task File_IsAdded_IsKnownToTheNextRunAndToNoOtherPeer()
    {
        var (first, second) = (await FileAsync(1), await FileAsync(2));
        using (var accepted = AcceptedFiles.Open(Report, To("A")))
        {
            accepted.Add(first);
        }

        using (var again = AcceptedFiles.Open(Report, To("A")))
        {
            Assert.True(again.Contains(first));
            Assert.False(again.Contains(second));
        }

        using var other = AcceptedFiles.Open(Report, To("B"));
        Assert.False(other.Contains(first));
    }

    [Fact]
    public async Task File_IsChangedAfterwards_IsSentAgain()
    {
        var file = await FileAsync(1);
        using var accepted = AcceptedFiles.Open(Report, To("A"));
        accepted.Add(file);

        File.SetLastWriteTimeUtc(file.Path, File.GetLastWriteTimeUtc(file.Path).AddSeconds(1));

        Assert.False(accepted.Contains(file));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task LastLine_IsCutShort_TheOthersCountAndTheNextIsAddedBehindThem(int missing)
    {
        var (first, second) = (await FileAsync(1), await FileAsync(2));
        using (var accepted = AcceptedFiles.Open(Report, To("A")))
        {
            accepted.Add(first);
            accepted.Add(second);
        }

        var whole = await File.ReadAllBytesAsync(Report);
        await File.WriteAllBytesAsync(Report, whole[..^missing]);

        using (var resumed = AcceptedFiles.Open(Report, To("A")))
        {
            Assert.True(resumed.Contains(first));
            Assert.Equal(missing == 1, resumed.Contains(second));
            resumed.Add(second);
        }

        using var again = AcceptedFiles.Open(Report, To("A"));
        Assert.True(again.Contains(first));
        Assert.True(again.Contains(second));
    }

    [Theory]
    [InlineData("not a report")]
    [InlineData("{\"name\":1}\n")]
    [InlineData("{\"peer\":\"A\"}\n{\"peer\":\"A\"}\n")]
    public async Task File_IsSomethingElse_IsRefusedAndNotChanged(string content)
    {
        await File.WriteAllTextAsync(Report, content);

        var problem = Assert.Throws<VerbException>(() => AcceptedFiles.Open(Report, To("A")).Dispose());

        Assert.Equal(ExitCode.BadInput, problem.ExitCode);
        Assert.Equal(content, await File.ReadAllTextAsync(Report));
    }

    [Fact]
    public void TwoRuns_ShareAFile_TheSecondIsRefused()
    {
        using var first = AcceptedFiles.Open(Report, To("A"));

        Assert.Equal(ExitCode.BadInput, Assert.Throws<VerbException>(() => AcceptedFiles.Open(Report, To("A")).Dispose()).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<StoreFile> FileAsync(int number)
    {
        var path = _folder.File($"{number}.dcm");
        await File.WriteAllBytesAsync(path, TestImage.Create(number));
        return new StoreFile(path, await FileContent.OpenPart10Async(path));
    }

    private static Peer To(string title) => new()
    {
        Host = "localhost", Port = 104, CallingAETitle = "US", CalledAETitle = title,
        ConnectTimeout = TimeSpan.FromSeconds(1), ResponseTimeout = TimeSpan.FromSeconds(1),
    };
}

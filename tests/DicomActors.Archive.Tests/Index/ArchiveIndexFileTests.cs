using DicomActors.Archive.Index;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Tests.Index;

public sealed class ArchiveIndexFileTests
{
    [Fact]
    public async Task Index_OpenedTwice_SaysThatItIsInUse()
    {
        await using var folder = IndexFolder.Create();
        await folder.OpenAsync();

        var refused = await Assert.ThrowsAsync<ArchiveIndexException>(() => folder.OpenAsync());

        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_ClosedAndOpened_HasWhatWasAdded()
    {
        await using var folder = IndexFolder.Create();
        var first = await folder.OpenAsync();
        await first.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1")]);
        await first.DisposeAsync();

        Assert.Equal("1.1", await (await folder.OpenAsync()).StudiesAsync("StudyInstanceUID"));
    }

    [Theory]
    [InlineData("CREATE TABLE other (id INTEGER)", "something else")]
    [InlineData("PRAGMA application_id = 1145260376; PRAGMA user_version = 99; CREATE TABLE other (id INTEGER)", "another version")]
    public async Task Database_OfSomethingElse_IsRefusedAndLeftAlone(string statement, string expected)
    {
        await using var folder = IndexFolder.Create();
        await using (var connection = new SqliteConnection($"Data Source={folder.IndexPath};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<ArchiveIndexException>(() => folder.OpenAsync());

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNoDatabase_IsRefused()
    {
        await using var folder = IndexFolder.Create();
        await File.WriteAllTextAsync(folder.IndexPath, new string('x', 5000));

        var refused = await Assert.ThrowsAsync<ArchiveIndexException>(() => folder.OpenAsync());

        Assert.Contains("rebuild", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_InAFolderThatDoesNotExist_IsRefused()
    {
        await using var folder = IndexFolder.Create();

        await Assert.ThrowsAsync<ArchiveIndexException>(() => folder.OpenAsync(Path.Combine(folder.Instances, "none", "index.db")));
    }
}

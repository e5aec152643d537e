using DicomActors.Archive.Storage;
using DicomActors.Protocol.Dimse;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Storage;

public sealed class StorageFailureTests(ITestOutputHelper output) : ArchiveStoreSpec(output)
{
    private static void AssertRefused(DimseResponse response, string comment)
    {
        Assert.Equal(DimseStatus.OutOfResources, response.Status);
        Assert.Contains(comment, response.ErrorComment, StringComparison.Ordinal);
        Assert.DoesNotContain("/", response.ErrorComment, StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task DiskGetsFull_Stored_IsRefusedLeavesNothingAndGoesOn()
    {
        using var disk = SmallDisk.TryMount(Folder, megabytes: 2)!;
        var connection = await AssociateAsync(await StartAsync(Options));

        var tooLarge = await StoreAsync(connection, Datasets.Create(1, pixels: 5_000_000));
        var small = await StoreAsync(connection, Datasets.Create(2, pixels: 100_000));

        AssertRefused(tooLarge, "disk is full");
        Assert.Equal(DimseStatus.Success, small.Status);
        Assert.Equal(["1/1.2/1.2.3.2.dcm"], Everything);
    }

    [Fact]
    public async Task FreeSpaceBelowTheMinimum_Stored_IsRefusedUntilThereIsRoom()
    {
        var time = new ManualTimeProvider();
        var free = 1_000_000L;
        var looks = 0;
        var space = new FreeSpace(900_000, time, () =>
        {
            looks++;
            return Interlocked.Read(ref free);
        });
        var connection = await AssociateAsync(await StartAsync(Handler(Options, register: null, space)));

        var fits = await StoreAsync(connection, Datasets.Create(1, pixels: 10_000));
        var tooLarge = await StoreAsync(connection, Datasets.Create(2, pixels: 200_000));
        Interlocked.Exchange(ref free, 900_000);
        time.Advance(TimeSpan.FromSeconds(1));
        var none = await StoreAsync(connection, Datasets.Create(3, pixels: 10_000));
        var looksSoFar = looks;
        var noneEither = await StoreAsync(connection, Datasets.Create(4, pixels: 10_000));
        Assert.Equal(looksSoFar, looks); // Not per instance.
        Interlocked.Exchange(ref free, 2_000_000);
        time.Advance(TimeSpan.FromSeconds(1));
        var again = await StoreAsync(connection, Datasets.Create(5, pixels: 10_000));

        Assert.Equal((DimseStatus.Success, DimseStatus.Success), (fits.Status, again.Status));
        Assert.All([tooLarge, none, noneEither], response => AssertRefused(response, "free space"));
        Assert.Equal(["1/1.2/1.2.3.1.dcm", "1/1.2/1.2.3.5.dcm"], Everything);
    }

    [Fact]
    public async Task PlaceCannotBeMade_Stored_IsRefusedAndGoesOn()
    {
        // A file where the study's folder should be: what a wrong permission is to a user who is not root.
        await File.WriteAllTextAsync(Path.Combine(Folder, "1"), "in the way");
        var connection = await AssociateAsync(await StartAsync(Options with { Layout = StorageLayout.Parse("{StudyInstanceUID}/{SOPInstanceUID}.dcm") }));

        var refused = await StoreAsync(connection, Datasets.Create());
        File.Delete(Path.Combine(Folder, "1"));
        var stored = await StoreAsync(connection, Datasets.Create());

        AssertRefused(refused, "archive");
        Assert.Equal(DimseStatus.Success, stored.Status);
        Assert.Equal(["1/1.2.3.1.dcm"], Everything);
    }

    [Fact]
    public async Task TemporaryFolderIsGone_Stored_IsRefusedAndTheAssociationLivesOn()
    {
        var connection = await AssociateAsync(await StartAsync(Options));
        var incoming = Assert.Single(Directory.GetDirectories(Path.Combine(Folder, ".incoming")));
        Directory.Delete(incoming, recursive: true);

        var refused = await StoreAsync(connection, Datasets.Create());
        Directory.CreateDirectory(incoming);
        var stored = await StoreAsync(connection, Datasets.Create());

        AssertRefused(refused, "archive");
        Assert.Equal(DimseStatus.Success, stored.Status);
    }

    [Fact]
    public async Task IndexFails_Stored_IsRefusedAndCanComeAgain()
    {
        var fails = true;
        var registered = new List<StoredInstance>();
        var handler = Handler(
            Options with { Duplicates = DuplicatePolicy.Refuse },
            (instances, _) =>
            {
                registered.AddRange(instances);
                return fails ? throw new InvalidOperationException("the index of a test fails") : ValueTask.CompletedTask;
            },
            freeSpace: null);
        var connection = await AssociateAsync(await StartAsync(handler));

        var refused = await StoreAsync(connection, Datasets.Create());
        fails = false;
        var other = await StoreAsync(connection, Datasets.Create(2));

        AssertRefused(refused, "index");
        Assert.Equal(DimseStatus.Success, other.Status);
        Assert.Equal(2, registered.Count);
    }

    [Theory]
    [InlineData(28, "The archive's disk is full")]
    [InlineData(122, "The archive's disk quota is used up")]
    [InlineData(30, "The archive's folder cannot be written to")]
    [InlineData(5, "The archive could not write the instance")]
    public void FileError_From_IsOutOfResourcesWithoutAnyPath(int error, string comment)
    {
        var failure = StorageFailure.From(new IOException("Disk full: '/srv/DOE^JOHN/1.dcm'", error));

        Assert.Equal((DimseStatus.OutOfResources, comment), (failure.Status, failure.ErrorComment));
    }
}

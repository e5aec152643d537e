using DicomActors.Archive.Index;
using DicomActors.Archive.Storage;

namespace DicomActors.Archive.Tests.Index;

public sealed class ReconcileTests : IAsyncLifetime
{
    private static readonly StoredInstance First = Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientID=A");
    private static readonly StoredInstance Second = Sample.Instance("1.2", "1.2.1", "1.2.1.1", "PatientID=B");

    private readonly IndexFolder _folder = IndexFolder.Create();
    private ArchiveIndex _index = null!;

    public async Task InitializeAsync() => _index = await _folder.OpenAsync();

    public async Task DisposeAsync() => await _folder.DisposeAsync();

    [Fact]
    public async Task Index_AfterAKill_AddsWhatIsOnlyOnDiskAndRemovesWhatIsOnlyInTheIndex()
    {
        await Sample.WriteAsync(_folder.Instances, First);
        await _index.AddAsync([Second]);

        var index = await _folder.OpenAsAfterKillAsync();
        var result = await index.ReconcileAsync(_folder.Instances);

        Assert.Equal((true, 1L, 1L), (result.WasNeeded, result.Added, result.Removed));
        Assert.Equal("1.1", await index.StudiesAsync("StudyInstanceUID"));
        Assert.Equal("A", await index.StudiesAsync("PatientID"));
    }

    [Fact]
    public async Task Index_ClosedProperly_DoesNotLookAgain()
    {
        await _index.ReconcileAsync(_folder.Instances);
        await Sample.WriteAsync(_folder.Instances, First);
        await _index.AddAsync([First]);
        await _index.DisposeAsync();

        var result = await (await _folder.OpenAsync()).ReconcileAsync(_folder.Instances);

        Assert.False(result.WasNeeded, "After a proper close nothing should be compared.");
    }

    [Fact]
    public async Task Index_ClosedBeforeItWasCompared_LooksAgain()
    {
        await _index.DisposeAsync();

        var result = await (await _folder.OpenAsync()).ReconcileAsync(_folder.Instances);

        Assert.True(result.WasNeeded, "An index that never agreed with its folder should be compared.");
    }

    [Fact]
    public async Task Index_KilledInALaterSession_LooksAgainButReadsOnlyWhatIsNew()
    {
        await WriteLongAgoAsync(First);
        await _index.ReconcileAsync(_folder.Instances);
        await _index.DisposeAsync();
        await _folder.OpenAsync();
        await Sample.WriteAsync(_folder.Instances, Second);

        var progress = new List<ReconcileProgress>();
        var result = await (await _folder.OpenAsAfterKillAsync()).ReconcileAsync(_folder.Instances, new Reports(progress.Add));

        Assert.Equal((true, 2L, 1L, 0L), (result.WasNeeded, result.Files, result.Added, result.Removed));
        Assert.Equal(new ReconcileProgress(2, 1), progress[^1]);
    }

    [Fact]
    public async Task File_ReplacedWithoutTheIndexBeingTold_IsReadAgain()
    {
        await WriteLongAgoAsync(First);
        await _index.ReconcileAsync(_folder.Instances);
        await _index.DisposeAsync();
        await _folder.OpenAsync();
        await Sample.WriteAsync(_folder.Instances, Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientID=Z"));

        var index = await _folder.OpenAsAfterKillAsync();
        await index.ReconcileAsync(_folder.Instances);

        Assert.Equal("Z", await index.StudiesAsync("PatientID"));
    }

    [Fact]
    public async Task FilesThatAreNoInstances_AreLeftOutAndNamed()
    {
        await Sample.WriteAsync(_folder.Instances, First);
        await File.WriteAllTextAsync(Path.Combine(_folder.Instances, "notes.txt"), "notes");
        await File.WriteAllTextAsync(Path.Combine(_folder.Instances, ".9.dcm.abc.part"), "half");
        await File.WriteAllTextAsync(Path.Combine(_folder.Instances, "8.dcm.part"), "half");
        await Sample.WriteAsync(_folder.Instances, Second with { RelativePath = ".incoming/1/2.dcm" });

        var result = await _index.ReconcileAsync(_folder.Instances);

        Assert.Equal(["notes.txt"], result.Unreadable);
        Assert.Equal((2L, 1L), (result.Files, result.Added));
    }

    [Fact]
    public async Task InstanceInTwoFiles_IsIndexedOnce()
    {
        await Sample.WriteAsync(_folder.Instances, First);
        await _index.AddAsync([First]);
        await Sample.WriteAsync(_folder.Instances, First with { RelativePath = "copy/of.dcm" });

        var result = await _index.ReconcileAsync(_folder.Instances);

        Assert.Equal((1L, 0L), (result.Duplicates, result.Removed));
        Assert.Equal(First.RelativePath, (await _index.LocateAsync([First.SopInstanceUid]))[First.SopInstanceUid].RelativePath);
    }

    [Fact]
    public async Task Rebuild_OfAnIndexThatIsWrong_MakesItAnew()
    {
        for (var i = 0; i < 450; i++)
        {
            await Sample.WriteAsync(_folder.Instances, Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1", $"PatientID=P{i}"));
        }

        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "7.7"), Sample.Instance("9.1", "9.1.1", "9.1.1.1")]);

        var result = await _index.RebuildAsync(_folder.Instances);

        Assert.Equal((450L, 450L), (result.Files, result.Added));
        Assert.Equal((450L, 450L), ((await _index.CountAsync()).Studies, (await _index.CountAsync()).Instances));
        Assert.Equal("1.77", await _index.StudiesAsync("StudyInstanceUID", "PatientID=P77"));
    }

    [Fact]
    public async Task Rebuild_Cancelled_IsFinishedByTheNextReconcile()
    {
        for (var i = 0; i < 450; i++)
        {
            await Sample.WriteAsync(_folder.Instances, Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1"));
        }

        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _index.RebuildAsync(_folder.Instances, new Reports(_ => cancel.Cancel()), cancel.Token).AsTask());
        Assert.InRange((await _index.CountAsync()).Instances, 1, 449);

        await _index.ReconcileAsync(_folder.Instances);

        Assert.Equal(450, (await _index.CountAsync()).Instances);
    }

    private async Task WriteLongAgoAsync(StoredInstance instance)
    {
        await Sample.WriteAsync(_folder.Instances, instance);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Instances, instance.RelativePath), DateTime.UtcNow.AddDays(-1));
    }

    private sealed class Reports(Action<ReconcileProgress> report) : IProgress<ReconcileProgress>
    {
        public void Report(ReconcileProgress value) => report(value);
    }
}

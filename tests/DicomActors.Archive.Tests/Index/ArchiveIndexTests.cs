using DicomActors.Archive.Index;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Tests.Index;

public sealed class ArchiveIndexTests : IAsyncLifetime
{
    private readonly IndexFolder _folder = IndexFolder.Create();
    private ArchiveIndex _index = null!;

    public async Task InitializeAsync() => _index = await _folder.OpenAsync();

    public async Task DisposeAsync() => await _folder.DisposeAsync();

    [Fact]
    public async Task Instances_Added_AreFoundAtEveryLevel()
    {
        await _index.AddAsync(
        [
            Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientID=A", "PatientName=DOE^JOHN", "InstanceNumber=1"),
            Sample.Instance("1.1", "1.1.1", "1.1.1.2", "PatientID=A", "PatientName=DOE^JOHN", "InstanceNumber=2"),
            Sample.Instance("1.2", "1.2.1", "1.2.1.1", "PatientID=A", "PatientName=DOE^JOHN"),
            Sample.Instance("1.3", "1.3.1", "1.3.1.1", "PatientID=B", "PatientName=ROE^JANE"),
        ]);

        Assert.Equal("A B", await _index.FindAsync("PatientID", Sample.Query(SopClasses.PatientRootFind, "PATIENT", "PatientID")));
        Assert.Equal("1.1 1.2", await _index.FindAsync("StudyInstanceUID", Sample.Query(SopClasses.PatientRootFind, "STUDY", "PatientID=A", "StudyInstanceUID")));
        Assert.Equal("1.1.1", await _index.FindAsync("SeriesInstanceUID", Sample.Query(SopClasses.StudyRootFind, "SERIES", "StudyInstanceUID=1.1", "SeriesInstanceUID")));
        Assert.Equal(
            "1.1.1.1 1.1.1.2",
            await _index.FindAsync("SOPInstanceUID", Sample.Query(SopClasses.StudyRootFind, "IMAGE", "StudyInstanceUID=1.1", "SeriesInstanceUID=1.1.1", "SOPInstanceUID")));
        Assert.Equal(new ArchiveCounts(2, 3, 3, 4, 4000), await _index.CountAsync());
    }

    [Fact]
    public async Task ComputedAttributes_AskedFor_SayWhatIsThere()
    {
        await _index.AddAsync(
        [
            Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientID=A"),
            Sample.Instance("1.1", "1.1.2", "1.1.2.1", "PatientID=A", "Modality=PT"),
            Sample.Instance("1.1", "1.1.2", "1.1.2.2", "PatientID=A", "Modality=PT"),
            Sample.Instance("1.2", "1.2.1", "1.2.1.1", "PatientID=A"),
        ]);

        foreach (var (keyword, expected) in new[]
        {
            ("ModalitiesInStudy", @"CT\PT"), ("NumberOfStudyRelatedSeries", "2"), ("NumberOfStudyRelatedInstances", "3"), ("NumberOfPatientRelatedStudies", "2"),
            ("NumberOfPatientRelatedSeries", "3"), ("NumberOfPatientRelatedInstances", "4"), ("SOPClassesInStudy", SopClasses.CtImageStorage.Value),
            ("InstanceAvailability", "ONLINE"),
        })
        {
            var found = await _index.StudiesAsync(keyword, "StudyInstanceUID=1.1");
            Assert.True(expected == found, $"{keyword} should be {expected}, was {found}");
        }

        Assert.Equal("1.1", await _index.StudiesAsync("StudyInstanceUID", "ModalitiesInStudy=PT"));
        Assert.Equal("1.1 1.2", await _index.StudiesAsync("StudyInstanceUID", @"ModalitiesInStudy=PT\CT"));
        Assert.Equal("2", await _index.FindAsync("NumberOfSeriesRelatedInstances", Sample.Query(
            SopClasses.StudyRootFind, "SERIES", "StudyInstanceUID=1.1", "SeriesInstanceUID=1.1.2", "NumberOfSeriesRelatedInstances")));
    }

    [Fact]
    public async Task SameInstance_AddedAgain_Replaces()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "InstanceNumber=1", "PatientID=A", "StudyDescription=FIRST")]);
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "InstanceNumber=2", "PatientID=A")]);

        Assert.Equal("2", await _index.FindAsync("InstanceNumber", Sample.Query(
            SopClasses.StudyRootFind, "IMAGE", "StudyInstanceUID=1.1", "SeriesInstanceUID=1.1.1", "InstanceNumber")));
        Assert.Equal("FIRST", await _index.StudiesAsync("StudyDescription"));
    }

    [Fact]
    public async Task Study_ContradictedByALaterInstance_BelievesTheLaterOne()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientID=A", "PatientName=WRONG")]);
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.2", "PatientID=B", "PatientName=RIGHT")]);

        Assert.Equal("B", await _index.FindAsync("PatientID", Sample.Query(SopClasses.PatientRootFind, "PATIENT", "PatientID")));
        Assert.Equal("", await _index.StudiesAsync("StudyInstanceUID", "PatientName=WRONG"));
        Assert.Equal("1.1", await _index.StudiesAsync("StudyInstanceUID", "PatientName=RIGHT"));
    }

    [Fact]
    public async Task Instance_ComesAgainInAnotherStudy_MovesThereAndLeavesNothingBehind()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "9.9", "PatientName=OLD")]);
        await _index.AddAsync([Sample.Instance("1.2", "1.2.1", "9.9", "PatientName=NEW")]);

        Assert.Equal("1.2", await _index.StudiesAsync("StudyInstanceUID"));
        Assert.Equal(1, (await _index.CountAsync()).Series);
        Assert.Equal("", await _index.StudiesAsync("StudyInstanceUID", "PatientName=OLD"));
    }

    [Fact]
    public async Task Series_ComesAgainInAnotherStudy_MovesWithItsInstances()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.9", "1.9.1"), Sample.Instance("1.1", "1.9", "1.9.2")]);
        await _index.AddAsync([Sample.Instance("1.2", "1.9", "1.9.3")]);

        Assert.Equal("3", await _index.StudiesAsync("NumberOfStudyRelatedInstances"));
        Assert.Equal("1.2", await _index.StudiesAsync("StudyInstanceUID"));
    }

    [Fact]
    public async Task PatientsWithoutId_OfDifferentNames_AreNotOne()
    {
        await _index.AddAsync(
        [
            Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientName=UNKNOWN^A"), Sample.Instance("1.2", "1.2.1", "1.2.1.1", "PatientName=UNKNOWN^B"),
        ]);

        Assert.Equal("UNKNOWN^A UNKNOWN^B", await _index.FindAsync("PatientName", Sample.Query(SopClasses.PatientRootFind, "PATIENT", "PatientName")));
    }

    [Fact]
    public async Task InstanceWithoutStudy_Added_IsLocatedButNotFound()
    {
        await _index.AddAsync([Sample.Instance("", "", "5.5"), Sample.Instance("1.1", "1.1.1", "1.1.1.1")]);

        var located = await _index.LocateAsync([new Uid("5.5"), new Uid("1.1.1.1"), new Uid("7.7")]);

        Assert.Equal(["1.1.1.1", "5.5"], located.Keys.Select(uid => uid.Value).Order(StringComparer.Ordinal));
        Assert.Equal("1.1", located[new Uid("1.1.1.1")].StudyInstanceUid.Value);
        Assert.Equal("1.1/1.1.1/1.1.1.1.dcm", located[new Uid("1.1.1.1")].RelativePath);
        Assert.Equal("1.1", await _index.StudiesAsync("StudyInstanceUID"));
    }

    [Fact]
    public async Task Retrieve_OfAStudy_SelectsItsInstancesInOrder()
    {
        await _index.AddAsync(
        [
            Sample.Instance("1.1", "1.1.2", "1", "SeriesNumber=2", "InstanceNumber=10"),
            Sample.Instance("1.1", "1.1.2", "2", "SeriesNumber=2", "InstanceNumber=9"),
            Sample.Instance("1.1", "1.1.1", "3", "SeriesNumber=10", "InstanceNumber=1"),
            Sample.Instance("1.2", "1.2.1", "4"), Sample.Instance("1.3", "1.3.1", "5"),
        ]);

        var one = await _index.SelectAsync(Sample.Query(SopClasses.StudyRootMove, "STUDY", "StudyInstanceUID=1.1"));
        var two = await _index.SelectAsync(Sample.Query(SopClasses.StudyRootGet, "STUDY", @"StudyInstanceUID=1.1\1.3"));

        Assert.Equal(["2", "1", "3"], one.Select(instance => instance.SopInstanceUid.Value));
        Assert.Equal(["2", "1", "3", "5"], two.Select(instance => instance.SopInstanceUid.Value));
    }

    [Fact]
    public async Task Query_UnderWay_SeesTheIndexAsItWasWhenItBegan()
    {
        await _index.AddAsync([.. Enumerable.Range(0, 200).Select(i => Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1"))]);

        var found = 0;
        await foreach (var _ in _index.FindAsync(Sample.Query(SopClasses.StudyRootFind, "STUDY", "StudyInstanceUID")))
        {
            if (found++ == 0)
            {
                await _index.AddAsync([.. Enumerable.Range(500, 50).Select(i => Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1"))]);
            }
        }

        Assert.Equal(200, found);
        Assert.Equal(250, (await _index.CountAsync()).Studies);
    }

    [Fact]
    public async Task Query_CancelledOnTheWay_Stops()
    {
        await _index.AddAsync([.. Enumerable.Range(0, 200).Select(i => Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1"))]);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _index.FindAsync(Sample.Query(SopClasses.StudyRootFind, "STUDY", "StudyInstanceUID"), cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task Queries_MoreThanReaders_AllEndAndSeeWhatWasAddedBefore()
    {
        await Task.WhenAll(Enumerable.Range(0, 80).Select(async i =>
        {
            await _index.AddAsync([Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1", $"AccessionNumber=A{i}")]);
            Assert.Equal($"A{i}", await _index.StudiesAsync("AccessionNumber", $"AccessionNumber=A{i}"));
        }));
    }

    [Theory]
    [InlineData("Robert'); DROP TABLE study;--")]
    [InlineData("100%_[a]\"")]
    public async Task Values_ThatLookLikeSql_AreValues(string value)
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", $"PatientName={value}", $"StudyDescription={value}"), Sample.Instance("1.2", "1.2.1", "1.2.1.1")]);

        Assert.Equal("1.1", await _index.StudiesAsync("StudyInstanceUID", $"StudyDescription={value}", $"PatientName={value}"));
        Assert.Equal("1.1", await _index.StudiesAsync("StudyInstanceUID", $"StudyDescription={value}*"));
    }
}

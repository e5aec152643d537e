using DicomActors.Archive.Query;
using DicomActors.Archive.Tests.Index;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Tests.Query;

/// <summary>The rules of the hierarchy, PS3.4 C.4.1 to C.4.3.</summary>
public sealed class ArchiveQueryTests
{
    public static TheoryData<string, string, string[], string> Refused => new()
    {
        { "StudyRootFind", "PATIENT", ["PatientID"], "QueryRetrieveLevel" },
        { "StudyRootFind", "", [], "QueryRetrieveLevel" },
        { "StudyRootFind", "study", [], "QueryRetrieveLevel" },
        { "PatientRootFind", "STUDY", ["StudyInstanceUID"], "PatientID" },
        { "PatientRootFind", "STUDY", ["PatientID=A*"], "PatientID" },
        { "PatientRootFind", "STUDY", ["PatientID=A", "PatientName=DOE"], "PatientName" },
        { "StudyRootFind", "SERIES", ["StudyInstanceUID"], "StudyInstanceUID" },
        { "StudyRootFind", "SERIES", [@"StudyInstanceUID=1\2"], "StudyInstanceUID" },
        { "StudyRootFind", "SERIES", ["StudyInstanceUID=1", "PatientName=DOE", "StudyDate=20240101"], "StudyDate PatientName" },
        { "StudyRootFind", "IMAGE", ["StudyInstanceUID=1"], "SeriesInstanceUID" },
        { "StudyRootFind", "STUDY", ["StudyDate=yesterday"], "StudyDate" },
        { "StudyRootMove", "STUDY", [], "StudyInstanceUID" },
        { "StudyRootMove", "STUDY", ["StudyInstanceUID=1", "Modality=CT"], "Modality" },
        { "StudyRootMove", "STUDY", ["StudyInstanceUID=1", "SeriesInstanceUID=2"], "SeriesInstanceUID" },
        { "PatientRootGet", "PATIENT", [@"PatientID=A\B"], "PatientID" },
        { "PatientRootGet", "STUDY", ["StudyInstanceUID=1"], "PatientID" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Identifier_ThatBreaksTheRules_IsRefusedWithTheKeysAtFault(string sopClass, string level, string[] keys, string offending)
    {
        var isQuery = ArchiveQuery.TryParse(SopClass(sopClass), Sample.Identifier(level, keys), ArchiveQueryOptions.Default, out _, out var refusal);

        Assert.False(isQuery, "The identifier should be refused.");
        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, refusal!.Status);
        Assert.Equal(offending, string.Join(' ', refusal.OffendingElements.Select(tag => tag.Keyword)));
        Assert.InRange(refusal.Comment.Length, 1, 64);
    }

    [Theory]
    [InlineData("StudyRootFind", "STUDY", "PatientName=DOE*", "ModalitiesInStudy=CT")]
    [InlineData("StudyRootFind", "SERIES", "StudyInstanceUID=1", "PatientName", "PatientID=A")]
    [InlineData("PatientRootFind", "SERIES", "PatientID=A", "StudyInstanceUID=1", "Modality=CT")]
    [InlineData("StudyRootMove", "STUDY", @"StudyInstanceUID=1\2", "PatientID=A", "PatientName")]
    [InlineData("PatientRootGet", "PATIENT", "PatientID=A")]
    public void Identifier_ThatKeepsTheRules_IsAQuery(string sopClass, string level, params string[] keys) =>
        Sample.Query(SopClass(sopClass), level, keys);

    [Fact]
    public void Identifier_WithKeysOfLowerLevels_IsAQueryWithUnsupportedKeys()
    {
        var query = Sample.Query(SopClasses.StudyRootFind, "STUDY", "Modality=CT", "StudyDate");

        Assert.True(query.HasUnsupportedKeys, "Modality is not an attribute of studies.");
        Assert.Equal(["StudyDate"], query.Keys.Where(key => key.IsSupported).Select(key => key.Tag.Keyword));
    }

    [Fact]
    public void RelationalQuery_WhereAgreed_NeedsNoUniqueKeys() => Sample.Query(
        SopClasses.StudyRootFind, new ArchiveQueryOptions { RelationalQueries = true }, "IMAGE", "PatientName=DOE*", "Modality=CT");

    [Fact]
    public void DamagedIdentifier_IsRefusedAsUnableToProcess()
    {
        var whole = Sample.Identifier("STUDY", "PatientName=DOE");
        var cut = new EncodedDataset(whole.Bytes[..^3], whole.TransferSyntax);

        Assert.False(ArchiveQuery.TryParse(SopClasses.StudyRootFind, cut, ArchiveQueryOptions.Default, out _, out var refusal));
        Assert.Equal(DimseStatus.UnableToProcess, refusal!.Status);
    }

    [Fact]
    public void OtherSopClass_IsRefused() => Assert.False(ArchiveQuery.TryParse(
        SopClasses.ModalityWorklistFind, Sample.Identifier("STUDY"), ArchiveQueryOptions.Default, out _, out _));

    private static Uid SopClass(string name) => name switch
    {
        "StudyRootFind" => SopClasses.StudyRootFind,
        "PatientRootFind" => SopClasses.PatientRootFind,
        "StudyRootMove" => SopClasses.StudyRootMove,
        _ => SopClasses.PatientRootGet,
    };
}

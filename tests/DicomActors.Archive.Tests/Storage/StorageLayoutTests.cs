using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Tests.Storage;

public sealed class StorageLayoutTests
{
    private static readonly Uid Instance = new("1.2.3.4");

    private static string PathOf(string template, Uid? instance = null, string calling = "CT1", string patient = "42", string? date = "20260122") =>
        StorageLayout.Parse(template).GetPath(new LayoutValues(instance ?? Instance, calling, "ARCHIVE", new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.StudyDate, date ?? "")
            .Add(DicomTag.Modality, "CT")
            .Add(DicomTag.PatientId, patient)
            .Add(DicomTag.StudyInstanceUid, new Uid("1.2"))
            .Add(DicomTag.SeriesInstanceUid, new Uid("1.2.3"))
            .Build()));

    [Theory]
    [InlineData("{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm", "1.2/1.2.3/1.2.3.4.dcm")]
    [InlineData("{SOPInstanceUID}.dcm", "1.2.3.4.dcm")]
    [InlineData("{SOPInstanceUID}", "1.2.3.4")]
    [InlineData("{CallingAE}/{CalledAE}/{StudyDate}/{modality}-{SOPInstanceUID}.dcm", "CT1/ARCHIVE/20260122/CT-1.2.3.4.dcm")]
    [InlineData("by patient/{PatientID}/IMG{SOPInstanceUID}", "by patient/42/IMG1.2.3.4")]
    [InlineData("{SOPInstanceUID}/image.dcm", "1.2.3.4/image.dcm")]
    [InlineData("{PatientName}/{SOPInstanceUID}.dcm", "unknown/1.2.3.4.dcm")]
    public void Template_GetPath_IsFilledIn(string template, string expected) => Assert.Equal(expected, PathOf(template));

    [Theory]
    [InlineData("{PatientID}/{Modality}.dcm", "42/CT-1.2.3.4.dcm")]
    [InlineData("all", "all-1.2.3.4")]
    [InlineData("{SOPInstanceUID}-{Modality}", "1.2.3.4-CT-1.2.3.4")]
    [InlineData("{Modality}1{SOPInstanceUID}", "CT11.2.3.4-1.2.3.4")]
    [InlineData("{StudyInstanceUID}.{SOPInstanceUID}", "1.2.1.2.3.4-1.2.3.4")]
    [InlineData("{PatientID}/{SOPInstanceUID}{SOPInstanceUID}.dcm", "42/1.2.3.41.2.3.4-1.2.3.4.dcm")]
    public void TemplateThatDoesNotNameTheInstance_GetPath_HasItsUidAppended(string template, string expected) =>
        Assert.Equal(expected, PathOf(template));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("/tmp/{SOPInstanceUID}", "absolute")]
    [InlineData("{PatientID}\\{SOPInstanceUID}", "backslash")]
    [InlineData("C:/{SOPInstanceUID}", "':'")]
    [InlineData("{PatientID}//{SOPInstanceUID}", "empty part")]
    [InlineData("{SOPInstanceUID}/", "empty part")]
    [InlineData("../{SOPInstanceUID}", "lead out")]
    [InlineData("{PatientID}/../{SOPInstanceUID}", "lead out")]
    [InlineData("./{SOPInstanceUID}", "lead out")]
    [InlineData(".incoming/{SOPInstanceUID}", "begin with a dot")]
    [InlineData("{PatientID}./{SOPInstanceUID}", "end with a dot")]
    [InlineData("{PatientId", "no '}'")]
    [InlineData("PatientID}", "no '{'")]
    [InlineData("{}/{SOPInstanceUID}", "no attribute")]
    [InlineData("{PatientIDs}/{SOPInstanceUID}", "Did you mean PatientID?")]
    [InlineData("{PixelData}", "has no text")]
    [InlineData("{RequestAttributesSequence}", "has no text")]
    [InlineData("{TransferSyntaxUID}", "before its pixel data")]
    [InlineData("a\tb/{SOPInstanceUID}", "control character")]
    public void BadTemplate_Parse_SaysWhatIsWrong(string template, string expected)
    {
        Assert.False(StorageLayout.TryParse(template, out _, out var problem), $"'{template}' should be refused.");
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => StorageLayout.Parse(template));
    }

    [Fact]
    public void TooManyFolders_Parse_SaysSo() => Assert.False(StorageLayout.TryParse(string.Join('/', Enumerable.Repeat("a", 30)), out _, out _));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/absolute")]
    [InlineData("a\\b:c*?")]
    [InlineData("CON")]
    [InlineData("con.txt")]
    [InlineData("LPT1 .x")]
    [InlineData("ends with dot.")]
    [InlineData(".incoming")]
    [InlineData("\u202egpj")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void HostileValue_GetPath_IsMadeHarmlessAndMarked(string value)
    {
        var path = PathOf("{CallingAE}/{SOPInstanceUID}.dcm", calling: value);

        LayoutRules.AssertHarmless(path, folders: 1);
        Assert.Matches("-x[0-9a-f]{32}/1.2.3.4.dcm$", path);
        Assert.NotEqual(path, PathOf("{CallingAE}/{SOPInstanceUID}.dcm", calling: value + "!"));
    }

    [Fact]
    public void TextThatIsNoUid_GetPath_DiffersFromEveryOtherName()
    {
        var cleaned = PathOf("{SOPInstanceUID}", new Uid("a/b"));

        Assert.NotEqual(cleaned, PathOf("{SOPInstanceUID}", new Uid("a_b")));
        // What a hostile peer could send who has seen the other name.
        Assert.NotEqual(cleaned, PathOf("{SOPInstanceUID}", new Uid(cleaned)));
    }

    [Fact]
    public void LongValue_GetPath_IsShortenedAndMarked()
    {
        var path = PathOf("{PatientID}/{SOPInstanceUID}", patient: new string('\u00e9', 500));

        LayoutRules.AssertHarmless(path, folders: 1);
        Assert.NotEqual(path, PathOf("{PatientID}/{SOPInstanceUID}", patient: new string('\u00e9', 501)));
    }
}

using DicomActors.Archive.Index;
using DicomActors.Archive.Query.Matching;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Tests.Query;

/// <summary>PS3.4 C.2.2.2, attribute by attribute.</summary>
public sealed class MatchingTests
{
    [Theory]
    [InlineData("StudyDescription", "HEAD", "HEAD", true)]
    [InlineData("StudyDescription", "HEAD", "Head", false)]
    [InlineData("StudyDescription", "HEAD*", "HEAD", true)]
    [InlineData("StudyDescription", "*EAD", "HEAD", true)]
    [InlineData("StudyDescription", "H??D", "HEAD", true)]
    [InlineData("StudyDescription", "H??D", "HEAAD", false)]
    [InlineData("StudyDescription", "*A*D*", "HEAD", true)]
    [InlineData("StudyDescription", "*A*A*", "HEAD", false)]
    [InlineData("StudyDescription", "?", "\U0001F600", true)]
    [InlineData("StudyDescription", "?x", "\U0001F600x", true)]
    [InlineData("StudyDescription", "*[a]%_", "HEAD [a]%_", true)]
    [InlineData("StudyDescription", "HEAD*", "", false)]
    [InlineData("PatientName", "doe^john", "DOE^JOHN", true)]
    [InlineData("PatientName", "DOE^JOHN", "DOE^JOHN^^", true)]
    [InlineData("PatientName", "DOE^JOHN^^^", "DOE ^JOHN", true)]
    [InlineData("PatientName", "DOE", "DOE^JOHN", false)]
    [InlineData("PatientName", "müller*", "MÜLLER^Änne", true)]
    [InlineData("PatientName", "山田*", "Yamada^Tarou=山田^太郎=やまだ^たろう", true)]
    [InlineData("PatientName", "Yamada^Tarou", "Yamada^Tarou=山田^太郎", true)]
    [InlineData("PatientName", "Yamada^Tarou=山*", "Yamada^Tarou=山田^太郎", true)]
    [InlineData("PatientName", "Yamada^Tarou=川*", "Yamada^Tarou=山田^太郎", false)]
    [InlineData("StudyInstanceUID", "1.2", "1.2", true)]
    [InlineData("StudyInstanceUID", "1.2", "1.2.3", false)]
    [InlineData("StudyInstanceUID", @"1.1\1.2", "1.2", true)]
    [InlineData("StudyInstanceUID", "1.*", "1.2", false)]
    [InlineData("SeriesNumber", "7", "007", true)]
    [InlineData("SeriesNumber", "7*", "71", false)]
    [InlineData("ImageType", "AXIAL", @"ORIGINAL\PRIMARY\AXIAL", true)]
    [InlineData("ImageType", @"DERIVED\AXIAL", @"ORIGINAL\PRIMARY\AXIAL", true)]
    [InlineData("ImageType", "AX", @"ORIGINAL\PRIMARY\AXIAL", false)]
    [InlineData("StudyDate", "20240229", "20240229", true)]
    [InlineData("StudyDate", "2024.02.29", "20240229", true)]
    [InlineData("StudyDate", "20240201-20240229", "20240229", true)]
    [InlineData("StudyDate", "20240201-20240229", "20240301", false)]
    [InlineData("StudyDate", "-20240229", "19500101", true)]
    [InlineData("StudyDate", "20240229-", "20240228", false)]
    [InlineData("StudyDate", "20240229 - 20240301", "20240301", true)]
    [InlineData("StudyDate", "20240201-20240229", "unknown", false)]
    [InlineData("StudyTime", "1030", "103000", true)]
    [InlineData("StudyTime", "1030", "103059.999999", true)]
    [InlineData("StudyTime", "103000", "103001", false)]
    [InlineData("StudyTime", "103000.000000", "103000", true)]
    [InlineData("StudyTime", "10-11", "115959.9", true)]
    [InlineData("StudyTime", "10-11", "120000", false)]
    [InlineData("StudyTime", "103000-", "10", true)]
    [InlineData("StudyTime", "-103000", "11", false)]
    [InlineData("StudyTime", "10:30:00", "1030", true)]
    [InlineData("AcquisitionDateTime", "20240229120000+0100", "20240229110000+0000", true)]
    [InlineData("AcquisitionDateTime", "2024-2025", "20241231", true)]
    [InlineData("AcquisitionDateTime", "20240229-0500-20240301-0500", "20240301120000-0500", true)]
    [InlineData("AcquisitionDateTime", "20240229-0500-", "20240229040000+0000", false)]
    public void Value_AgainstAKey_MatchesByItsVR(string keyword, string key, string value, bool expected)
    {
        var attribute = ArchiveAttributes.Find(DicomTag.Parse(keyword), Archive.Query.QueryLevel.Image)!;
        var (matcher, error) = ValueMatcher.Create(attribute, key);

        Assert.True(matcher is not null, $"{key} should be a value to match with: {error}");
        Assert.True(expected == matcher.Matches(attribute, value), $"{keyword}={key} {(expected ? "should" : "should not")} match {value}");
    }

    [Theory]
    [InlineData("StudyDate", "2024")]
    [InlineData("StudyDate", "20240230")]
    [InlineData("StudyDate", "2024*")]
    [InlineData("StudyDate", "-")]
    [InlineData("StudyTime", "25")]
    [InlineData("StudyTime", "1030.5")]
    public void Text_ThatIsNoDateOrTime_IsNoKey(string keyword, string key)
    {
        var (matcher, error) = ValueMatcher.Create(ArchiveAttributes.Find(DicomTag.Parse(keyword), Archive.Query.QueryLevel.Image)!, key);

        Assert.Null(matcher);
        Assert.NotNull(error);
    }

    [Theory]
    [InlineData("PatientName", "*")]
    [InlineData("StudyDescription", "**")]
    public void Asterisks_Alone_MatchEverything(string keyword, string key)
    {
        var (matcher, error) = ValueMatcher.Create(ArchiveAttributes.Find(DicomTag.Parse(keyword), Archive.Query.QueryLevel.Image)!, key);

        Assert.Null(matcher);
        Assert.Null(error);
    }
}

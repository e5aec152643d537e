using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DicomTagTests
{
    [Theory]
    [InlineData("0010,0010")]
    [InlineData("(0010,0010)")]
    [InlineData("00100010")]
    [InlineData("PatientName")]
    [InlineData("patientname")]
    [InlineData(" PatientName ")]
    public void AnyNotation_Parsed_IsTheTag(string text) => Assert.Equal(DicomTag.PatientName, DicomTag.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0010")]
    [InlineData("0010;0010")]
    [InlineData("0010,001G")]
    [InlineData("PatientNames")]
    [InlineData("(0010,0010")]
    public void NoTag_Parsed_IsRefused(string text)
    {
        Assert.False(DicomTag.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DicomTag.Parse(text));
    }

    [Fact]
    public void Tags_Sorted_AreInDataSetOrder()
    {
        DicomTag[] tags = [DicomTag.PixelData, DicomTag.PatientName, new(0x0009, 0x0010), DicomTag.SopClassUid];
        Assert.Equal([DicomTag.SopClassUid, new(0x0009, 0x0010), DicomTag.PatientName, DicomTag.PixelData], tags.Order());
        Assert.True(DicomTag.PatientName < DicomTag.PatientId && DicomTag.PatientId > DicomTag.PatientName);
    }

    [Fact]
    public void PrivateTag_AskedForItsCreator_NamesTheBlock()
    {
        var tag = new DicomTag(0x0019, 0x10B0);
        Assert.True(tag.IsPrivate);
        Assert.Equal(new DicomTag(0x0019, 0x0010), tag.PrivateCreatorTag);
        Assert.True(tag.PrivateCreatorTag!.Value.IsPrivateCreator);
        Assert.Null(DicomTag.PatientName.PrivateCreatorTag);
    }

    [Fact]
    public void WellKnownTags_LookedUp_AreInTheDictionaryUnderTheSameName()
    {
        foreach (var field in typeof(DicomTag).GetFields().Where(field => field.IsStatic && field.FieldType == typeof(DicomTag)))
        {
            var tag = (DicomTag)field.GetValue(null)!;
            if (tag.Group != 0xFFFE)
            {
                Assert.Equal(field.Name, tag.Keyword, ignoreCase: true);
            }
        }
    }

    [Fact]
    public void Tag_Printed_IsWrittenAsTheStandardDoes() => Assert.Equal("(7FE0,0010)", DicomTag.PixelData.ToString());
}

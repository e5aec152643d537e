using System.Text;
using System.Text.Json;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DicomJsonTests
{
    [Fact]
    public void DataSet_Written_FollowsTheModel()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRBigEndian)
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 100")
            .Add(DicomTag.ImageType, "ORIGINAL\\\\AXIAL")
            .Add(DicomTag.StudyDate, "")
            .Add(DicomTag.PatientName, "Wang^XiaoDong=Müller^X=")
            .Add(DicomTag.PatientWeight, "72.50")
            .Add(DicomTag.PatientSize, "+1.8")
            .Add(DicomTag.InstanceNumber, "007")
            .Add(DicomTag.Rows, "512")
            .Add(DicomTag.OffendingElement, "PatientName")
            .Add(DicomTag.Parse("FrameAcquisitionDuration"), "0.5")
            .Add(DicomTag.Parse("SelectorSVValue"), "9007199254740993")
            .Add(DicomTag.PixelData, VR.OW, [1, 0, 2, 0])
            .Add(DicomTag.PatientComments, "a\\b");
        builder.AddItem(DicomTag.ReferencedStudySequence).Add(DicomTag.ReferencedSopInstanceUid, "1.2.3");
        builder.AddItem(DicomTag.ReferencedStudySequence);
        builder.Add(DicomTag.ReferencedSopSequence, "");

        Assert.Equal(
            """
            {"00000901":{"vr":"AT","Value":["00100010"]},
            "00080005":{"vr":"CS","Value":["ISO_IR 192"]},
            "00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},
            "00080020":{"vr":"DA"},
            "00081110":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2.3"]}},{}]},
            "00081199":{"vr":"SQ"},
            "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"M\u00FCller^X"}]},
            "00101020":{"vr":"DS","Value":[1.8]},
            "00101030":{"vr":"DS","Value":[72.50]},
            "00104000":{"vr":"LT","Value":["a\\b"]},
            "00189220":{"vr":"FD","Value":[0.5]},
            "00200013":{"vr":"IS","Value":[7]},
            "00280010":{"vr":"US","Value":[512]},
            "00720082":{"vr":"SV","Value":["9007199254740993"]},
            "7FE00010":{"vr":"OW","InlineBinary":"AQACAA=="}}
            """.ReplaceLineEndings(""),
            Write(builder.Build()));
    }

    [Fact]
    public void Json_Read_GivesTheDataSet()
    {
        var dataset = Read("""
            { "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Yamada^Tarou", "Phonetic": "やまだ" } ] },
              "00101030": { "vr": "DS", "Value": [ 72.50, "1.5", 0.12345678901234567890 ] },
              "00200013": { "vr": "IS", "Value": [ 7, null ] },
              "00280010": { "vr": "US", "Value": [ 512.0 ] },
              "00189220": { "vr": "FD", "Value": [ 1e-3, "NaN", "-inf" ] },
              "00080008": { "Value": [ "ORIGINAL", null, "AXIAL" ] },
              "00080020": { "vr": "DA", "Value": [] },
              "00080060": { "vr": "CS" },
              "00000901": { "vr": "AT", "Value": [ "00100010" ] },
              "00720082": { "vr": "SV", "Value": [ "9007199254740993", 5 ] },
              "7FE00010": { "vr": "OW", "InlineBinary": "AQACAA==" },
              "00081110": { "vr": "SQ", "Value": [ {}, { "00081155": { "vr": "UI", "Value": ["1.2.3"] } } ] } }
            """);
        Assert.Equal("Yamada^Tarou==やまだ", dataset.GetString(DicomTag.PatientName));
        Assert.Equal("72.50\\1.5\\0.12345678901235", dataset.GetString(DicomTag.PatientWeight));
        Assert.All(dataset.GetStrings(DicomTag.PatientWeight), text => Assert.True(text.Length <= 16, text));
        Assert.Equal(512, dataset.GetInteger(DicomTag.Rows));
        Assert.Equal(double.NaN, dataset.GetNumber(DicomTag.Parse("FrameAcquisitionDuration"), 1));
        Assert.Equal(double.NegativeInfinity, dataset.GetNumber(DicomTag.Parse("FrameAcquisitionDuration"), 2));
        Assert.Equal(["ORIGINAL", "", "AXIAL"], dataset.GetStrings(DicomTag.ImageType));
        Assert.Equal("", dataset.GetString(DicomTag.StudyDate));
        Assert.Equal("", dataset.GetString(DicomTag.Modality));
        Assert.Equal("9007199254740993\\5", dataset.GetString(DicomTag.Parse("SelectorSVValue")));
        Assert.Equal(2, dataset.GetItems(DicomTag.ReferencedStudySequence).Count);
        Assert.Equal(new Uid("1.2.3"), dataset.GetItems(DicomTag.ReferencedStudySequence)[1].GetUid(DicomTag.ReferencedSopInstanceUid));
        Assert.Null(dataset.Validate());
    }

    [Theory]
    [InlineData("[]", "JSON: a data set is a JSON object, not an array.")]
    [InlineData("{", "Not JSON")]
    [InlineData("""{"PatientName":{"vr":"PN"}}""", "/PatientName: the name of an attribute is its tag")]
    [InlineData("""{"00100010":"x"}""", "/00100010: an attribute is a JSON object, not this text.")]
    [InlineData("""{"00100010":{"vr":"XX"}}""", "/00100010/vr: not a VR")]
    [InlineData("""{"00100010":{"vr":5}}""", "/00100010/vr: not a VR")]
    [InlineData("""{"7FE00010":{"vr":"OW","BulkDataURI":"http://x"}}""", "/7FE00010/BulkDataURI: bulk data is elsewhere")]
    [InlineData("""{"7FE00010":{"vr":"OW","InlineBinary":"%"}}""", "/7FE00010/InlineBinary: not base64")]
    [InlineData("""{"00100010":{"vr":"PN","InlineBinary":"AA=="}}""", "is not binary")]
    [InlineData("""{"7FE00010":{"vr":"OW","Value":[1]}}""", "is given as InlineBinary")]
    [InlineData("""{"00280010":{"vr":"US","Value":[65536]}}""", "/00280010/Value[0]: this number is not a value of VR US.")]
    [InlineData("""{"00280010":{"vr":"US","Value":[1,1.5]}}""", "/00280010/Value[1]")]
    [InlineData("""{"00280010":{"vr":"US","Value":1}}""", "/00280010/Value: values are a JSON array, not this number.")]
    [InlineData("""{"00100010":{"vr":"PN","Value":[{"Alphabetic":1}]}}""", "/00100010/Value[0]: an object is not a value of VR PN.")]
    [InlineData("""{"00081110":{"vr":"SQ","Value":[{},{"0008115":{}}]}}""", "/00081110/Value[1]/0008115")]
    [InlineData("""{"00000901":{"vr":"AT","Value":["x"]}}""", "is not a tag")]
    [InlineData("""{"00100020":{"vr":"LO","Value":["\ud800"]}}""", "surrogate")]
    [InlineData("""{"00101030":{"vr":"DS","Value":[1e9999999]}}""", "is not a value of VR DS")]
    public void BadJson_Read_IsExplainedWithItsPath(string json, string explanation)
    {
        Assert.False(DicomJson.TryRead(Encoding.UTF8.GetBytes(json), TransferSyntax.ImplicitVRLittleEndian, out _, out var error));
        Assert.Equal(DatasetErrorCode.InvalidJson, error.Code);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeeplyNestedJson_Read_IsRefused()
    {
        var json = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
        {
            json.Append("""{"00081110":{"vr":"SQ","Value":[""");
        }

        Assert.False(DicomJson.TryRead(Encoding.UTF8.GetBytes(json.ToString()), TransferSyntax.ImplicitVRLittleEndian, out _, out var error));
        Assert.Equal(DatasetErrorCode.InvalidJson, error.Code);
    }

    [Fact]
    public void DamagedDataSet_Written_GivesWellFormedJsonAndTheError()
    {
        var bytes = new EncodedBytes().Header(8, 0x1110, "SQ", EncodedBytes.Undefined).Item(EncodedBytes.Undefined).Element(8, 0x60, "CS", "CT").Raw(1).ToArray();
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        var error = DicomJson.Write(writer, new EncodedDataset(bytes, TransferSyntax.ExplicitVRLittleEndian));
        writer.Flush();
        Assert.Equal(DatasetErrorCode.Truncated, error!.Code);
        Assert.Equal("""{"00081110":{"vr":"SQ","Value":[{"00080060":{"vr":"CS","Value":["CT"]}}]}}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void CompressedPixelData_Written_HasNoValue()
    {
        var dataset = new DatasetBuilder(TransferSyntax.JpegBaseline).AddFragments(DicomTag.PixelData, [Array.Empty<byte>(), new byte[] { 1, 2 }]).Build();
        Assert.Equal("""{"7FE00010":{"vr":"OB"}}""", Write(dataset));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.5e+10", true)]
    [InlineData("10", true)]
    [InlineData("01", false)]
    [InlineData("+1", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("1e", false)]
    [InlineData("1e5x", false)]
    [InlineData("-", false)]
    [InlineData("1 ", false)]
    [InlineData("NaN", false)]
    public void DecimalString_Written_KeepsItsFormWhereJsonAllowsIt(string text, bool kept)
    {
        var json = Write(new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientWeight, VR.DS, text).Build());
        using var document = JsonDocument.Parse(json);
        Assert.Equal(kept || text == "1 ", json.Contains($"[{text.Trim()}]", StringComparison.Ordinal));
    }

    internal static string Write(EncodedDataset dataset)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        Assert.Null(DicomJson.Write(writer, dataset));
        writer.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static EncodedDataset Read(string json)
    {
        Assert.True(DicomJson.TryRead(Encoding.UTF8.GetBytes(json), TransferSyntax.ExplicitVRLittleEndian, out var dataset, out var error), error?.Message);
        return dataset;
    }
}

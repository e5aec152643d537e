using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class AttributePathTests
{
    [Theory]
    [InlineData("PatientName", "PatientName")]
    [InlineData("0010,0010", "PatientName")]
    [InlineData("ScheduledProcedureStepSequence[0].Modality", "ScheduledProcedureStepSequence[0].Modality")]
    [InlineData("scheduledprocedurestepsequence.modality", "ScheduledProcedureStepSequence[0].Modality")]
    [InlineData("(0040,0100)[2].(0040,0008)[1].0008,0100", "ScheduledProcedureStepSequence[2].ScheduledProtocolCodeSequence[1].CodeValue")]
    [InlineData("0009,1001", "0009,1001")]
    public void Path_Parsed_PrintsCanonically(string text, string canonical)
    {
        Assert.True(AttributePath.TryParse(text, out var path, out var error), error);
        Assert.Equal(canonical, path.ToString());
        Assert.True(AttributePath.TryParse(canonical, out var again, out _));
        Assert.Equal(path, again);
        Assert.Equal(path.GetHashCode(), again.GetHashCode());
    }

    [Theory]
    [InlineData("PatientNmae", "'PatientNmae' is not a DICOM keyword. Did you mean PatientName")]
    [InlineData("Xyzzy9", "'Xyzzy9' is neither a DICOM keyword nor a tag like 0010,0010.")]
    [InlineData("", "An attribute is missing")]
    [InlineData("PatientName.Modality", "'PatientName' is not a sequence")]
    [InlineData("ScheduledProcedureStepSequence[x].Modality", "not a sequence with an item number")]
    [InlineData("ScheduledProcedureStepSequence[0.Modality", "not a sequence with an item number")]
    [InlineData("ScheduledProcedureStepSequence[-1].Modality", "not a sequence with an item number")]
    [InlineData("ScheduledProcedureStepSequence[0].", "An attribute is missing")]
    [InlineData(".Modality", "An attribute is missing")]
    [InlineData("ScheduledProcedureStepSequence[0]", "not a DICOM keyword")]
    public void BadPath_Parsed_IsExplained(string text, string explanation)
    {
        Assert.False(AttributePath.TryParse(text, out _, out var error));
        Assert.Contains(explanation, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Keys_Added_MakeAQueryIdentifier()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        foreach (var key in new[]
        {
            "PatientName=DOE*", "0010,0020=1", "StudyDate", "ScheduledProcedureStepSequence[0].Modality=CT",
            "ScheduledProcedureStepSequence[0].ScheduledStationAETitle=", "ScheduledProcedureStepSequence[1].Modality=MR", "Rows=512",
            "ReferencedStudySequence", "PatientComments=a=b", "ModalitiesInStudy=CT\\MR",
        })
        {
            Assert.True(builder.TryAddKey(key, out var error), error);
        }

        var dataset = builder.Build();
        Assert.Null(dataset.Validate());
        Assert.Equal("DOE*", dataset.GetString(DicomTag.PatientName));
        Assert.Equal("1", dataset.GetString(DicomTag.PatientId));
        Assert.Equal("", dataset.GetString(DicomTag.StudyDate));
        Assert.Equal(512, dataset.GetInteger(DicomTag.Rows));
        Assert.Equal("a=b", dataset.GetString(DicomTag.PatientComments));
        Assert.Equal(["CT", "MR"], dataset.GetStrings(DicomTag.ModalitiesInStudy));
        Assert.True(dataset.Contains(DicomTag.ReferencedStudySequence));
        Assert.Empty(dataset.GetItems(DicomTag.ReferencedStudySequence));
        var steps = dataset.GetItems(DicomTag.ScheduledProcedureStepSequence);
        Assert.Equal(["CT", "MR"], steps.Select(step => step.GetString(DicomTag.Modality)));
        Assert.True(steps[0].Contains(DicomTag.ScheduledStationAETitle));
    }

    [Theory]
    [InlineData("Rows=many", "Rows: 'many' is not a value of VR US.")]
    [InlineData("ScheduledProcedureStepSequence[1].Modality=CT", "item 0 is the next")]
    [InlineData("ScheduledProcedureStepSequence=CT", "ScheduledProcedureStepSequence is a sequence")]
    [InlineData("ReferencedStudySequence[0].Rows=x", "Rows: 'x'")]
    [InlineData("=CT", "An attribute is missing")]
    public void BadKey_Added_IsExplainedAndLeavesNothing(string key, string explanation)
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        Assert.False(builder.TryAddKey(key, out var error));
        Assert.Contains(explanation, error, StringComparison.Ordinal);
        Assert.Equal(0, builder.Count);
    }
}

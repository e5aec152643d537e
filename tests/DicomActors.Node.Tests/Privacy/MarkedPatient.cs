using System.Globalization;
using DicomActors.Processes;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests.Privacy;

/// <summary>A patient whose every attribute can be recognised wherever it turns up.</summary>
internal static class MarkedPatient
{
    public const string Study = "1.2.826.0.1.3680043.10.5.77";

    /// <summary>What no output may hold.</summary>
    private static readonly string[] Marks = ["ZZMARK", "ZzMark", "zzmark", "18990704"];

    private static readonly string[] Attributes =
    [
        "PatientName=ZZMARKNAME^GIVEN", "PatientID=ZZMARKID", "PatientBirthDate=18990704", "OtherPatientIDs=ZZMARKOTHER", "AccessionNumber=ZZMARKACC",
        "InstitutionName=ZZMARKINST", "ReferringPhysicianName=ZZMARKREF^DR", "StudyDescription=ZZMARKSTUDY", "SeriesDescription=ZZMARKSERIES",
        "PatientComments=ZZMARKCOMMENT", "PatientAddress=ZZMARKADDRESS", "StudyID=ZZMARKSID", "StudyDate=18990704", "Modality=CT",
        $"StudyInstanceUID={Study}", $"SeriesInstanceUID={Study}.1",
    ];

    /// <summary>Writes images of that patient into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">The names of the files.</param>
    public static async Task WriteAsync(string folder, params IEnumerable<string> names)
    {
        var number = 100;
        foreach (var name in names)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), Create(++number));
        }
    }

    /// <summary>Fails if any of the texts holds anything of the patient, and says where.</summary>
    public static void AssertNotIn(params IEnumerable<(string Where, string Text)> outputs)
    {
        foreach (var (where, text) in outputs)
        {
            foreach (var line in text.Split('\n').Where(static line => Marks.Any(mark => line.Contains(mark, StringComparison.Ordinal))))
            {
                Assert.Fail($"{where} names the patient: {line}");
            }
        }
    }

    /// <summary>Everything a program wrote.</summary>
    public static IEnumerable<(string Where, string Text)> Outputs(ProgramResult run) =>
        [($"standard output of {run.CommandLine}", run.Output), ($"standard error of {run.CommandLine}", run.Error)];

    private static byte[] Create(int number)
    {
        var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, TestImage.UidOf(number));
        foreach (var attribute in (IEnumerable<string>)[.. Attributes, string.Create(CultureInfo.InvariantCulture, $"InstanceNumber={number}")])
        {
            Assert.True(dataset.TryAddKey(attribute, out var error), error);
        }

        var meta = new FileMetaInformation(SopClasses.CtImageStorage, TestImage.UidOf(number), TransferSyntax.ExplicitVRLittleEndian);
        return [.. meta.Encode(), .. dataset.Build().Bytes.Span];
    }
}

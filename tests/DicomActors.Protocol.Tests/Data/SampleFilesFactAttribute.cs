namespace DicomActors.Protocol.Tests.Data;

/// <summary>A fact about a folder of real DICOM files, named by the environment variable DICOM_SAMPLES; skipped without one.</summary>
public sealed class SampleFilesFactAttribute : FactAttribute
{
    public SampleFilesFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "Set DICOM_SAMPLES to a folder of DICOM files to run this.";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable("DICOM_SAMPLES") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}

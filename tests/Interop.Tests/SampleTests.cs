using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests;

/// <summary>Real files: <c>DICOM_SAMPLES=folder</c> sends each of them around. Without it there is nothing to do.</summary>
public sealed class SampleTests
{
    private static string? NoSamples { get; } =
        TestImages.Samples().Count == 0 ? "DICOM_SAMPLES names no folder of DICOM files; set it to send real files around" : null;

    [SampleFact]
    public async Task Samples_AreSentToOurListener_ArriveByteForByte()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        foreach (var sample in TestImages.Samples())
        {
            var store = await NodeProgram.RunAsync("store", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--json", sample);
            if (store.ExitCode == 2)
            {
                continue; // Not an object to send: a DICOMDIR, or notes about the samples.
            }

            store.ExpectExit(0);
            var received = Assert.Single(Directory.EnumerateFiles(folder.Path));
            DicomFile.AssertSameBytes(await File.ReadAllBytesAsync(sample), await File.ReadAllBytesAsync(received));
            File.Delete(received);
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SampleFactAttribute : FactAttribute
    {
        public SampleFactAttribute() => Skip = NoSamples;
    }
}

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

        var store = await NodeProgram.RunAsync(["store", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), .. TestImages.Samples()]);

        Assert.True(store.ExitCode == 0, store.ToString());
        var sent = TestImages.Samples().Where(file => !store.Error.Contains(Path.GetFileName(file), StringComparison.Ordinal)).ToList();
        var received = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Convert.ToHexString(DicomFile.Dataset(File.ReadAllBytes(file)))).ToHashSet();
        Assert.All(sent, file => Assert.Contains(Convert.ToHexString(DicomFile.Dataset(File.ReadAllBytes(file))), received));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SampleFactAttribute : FactAttribute
    {
        public SampleFactAttribute() => Skip = NoSamples;
    }
}

using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>DCMTK fills our archive and gets back what is in it.</summary>
public sealed class GetFromArchiveTests(ArchiveServer archive) : IClassFixture<ArchiveServer>
{
    private static readonly string[] StudyKeys = ["-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1"];

    [PeerFact("dcmsend", "getscu", "findscu", "dump2dcm")]
    public async Task Getscu_AsksForAStudySentByDcmsend_GetsEveryInstance()
    {
        using var source = new TemporaryFolder();
        using var target = new TemporaryFolder();
        var sent = await archive.FillAsync(source.Path, 10);

        var find = (await archive.RunAsync("findscu", ["-v", .. StudyKeys, "-k", "NumberOfStudyRelatedInstances"])).ExpectExit(0);
        (await archive.RunAsync("getscu", ["-v", "+B", "-od", target.Path, .. StudyKeys])).ExpectExit(0);

        Assert.True(find.ToString().Contains("IS [10]", StringComparison.Ordinal), $"The study should have 10 instances: {find}");
        ArchiveServer.AssertSame(sent, Directory.EnumerateFiles(target.Path));
    }

    [PeerFact("storescu", "getscu", "dcmcrle", "dcmodify")]
    public async Task Getscu_TakesRle_GetsTheCompressedInstanceSentByStorescu()
    {
        const string StudyOfItsOwn = "1.2.826.0.1.3680043.10.2.9";
        using var source = new TemporaryFolder();
        using var target = new TemporaryFolder();
        var plain = Assert.Single(await TestImages.CreateSeriesAsync(source.Path, 1));
        var compressed = source.File("rle.dcm");
        (await RunningProgram.RunAsync(PeerTools.Require("dcmcrle"), "--uid-always", plain, compressed)).ExpectExit(0);
        (await RunningProgram.RunAsync(
            PeerTools.Require("dcmodify"), "--no-backup", "--modify", $"0020,000d={StudyOfItsOwn}", "--modify", $"0020,000e={StudyOfItsOwn}.1", compressed)).ExpectExit(0);
        (await archive.RunAsync("storescu", ["-v", "--required", "--propose-rle"], compressed)).ExpectExit(0);

        (await archive.RunAsync(
            "getscu",
            ["-v", "+B", "--prefer-rle", "-od", target.Path, "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", $"StudyInstanceUID={StudyOfItsOwn}"])).ExpectExit(0);

        await DicomFile.AssertArrivedAsync(compressed, Assert.Single(Directory.EnumerateFiles(target.Path)));
    }
}

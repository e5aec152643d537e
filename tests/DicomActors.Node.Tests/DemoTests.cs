using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>The demonstration: the first thing a newcomer runs.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_IsRun_LosesNothingThoughAPeerIsAwayAndEndsWell()
    {
        var demo = (await NodeProgram.RunAsync("demo")).ExpectExit(ExitCode.Done);

        string[] expected =
        [
            "Dashboard of the node: http://127.0.0.1:",
            "association requested by CT1 for NODE",
            "CT1: 40 of 40 images",
            "research: circuit open:",
            "RESEARCH is switched on again",
            "research: circuit closed:",
            "stored      86 of 86 images",
            "found       4 of 4 studies",
            "retrieved   30 of 30 images by C-MOVE and 4 of 4 by C-GET, byte for byte",
            "forwarded   40 of 40 images to RESEARCH",
        ];
        var position = 0;
        foreach (var text in expected)
        {
            var found = demo.Output.IndexOf(text, position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"expected '{text}' after what comes before it in: {string.Join(" | ", expected)}\n{demo}");
            position = found;
        }

        Assert.Empty(demo.ErrorLines);
    }
}

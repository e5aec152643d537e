using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>The demonstration: the first thing a newcomer runs.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_IsRun_ShowsTheEventsInOrderAndEndsWell()
    {
        var demo = (await NodeProgram.RunAsync("demo")).ExpectExit(ExitCode.Done);

        var client = demo.OutputLines.Where(line => line.Contains(" client ", StringComparison.Ordinal)).ToList();
        string[] expected = ["connection opened", "association accepted", "C-ECHO completed", "association released", "connection closed"];
        var found = expected.Select(text => client.FindIndex(line => line.Contains(text, StringComparison.Ordinal))).ToList();
        Assert.True(!found.Contains(-1) && found.SequenceEqual(found.Order()), $"expected on the client side, in order: {string.Join(", ", expected)}\n{demo}");
        Assert.Contains("12 of 12 files arrived byte for byte", demo.Output, StringComparison.Ordinal);
        Assert.Empty(demo.ErrorLines);
    }
}

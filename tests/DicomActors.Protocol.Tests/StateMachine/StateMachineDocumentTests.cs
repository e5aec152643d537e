using DicomActors.Protocol.Tests.Codec;

namespace DicomActors.Protocol.Tests.StateMachine;

public sealed class StateMachineDocumentTests
{
    [Fact]
    public void StateMachineDocument_IsWhatTheTableSays()
    {
        string file = Path.GetFullPath(Path.Combine(Captures.Folder(), "..", "..", "docs", "state-machine.md"));
        string expected = StateMachineDocument.Generate();
        if (Environment.GetEnvironmentVariable("DICOMACTORS_REFRESH") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        string actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty;
        Assert.True(
            expected == actual,
            "docs/state-machine.md is stale. Refresh it: DICOMACTORS_REFRESH=1 dotnet test tests/DicomActors.Protocol.Tests --filter StateMachineDocument");
    }
}

namespace DicomActors.Launcher;

/// <summary>Exit codes of the launcher's own verbs. The node's verbs have theirs.</summary>
internal static class ExitCode
{
    /// <summary>Done; of <c>test</c>: at least one test ran and none failed.</summary>
    public const int Done = 0;

    /// <summary>A test failed, or none ran.</summary>
    public const int TestsFailed = 1;

    /// <summary>Wrong usage, or the sources or the machine do not allow a build.</summary>
    public const int Usage = 2;
}

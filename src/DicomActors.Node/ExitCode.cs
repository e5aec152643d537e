namespace DicomActors.Node;

/// <summary>What the process exits with; the same for every verb.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The peer answered with a failure, or does not offer the service.</summary>
    public const int PeerFailed = 1;

    /// <summary>Wrong usage or bad input; nothing, or not everything, was tried.</summary>
    public const int BadInput = 2;

    /// <summary>No association: cannot connect, rejected, aborted or lost.</summary>
    public const int NoAssociation = 3;

    /// <summary>The peer took too long.</summary>
    public const int TimedOut = 4;

    /// <summary>Ended by the user.</summary>
    public const int Interrupted = 5;

    /// <summary>A fault in this program (EX_SOFTWARE of sysexits).</summary>
    public const int InternalFault = 70;
}

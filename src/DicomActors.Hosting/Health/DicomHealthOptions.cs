namespace DicomActors.Hosting.Health;

/// <summary>How the health checks look.</summary>
public sealed class DicomHealthOptions
{
    /// <summary>
    /// Whether <c>dicom-peers</c> sends each peer a C-ECHO, through its queue and ahead of what waits there. Default false: what the clients know
    /// already is enough, and peers are left alone. Risk: every call of the check then costs every peer a request.
    /// </summary>
    public bool EchoesPeers { get; set; }

    /// <summary>The longest wait for an answer, of an actor or to an echo; 1 ms or more. Default 5 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The tags of both checks, to pick them by. Default: <c>dicom</c>, <c>ready</c>.</summary>
    public IList<string> Tags { get; } = ["dicom", "ready"];
}

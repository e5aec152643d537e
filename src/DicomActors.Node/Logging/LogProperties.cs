namespace DicomActors.Node.Logging;

/// <summary>The names of what a log entry is about, as they are in JSON logs.</summary>
internal static class LogProperties
{
    /// <summary>Which part logged.</summary>
    public const string Source = "Source";

    /// <summary>The connection, as <c>connection-17</c>.</summary>
    public const string ConnectionId = "ConnectionId";

    /// <summary>Who called, by its AE title.</summary>
    public const string CallingAETitle = "CallingAETitle";

    /// <summary>Who was called, by its AE title.</summary>
    public const string CalledAETitle = "CalledAETitle";

    /// <summary>The address of the other end.</summary>
    public const string Peer = "Peer";
}

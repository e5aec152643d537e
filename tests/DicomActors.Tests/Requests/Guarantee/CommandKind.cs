namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>What the connection is told.</summary>
public enum CommandKind
{
    OpenAssociation,
    OpenAssociationUnawaited,
    SendRequest,
    Converse,
    StreamRequest,
    PullResponses,
    CancelRequest,
    CancelRequestOrAbortAtOnce,
    CancelRequestOrAbortSoon,
    SendNextMessage,
    GetConnectionStatus,
    Breathe,
    LetTimePass,
    ReleaseAssociation,
    AbortAssociation,
    CloseConnection,
    StopActor,
    KillActor,
    StopFactory,
    Drain,
    DrainAtOnce,
}

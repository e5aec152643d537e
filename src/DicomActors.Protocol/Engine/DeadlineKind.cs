namespace DicomActors.Protocol.Engine;

/// <summary>What a connection may be waiting for with a time limit.</summary>
internal enum DeadlineKind
{
    Connect,
    Artim,
    Associate,
    Release,
    Abort,
    Send,
    Receive,
    Response,
    Idle,
    Lifetime,
}

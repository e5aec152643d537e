namespace DicomActors.Dashboard.Recording;

/// <summary>What an event is about.</summary>
internal enum EventKind : byte
{
    Association,
    Request,
    Peer,
    Listener,
    Node,
}

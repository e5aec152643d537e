namespace DicomActors.Dashboard.Recording;

/// <summary>How much an event asks for attention.</summary>
internal enum EventSeverity : byte
{
    Info,
    Warning,
    Error,
}

namespace DicomActors.Protocol.Dimse;

/// <summary>Priority (0000,0700). Peers are free to ignore it, and most do.</summary>
public enum DimsePriority : ushort
{
    /// <summary>Medium.</summary>
    Medium = 0,

    /// <summary>High.</summary>
    High = 1,

    /// <summary>Low.</summary>
    Low = 2,
}

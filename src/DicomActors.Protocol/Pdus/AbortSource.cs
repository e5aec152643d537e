namespace DicomActors.Protocol.Pdus;

/// <summary>Who aborted (PS3.8 9.3.8).</summary>
public enum AbortSource : byte
{
    /// <summary>The DICOM upper layer service user: the application.</summary>
    ServiceUser = 0,

    /// <summary>Reserved by the standard.</summary>
    Reserved = 1,

    /// <summary>The DICOM upper layer service provider: the protocol engine, because of what it received.</summary>
    ServiceProvider = 2,
}

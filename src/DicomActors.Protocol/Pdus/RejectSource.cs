namespace DicomActors.Protocol.Pdus;

/// <summary>Who refused (PS3.8 9.3.4).</summary>
public enum RejectSource : byte
{
    /// <summary>Not defined.</summary>
    None = 0,

    /// <summary>The DICOM upper layer service user: the application.</summary>
    ServiceUser = 1,

    /// <summary>The service provider, its association control function.</summary>
    ServiceProviderAcse = 2,

    /// <summary>The service provider, its presentation function.</summary>
    ServiceProviderPresentation = 3,
}

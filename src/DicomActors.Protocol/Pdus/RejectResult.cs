namespace DicomActors.Protocol.Pdus;

/// <summary>Whether it makes sense to ask again (PS3.8 9.3.4).</summary>
public enum RejectResult : byte
{
    /// <summary>Not defined.</summary>
    None = 0,

    /// <summary>The same request will be refused again.</summary>
    Permanent = 1,

    /// <summary>Worth another try later.</summary>
    Transient = 2,
}

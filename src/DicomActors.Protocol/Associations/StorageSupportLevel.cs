namespace DicomActors.Protocol.Associations;

/// <summary>Which attributes of an instance a storage SCP keeps (PS3.4 B.3.1, B.4.1).</summary>
public enum StorageSupportLevel : byte
{
    /// <summary>Level 0, local: some are kept.</summary>
    Local = 0,

    /// <summary>Level 1, base: types 1 and 2 are kept.</summary>
    Base = 1,

    /// <summary>Level 2, full: all are kept.</summary>
    Full = 2,

    /// <summary>Not applicable: the acceptor is SCU only.</summary>
    NotApplicable = 3,
}

namespace DicomActors.Protocol.Associations;

/// <summary>Whether a storage SCP changes attributes (PS3.4 B.3.1).</summary>
public enum ElementCoercion : byte
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>It may.</summary>
    Possible = 1,

    /// <summary>Not applicable: the acceptor is SCU only.</summary>
    NotApplicable = 2,
}

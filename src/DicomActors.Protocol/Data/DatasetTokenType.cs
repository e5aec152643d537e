namespace DicomActors.Protocol.Data;

/// <summary>What a <see cref="DatasetReader"/> stands on.</summary>
public enum DatasetTokenType
{
    /// <summary>Nothing yet, or the end.</summary>
    None,

    /// <summary>A data element with its value.</summary>
    Element,

    /// <summary>A sequence begins; its items follow.</summary>
    SequenceStart,

    /// <summary>An item of a sequence begins; its elements follow.</summary>
    ItemStart,

    /// <summary>The item ends.</summary>
    ItemEnd,

    /// <summary>The sequence ends.</summary>
    SequenceEnd,

    /// <summary>Encapsulated pixel data begins (PS3.5 A.4); its fragments follow, the first of them the basic offset table.</summary>
    EncapsulatedStart,

    /// <summary>A fragment of encapsulated pixel data.</summary>
    Fragment,

    /// <summary>The encapsulated pixel data ends.</summary>
    EncapsulatedEnd,
}

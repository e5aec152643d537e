namespace DicomActors.Protocol.Codec;

/// <summary>What a call of <see cref="PduReader.Read"/> came to.</summary>
public enum PduReadStatus
{
    /// <summary>All bytes were taken, and more are needed.</summary>
    NeedMoreData,

    /// <summary>A whole PDU other than P-DATA-TF.</summary>
    Pdu,

    /// <summary>A piece of a presentation data value.</summary>
    DataFragment,

    /// <summary>The bytes are not acceptable. The reader stays in error.</summary>
    Error,
}

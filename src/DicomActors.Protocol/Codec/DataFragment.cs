namespace DicomActors.Protocol.Codec;

/// <summary>
/// A piece of one presentation data value (PDV) of a P-DATA-TF PDU as it arrived (PS3.8 9.3.5, annex E). A PDV comes in one piece or
/// more, each PDV in at least one (an empty one with an empty piece).
/// </summary>
/// <param name="PresentationContextId">The context of the message this belongs to.</param>
/// <param name="IsCommand">True: command set; false: data set.</param>
/// <param name="IsLastFragment">The PDV is the last one of the command set or data set. Counts only together with <paramref name="EndsPdv"/>.</param>
/// <param name="StartsPdu">The first piece of a P-DATA-TF PDU.</param>
/// <param name="EndsPdv">The PDV ends with this piece.</param>
/// <param name="Payload">The bytes, a slice of the caller's buffer: valid until the caller reuses it.</param>
public readonly record struct DataFragment(
    byte PresentationContextId,
    bool IsCommand,
    bool IsLastFragment,
    bool StartsPdu,
    bool EndsPdv,
    ReadOnlyMemory<byte> Payload)
{
    /// <summary>The command set or data set is complete with this piece.</summary>
    public bool EndsCommandOrDataset => EndsPdv && IsLastFragment;
}

namespace DicomActors.Protocol.Data;

/// <summary>
/// What VR an element has where the data set does not say: the dictionary's, and for "US or SS" what Pixel Representation
/// (0028,0103) says. That of a data set holds for the items nested in it until they state their own.
/// </summary>
internal struct PixelSigns
{
    // One bit for each level of nesting.
    private ulong _signed;

    /// <summary>The VR of an element inside this many items.</summary>
    public readonly VR FindVR(DicomTag tag, int depth)
    {
        var vr = TagDictionary.FindVR(tag);
        return vr == VR.US && IsSigned(depth) && TagDictionary.DependsOnPixelRepresentation(tag) ? VR.SS : vr;
    }

    /// <summary>A data set inside this many items states its Pixel Representation.</summary>
    public void Note(int depth, ushort pixelRepresentation) => Set(depth, pixelRepresentation == 1);

    /// <summary>An item begins, the innermost of this many.</summary>
    public void Inherit(int depth) => Set(depth, IsSigned(depth - 1));

    private readonly bool IsSigned(int depth) => ((_signed >> depth) & 1) == 1;

    private void Set(int depth, bool signed) => _signed = signed ? _signed | (1UL << depth) : _signed & ~(1UL << depth);
}

namespace DicomActors.Protocol.Data;

/// <content>What VR an element has where the data set does not say.</content>
public ref partial struct DatasetReader
{
    private readonly VR FindImplicitVR()
    {
        var vr = TagDictionary.FindVR(Tag);
        return vr == VR.US && IsSigned(_openFrames) && TagDictionary.DependsOnPixelRepresentation(Tag) ? VR.SS : vr;
    }

    // Pixel Representation (0028,0103) of a data set holds for the items nested in it until they state their own.
    private void NotePixelRepresentation(ushort value) => SetSigned(_openFrames, value == 1);

    private void InheritPixelRepresentation() => SetSigned(_openFrames, IsSigned(_openFrames - 1));

    private readonly bool IsSigned(int depth) => ((_signedPixels >> depth) & 1) == 1;

    private void SetSigned(int depth, bool signed) =>
        _signedPixels = signed ? _signedPixels | (1UL << depth) : _signedPixels & ~(1UL << depth);
}

using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests;

/// <summary>A DICOM file with nothing in it but its identity.</summary>
internal static class TestImage
{
    /// <summary>The bytes of the file.</summary>
    public static byte[] Create()
    {
        var instance = new Uid("1.2.826.0.1.3680043.10.5.1");
        var meta = new FileMetaInformation(SopClasses.CtImageStorage, instance, TransferSyntax.ExplicitVRLittleEndian);
        var dataset = new DatasetBuilder(meta.TransferSyntax)
            .Add(DicomTag.SopClassUid, meta.MediaStorageSopClassUid)
            .Add(DicomTag.SopInstanceUid, instance)
            .Build();
        return [.. meta.Encode(), .. dataset.Bytes.Span];
    }
}

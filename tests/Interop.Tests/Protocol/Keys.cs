using DicomActors.Interop.Tests.Peers;
using DicomActors.Protocol.Data;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Identifiers of queries and retrievals.</summary>
internal static class Keys
{
    /// <summary>A study.</summary>
    public static EncodedDataset Study(string uid) => new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
        .Add(DicomTag.QueryRetrieveLevel, "STUDY")
        .Add(DicomTag.StudyInstanceUid, uid)
        .Build();

    /// <summary>Every instance of the series of <see cref="ImageCopies"/>.</summary>
    public static EncodedDataset AllImages { get; } = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
        .Add(DicomTag.QueryRetrieveLevel, "IMAGE")
        .Add(DicomTag.StudyInstanceUid, ImageCopies.StudyUid)
        .Add(DicomTag.SeriesInstanceUid, ImageCopies.SeriesUid)
        .Add(DicomTag.SopInstanceUid, "")
        .Build();
}

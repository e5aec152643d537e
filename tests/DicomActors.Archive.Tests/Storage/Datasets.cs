using System.Globalization;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Tests.Storage;

/// <summary>Data sets of instances that are numbered.</summary>
internal static class Datasets
{
    public static Uid UidOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"1.2.3.{number}"));

    /// <summary>Series 1.2 of study 1 with some pixels, as many bytes of private elements before them as asked for.</summary>
    public static EncodedDataset Create(int number = 1, TransferSyntax? transferSyntax = null, int pixels = 512, int privateBytes = 0, byte fill = 7, Uid? sopClass = null)
    {
        transferSyntax ??= TransferSyntax.ExplicitVRLittleEndian;
        var builder = new DatasetBuilder(transferSyntax)
            .Add(DicomTag.SopClassUid, sopClass ?? SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, UidOf(number))
            .Add(DicomTag.PatientId, "42")
            .Add(DicomTag.StudyInstanceUid, new Uid("1"))
            .Add(DicomTag.SeriesInstanceUid, new Uid("1.2"));
        if (privateBytes > 0)
        {
            builder.Add(new DicomTag(0x0009, 0x0010), VR.LO, "TEST"u8).Add(new DicomTag(0x0009, 0x1001), VR.OB, new byte[privateBytes]);
        }

        var value = new byte[pixels];
        value.AsSpan().Fill(fill);
        return pixels == 0 ? builder.Build() : builder.Add(DicomTag.PixelData, VR.OW, value).Build();
    }
}

using System.Globalization;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests;

/// <summary>A DICOM file with nothing in it but its identity.</summary>
internal static class TestImage
{
    /// <summary>The bytes of the file.</summary>
    public static byte[] Create(int number = 1, Uid? sopClass = null)
    {
        var instance = UidOf(number);
        var meta = new FileMetaInformation(sopClass ?? SopClasses.CtImageStorage, instance, TransferSyntax.ExplicitVRLittleEndian);
        var dataset = new DatasetBuilder(meta.TransferSyntax)
            .Add(DicomTag.SopClassUid, meta.MediaStorageSopClassUid)
            .Add(DicomTag.SopInstanceUid, instance)
            .Build();
        return [.. meta.Encode(), .. dataset.Bytes.Span];
    }

    /// <summary>The SOP instance UID of the image of that number.</summary>
    public static Uid UidOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.5.{number}"));

    /// <summary>Writes the images 1 to <paramref name="count"/> into a folder, in the order of their names.</summary>
    public static async Task WriteAsync(string folder, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:0000}.dcm")), Create(number));
        }
    }
}

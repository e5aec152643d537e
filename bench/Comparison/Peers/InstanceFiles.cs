using System.Globalization;
using DicomActors.Protocol.Data;

namespace Comparison.Peers;

/// <summary>Part 10 files of arithmetic pixels, written once for all contenders.</summary>
internal static class InstanceFiles
{
    /// <summary>As a child: writes them and ends. For who wants to look at one of the programs by itself.</summary>
    public const string Verb = "instance-files";

    private static Uid FixedLengthUid { get; } = Uid.Generate();

    public static Uid SopClass => SopClasses.CtImageStorage;

    public static TransferSyntax TransferSyntax => TransferSyntax.ExplicitVRLittleEndian;

    /// <remarks>folder, count, size.</remarks>
    public static Task RunAsync(PeerArguments arguments) =>
        WriteAsync(arguments.Text("folder"), (int)arguments.Number("count"), (int)arguments.Number("size"));

    /// <summary>Writes CT images into a folder, unless they are there.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">Rows and columns, of 16 bits each: 512 for 512 KiB, 64 for 8 KiB.</param>
    public static async Task WriteAsync(string folder, int count, int size)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var unfinished = folder + ".unfinished";
        Directory.CreateDirectory(unfinished);
        var study = Uid.Generate();
        var series = Uid.Generate();
        for (var number = 0; number < count; number++)
        {
            var instance = Uid.Generate();
            var dataset = Create(study, series, instance, number, size);
            await using var file = File.Create(Path.Combine(unfinished, number.ToString("D5", CultureInfo.InvariantCulture) + ".dcm"));
            await file.WriteAsync(new FileMetaInformation(SopClass, instance, TransferSyntax).Encode());
            await file.WriteAsync(dataset.Bytes);
        }

        Directory.Move(unfinished, folder);
    }

    /// <summary>Bytes of a data set, without what stands before it in a file.</summary>
    public static int DatasetLength(int size) => Create(FixedLengthUid, FixedLengthUid, FixedLengthUid, 0, size).Bytes.Length;

    private static EncodedDataset Create(Uid study, Uid series, Uid instance, int number, int size) => new DatasetBuilder(TransferSyntax)
        .Add(DicomTag.SopClassUid, SopClass)
        .Add(DicomTag.SopInstanceUid, instance)
        .Add(DicomTag.Modality, "CT")
        .Add(DicomTag.PatientName, "Bench^Mark")
        .Add(DicomTag.PatientId, "BENCH")
        .Add(DicomTag.StudyInstanceUid, study)
        .Add(DicomTag.SeriesInstanceUid, series)
        .AddIntegers(DicomTag.InstanceNumber, number + 1)
        .AddIntegers(DicomTag.SamplesPerPixel, 1)
        .Add(DicomTag.PhotometricInterpretation, "MONOCHROME2")
        .AddIntegers(DicomTag.Rows, size)
        .AddIntegers(DicomTag.Columns, size)
        .AddIntegers(DicomTag.BitsAllocated, 16)
        .AddIntegers(DicomTag.BitsStored, 16)
        .AddIntegers(DicomTag.HighBit, 15)
        .AddIntegers(DicomTag.PixelRepresentation, 0)
        .Add(DicomTag.PixelData, VR.OW, Pixels(size, number))
        .Build();

    private static byte[] Pixels(int size, int seed)
    {
        var pixels = new byte[size * size * 2];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i * 31) + (i >> 8) + seed);
        }

        return pixels;
    }
}

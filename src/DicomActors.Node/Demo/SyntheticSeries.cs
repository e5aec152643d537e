using System.Buffers.Binary;
using System.Globalization;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Demo;

/// <summary>A small CT series made of arithmetic: a body with two lungs and a spine, of no living person.</summary>
internal static class SyntheticSeries
{
    private const int Size = 256;
    private const int Air = -1000;
    private const int Tissue = 40;
    private const int Lung = -700;
    private const int Bone = 900;
    private const int Intercept = -1024;

    /// <summary>Writes the files of a series into a folder and returns their paths.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, int slices, CancellationToken interrupted)
    {
        var study = Uid.Generate();
        var series = Uid.Generate();
        var paths = new List<string>();
        for (var slice = 1; slice <= slices; slice++)
        {
            var instance = Uid.Generate();
            var dataset = Describe(study, series, instance, slice).Add(DicomTag.PixelData, VR.OW, Draw((double)slice / slices)).Build();
            var meta = new FileMetaInformation(SopClasses.CtImageStorage, instance, dataset.TransferSyntax);
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"slice{slice:000}.dcm"));
            await using var file = File.Create(path);
            await file.WriteAsync(meta.Encode(), interrupted);
            await file.WriteAsync(dataset.Bytes, interrupted);
            paths.Add(path);
        }

        return paths;
    }

    private static DatasetBuilder Describe(Uid study, Uid series, Uid instance, int slice) =>
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, instance)
            .Add(DicomTag.StudyDate, "20240229")
            .Add(DicomTag.Modality, "CT")
            .Add(DicomTag.StudyDescription, "DicomActors demo")
            .Add(DicomTag.PatientName, "Demo^Phantom")
            .Add(DicomTag.PatientId, "DEMO-1")
            .Add(DicomTag.StudyInstanceUid, study)
            .Add(DicomTag.SeriesInstanceUid, series)
            .AddIntegers(DicomTag.InstanceNumber, slice)
            .AddIntegers(DicomTag.SamplesPerPixel, 1)
            .Add(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .AddIntegers(DicomTag.Rows, Size)
            .AddIntegers(DicomTag.Columns, Size)
            .AddIntegers(DicomTag.BitsAllocated, 16)
            .AddIntegers(DicomTag.BitsStored, 16)
            .AddIntegers(DicomTag.HighBit, 15)
            .AddIntegers(DicomTag.PixelRepresentation, 0)
            .AddIntegers(DicomTag.RescaleIntercept, Intercept)
            .AddIntegers(DicomTag.RescaleSlope, 1);

    /// <summary>One slice, <paramref name="height"/> of the way up from 0 to 1.</summary>
    private static byte[] Draw(double height)
    {
        var pixels = new byte[Size * Size * 2];
        var lung = 0.26 * Math.Sin(Math.PI * height);
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var x = (column - (Size / 2.0)) / (Size / 2.0);
                var y = (row - (Size / 2.0)) / (Size / 2.0);
                BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(((row * Size) + column) * 2), (ushort)(Density(x, y, lung) - Intercept));
            }
        }

        return pixels;
    }

    private static int Density(double x, double y, double lung)
    {
        if (!IsInside(x, y, 0.85, 0.6))
        {
            return Air;
        }

        if (IsInside(x, y - 0.4, 0.1, 0.1))
        {
            return Bone;
        }

        return IsInside(x - 0.4, y, lung, lung * 1.4) || IsInside(x + 0.4, y, lung, lung * 1.4) ? Lung : Tissue;
    }

    /// <summary>Whether a point lies in an ellipse around the origin.</summary>
    private static bool IsInside(double x, double y, double width, double height) =>
        (x * x / (width * width)) + (y * y / (height * height)) < 1;
}

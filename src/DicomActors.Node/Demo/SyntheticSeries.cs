using System.Buffers.Binary;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Demo;

/// <summary>Series made of arithmetic: a body with two lungs and a spine, of no living person.</summary>
internal static class SyntheticSeries
{
    private const int Air = -1000;
    private const int Tissue = 40;
    private const int Lung = -700;
    private const int Bone = 900;
    private const int Intercept = -1024;

    /// <summary>Makes the series of a modality, in a study of its own.</summary>
    public static DemoSeries Create(DemoModality modality)
    {
        var study = Uid.Generate();
        var series = Uid.Generate();
        var instances = new List<MemoryContent>(modality.Images);
        for (var number = 1; number <= modality.Images; number++)
        {
            var instance = Uid.Generate();
            var dataset = Describe(modality, study, series, instance, number)
                .Add(DicomTag.PixelData, VR.OW, Draw(modality.Size, (double)number / (modality.Images + 1)))
                .Build();
            instances.Add(new MemoryContent(modality.SopClass, instance, dataset));
        }

        return new DemoSeries(modality, study, instances);
    }

    private static DatasetBuilder Describe(DemoModality modality, Uid study, Uid series, Uid instance, int number) =>
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, modality.SopClass)
            .Add(DicomTag.SopInstanceUid, instance)
            .Add(DicomTag.StudyDate, "20240229")
            .Add(DicomTag.Modality, modality.Modality)
            .Add(DicomTag.StudyDescription, $"DicomActors demo, {modality.Modality}")
            .Add(DicomTag.PatientName, $"Demo^{modality.Modality}")
            .Add(DicomTag.PatientId, $"DEMO-{modality.Modality}")
            .Add(DicomTag.StudyInstanceUid, study)
            .Add(DicomTag.SeriesInstanceUid, series)
            .AddIntegers(DicomTag.InstanceNumber, number)
            .AddIntegers(DicomTag.SamplesPerPixel, 1)
            .Add(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .AddIntegers(DicomTag.Rows, modality.Size)
            .AddIntegers(DicomTag.Columns, modality.Size)
            .AddIntegers(DicomTag.BitsAllocated, 16)
            .AddIntegers(DicomTag.BitsStored, 16)
            .AddIntegers(DicomTag.HighBit, 15)
            .AddIntegers(DicomTag.PixelRepresentation, 0)
            .AddIntegers(DicomTag.RescaleIntercept, Intercept)
            .AddIntegers(DicomTag.RescaleSlope, 1);

    /// <summary>One slice, <paramref name="height"/> of the way up from 0 to 1.</summary>
    private static byte[] Draw(int size, double height)
    {
        var pixels = new byte[size * size * 2];
        var lung = 0.26 * Math.Sin(Math.PI * height);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var x = (column - (size / 2.0)) / (size / 2.0);
                var y = (row - (size / 2.0)) / (size / 2.0);
                BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(((row * size) + column) * 2), (ushort)(Density(x, y, lung) - Intercept));
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

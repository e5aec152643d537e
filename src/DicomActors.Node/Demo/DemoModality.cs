using DicomActors.Protocol.Data;

namespace DicomActors.Node.Demo;

/// <summary>A simulated modality, and the series it sends: of no living person.</summary>
/// <param name="AETitle">What it calls itself.</param>
/// <param name="Modality">Modality (0008,0060) of its series.</param>
/// <param name="SopClass">SOP class of its images.</param>
/// <param name="Images">How many images its series has.</param>
/// <param name="Size">Rows, and columns, of each.</param>
/// <param name="ImagesPerSecond">How fast it makes and sends them.</param>
internal sealed record DemoModality(string AETitle, string Modality, Uid SopClass, int Images, int Size, double ImagesPerSecond)
{
    /// <summary>The modalities of the demonstration.</summary>
    public static IReadOnlyList<DemoModality> All { get; } =
    [
        new("CT1", "CT", SopClasses.CtImageStorage, 40, 512, 6),
        new("MR1", "MR", SopClasses.MrImageStorage, 30, 256, 5),
        new("US1", "US", SopClasses.UltrasoundImageStorage, 12, 384, 2),
        new("CR1", "CR", SopClasses.ComputedRadiographyImageStorage, 4, 1024, 0.8),
    ];

    /// <summary>By which peer its system knows the node.</summary>
    public string PeerName => AETitle.ToLowerInvariant();
}

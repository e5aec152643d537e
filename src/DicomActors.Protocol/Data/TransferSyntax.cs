namespace DicomActors.Protocol.Data;

/// <summary>
/// How a data set is laid out as bytes (PS3.5 section 10 and Annex A). Two syntaxes are equal when their UIDs are.
/// Immutable; known syntaxes are singletons.
/// </summary>
public sealed class TransferSyntax : IEquatable<TransferSyntax>
{
    private static readonly Dictionary<Uid, TransferSyntax> KnownSyntaxes = [];

    /// <summary>Implicit VR Little Endian, the default every implementation supports (PS3.5 10.1).</summary>
    public static readonly TransferSyntax ImplicitVRLittleEndian =
        Register("1.2.840.10008.1.2", "Implicit VR Little Endian", Encoding.ImplicitLittle);
    /// <summary>Explicit VR Little Endian.</summary>
    public static readonly TransferSyntax ExplicitVRLittleEndian =
        Register("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Encoding.ExplicitLittle);
    /// <summary>Explicit VR Big Endian, retired but still spoken.</summary>
    public static readonly TransferSyntax ExplicitVRBigEndian =
        Register("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Encoding.ExplicitBig);
    /// <summary>Deflated Explicit VR Little Endian: the whole data set is one raw deflate stream (PS3.5 A.5).</summary>
    public static readonly TransferSyntax DeflatedExplicitVRLittleEndian =
        Register("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Encoding.Deflated);
    /// <summary>Encapsulated Uncompressed Explicit VR Little Endian.</summary>
    public static readonly TransferSyntax EncapsulatedUncompressedExplicitVRLittleEndian = Register("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian", Encoding.Encapsulated);
    /// <summary>JPEG Baseline (Process 1).</summary>
    public static readonly TransferSyntax JpegBaseline = Register("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", Encoding.Encapsulated);
    /// <summary>JPEG Extended (Process 2 and 4).</summary>
    public static readonly TransferSyntax JpegExtended = Register("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", Encoding.Encapsulated);
    /// <summary>JPEG Lossless, Non-Hierarchical (Process 14).</summary>
    public static readonly TransferSyntax JpegLossless = Register("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)", Encoding.Encapsulated);
    /// <summary>JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1]).</summary>
    public static readonly TransferSyntax JpegLosslessSV1 = Register("1.2.840.10008.1.2.4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])", Encoding.Encapsulated);
    /// <summary>JPEG-LS Lossless Image Compression.</summary>
    public static readonly TransferSyntax JpegLSLossless = Register("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression", Encoding.Encapsulated);
    /// <summary>JPEG-LS Lossy (Near-Lossless) Image Compression.</summary>
    public static readonly TransferSyntax JpegLSNearLossless = Register("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression", Encoding.Encapsulated);
    /// <summary>JPEG 2000 Image Compression (Lossless Only).</summary>
    public static readonly TransferSyntax Jpeg2000Lossless = Register("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)", Encoding.Encapsulated);
    /// <summary>JPEG 2000 Image Compression.</summary>
    public static readonly TransferSyntax Jpeg2000 = Register("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression", Encoding.Encapsulated);
    /// <summary>MPEG2 Main Profile / Main Level.</summary>
    public static readonly TransferSyntax Mpeg2MainProfileMainLevel = Register("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", Encoding.Encapsulated);
    /// <summary>MPEG2 Main Profile / High Level.</summary>
    public static readonly TransferSyntax Mpeg2MainProfileHighLevel = Register("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level", Encoding.Encapsulated);
    /// <summary>MPEG-4 AVC/H.264 High Profile / Level 4.1.</summary>
    public static readonly TransferSyntax Mpeg4HighProfileLevel41 = Register("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1", Encoding.Encapsulated);
    /// <summary>MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1.</summary>
    public static readonly TransferSyntax Mpeg4BDHighProfileLevel41 = Register("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1", Encoding.Encapsulated);
    /// <summary>HEVC/H.265 Main Profile / Level 5.1.</summary>
    public static readonly TransferSyntax HevcMainProfileLevel51 = Register("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1", Encoding.Encapsulated);
    /// <summary>HEVC/H.265 Main 10 Profile / Level 5.1.</summary>
    public static readonly TransferSyntax HevcMain10ProfileLevel51 = Register("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1", Encoding.Encapsulated);
    /// <summary>JPEG XL Lossless.</summary>
    public static readonly TransferSyntax JpegXLLossless = Register("1.2.840.10008.1.2.4.110", "JPEG XL Lossless", Encoding.Encapsulated);
    /// <summary>JPEG XL JPEG Recompression.</summary>
    public static readonly TransferSyntax JpegXLJpegRecompression = Register("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression", Encoding.Encapsulated);
    /// <summary>JPEG XL.</summary>
    public static readonly TransferSyntax JpegXL = Register("1.2.840.10008.1.2.4.112", "JPEG XL", Encoding.Encapsulated);
    /// <summary>High-Throughput JPEG 2000 Image Compression (Lossless Only).</summary>
    public static readonly TransferSyntax HTJ2KLossless = Register("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)", Encoding.Encapsulated);
    /// <summary>High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only).</summary>
    public static readonly TransferSyntax HTJ2KLosslessRpcl = Register("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)", Encoding.Encapsulated);
    /// <summary>High-Throughput JPEG 2000 Image Compression.</summary>
    public static readonly TransferSyntax HTJ2K = Register("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression", Encoding.Encapsulated);
    /// <summary>RLE Lossless.</summary>
    public static readonly TransferSyntax RleLossless = Register("1.2.840.10008.1.2.5", "RLE Lossless", Encoding.Encapsulated);
    /// <summary>Deflated Image Frame Compression.</summary>
    public static readonly TransferSyntax DeflatedImageFrameCompression = Register("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Encoding.Encapsulated);

    static TransferSyntax()
    {
        Register("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 and 5)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 and 13)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.58", "JPEG Lossless, Non-Hierarchical (Process 15)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.59", "JPEG Extended, Hierarchical (Process 16 and 18)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.60", "JPEG Extended, Hierarchical (Process 17 and 19)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.61", "JPEG Spectral Selection, Hierarchical (Process 20 and 22)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.62", "JPEG Spectral Selection, Hierarchical (Process 21 and 23)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.63", "JPEG Full Progression, Hierarchical (Process 24 and 26)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.64", "JPEG Full Progression, Hierarchical (Process 25 and 27)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.65", "JPEG Lossless, Hierarchical (Process 28)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.66", "JPEG Lossless, Hierarchical (Process 29)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component Image Compression", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.94", "JPIP Referenced", Encoding.ExplicitLittle);
        Register("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Encoding.Deflated);
        Register("1.2.840.10008.1.2.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.101.1", "Fragmentable MPEG2 Main Profile / High Level", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2", Encoding.Encapsulated);
        Register("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced", Encoding.ExplicitLittle);
        Register("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", Encoding.Deflated);
        Register("1.2.840.10008.1.20", "Papyrus 3 Implicit VR Little Endian", Encoding.ImplicitLittle);
        // Private to GE: implicit little endian but for the pixel data, which nothing here interprets.
        Register("1.2.840.113619.5.2", "GE Private Implicit VR Big Endian", Encoding.ImplicitLittle);
    }

    private TransferSyntax(Uid uid, string name, Encoding encoding)
    {
        Uid = uid;
        Name = name;
        IsExplicitVR = encoding != Encoding.ImplicitLittle;
        IsLittleEndian = encoding != Encoding.ExplicitBig;
        IsDeflated = encoding == Encoding.Deflated;
        IsEncapsulated = encoding == Encoding.Encapsulated;
    }

    private enum Encoding
    {
        ImplicitLittle,
        ExplicitLittle,
        ExplicitBig,
        Deflated,
        Encapsulated,
    }

    /// <summary>Every transfer syntax known by name, in no particular order.</summary>
    public static IReadOnlyCollection<TransferSyntax> Known => KnownSyntaxes.Values;

    /// <summary>The UID that names this syntax on the wire and in files.</summary>
    public Uid Uid { get; }

    /// <summary>The name in PS3.6, or "Unknown (uid)".</summary>
    public string Name { get; }

    /// <summary>Whether elements carry their VR.</summary>
    public bool IsExplicitVR { get; }

    /// <summary>Whether tags, lengths and numbers are little endian.</summary>
    public bool IsLittleEndian { get; }

    /// <summary>Whether the data set is deflated as a whole.</summary>
    public bool IsDeflated { get; }

    /// <summary>Whether pixel data is compressed into fragments (PS3.5 A.4); everything else is explicit VR little endian.</summary>
    public bool IsEncapsulated { get; }

    /// <summary>Whether data sets can be re-encoded to and from this syntax without touching pixel data.</summary>
    public bool IsUncompressed => !IsEncapsulated;

    /// <summary>
    /// The syntax with this UID. One that is not known is taken to be explicit VR little endian with encapsulated pixel
    /// data, as PS3.5 A.4 asks of every compressed syntax.
    /// </summary>
    public static TransferSyntax FromUid(Uid uid) =>
        KnownSyntaxes.TryGetValue(uid, out var known) ? known : new TransferSyntax(uid, $"Unknown ({uid})", Encoding.Encapsulated);

    /// <inheritdoc/>
    public bool Equals(TransferSyntax? other) => other is not null && Uid == other.Uid;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TransferSyntax);

    /// <inheritdoc/>
    public override int GetHashCode() => Uid.GetHashCode();

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static TransferSyntax Register(string uid, string name, Encoding encoding)
    {
        var syntax = new TransferSyntax(new Uid(uid), name, encoding);
        KnownSyntaxes.Add(syntax.Uid, syntax);
        return syntax;
    }
}

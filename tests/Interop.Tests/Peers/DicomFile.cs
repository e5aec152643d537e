using System.Buffers.Binary;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>Part 10 files, made and read with DCMTK's tools: our own code has no say in what it is tested with.</summary>
internal static class DicomFile
{
    private const int MetaLengthElement = 132; // After preamble and prefix, PS3.10 7.1.
    private const int FirstMetaElement = MetaLengthElement + 12;

    /// <summary>Makes a file from DCMTK's dump notation.</summary>
    public static async Task<string> FromDumpAsync(string dump, string path, params string[] options)
    {
        var source = path + ".dump";
        await File.WriteAllTextAsync(source, dump);
        (await RunningProgram.RunAsync(PeerTools.Require("dump2dcm"), ["-q", .. options, source, path])).ExpectExit(0);
        File.Delete(source);
        return path;
    }

    /// <summary>The encoded data set, without preamble and file meta information; a file without those is one.</summary>
    public static byte[] Dataset(byte[] file)
    {
        if (!file.AsSpan(128, 4).SequenceEqual("DICM"u8))
        {
            return file;
        }

        var metaLength = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(MetaLengthElement + 8));
        return file[(FirstMetaElement + metaLength)..];
    }

    /// <summary>The data set as text: one line per element, independent of transfer syntax and of how lengths are encoded.</summary>
    public static async Task<IReadOnlyList<string>> DumpAsync(string path)
    {
        var dump = (await RunningProgram.RunAsync(PeerTools.Require("dcmdump"), "-q", "+L", "+R", "1000000", path)).ExpectExit(0);
        return
        [
            .. dump.Output.Split('\n')
                .SkipWhile(line => !line.StartsWith("# Dicom-Data-Set", StringComparison.Ordinal))
                .Where(line => !line.StartsWith('#') && !IsDelimiter(line))
                .Select(WithoutComment),
        ];
    }

    /// <summary>Two files say the same, element by element.</summary>
    public static async Task AssertSameContentAsync(string expected, string actual) =>
        Assert.Equal(await DumpAsync(expected), await DumpAsync(actual));

    /// <summary>The transfer syntax a file says it is in.</summary>
    public static async Task<string> TransferSyntaxAsync(string path) =>
        (await RunningProgram.RunAsync(PeerTools.Require("dcmdump"), "-q", "+P", "0002,0010", path)).ExpectExit(0).Output;

    /// <summary>
    /// What a peer made of a file says the same; and in the same transfer syntax it is the same byte for byte, except that DCMTK,
    /// and Orthanc which is built on it, state the lengths of sequences and inflate or compress anew.
    /// </summary>
    public static async Task AssertArrivedAsync(string sent, string received)
    {
        await AssertSameContentAsync(sent, received);
        var isRecoded = Path.GetFileName(sent) is "undefined-length.dcm" or "deflated.dcm";
        if (!isRecoded && await TransferSyntaxAsync(sent) == await TransferSyntaxAsync(received))
        {
            AssertSameBytes(await File.ReadAllBytesAsync(sent), await File.ReadAllBytesAsync(received));
        }
    }

    /// <summary>Two files have the same data set, byte for byte; one of odd length (deflated) may have got the pad byte of PS3.5 A.5.</summary>
    public static void AssertSameBytes(byte[] expected, byte[] actual)
    {
        var (left, right) = (Dataset(expected), Dataset(actual));
        var same = left.AsSpan().CommonPrefixLength(right);
        var isPadded = left.Length % 2 == 1 && right.Length == left.Length + 1 && right[^1] == 0;
        Assert.True(
            same == left.Length && (same == right.Length || isPadded),
            $"data sets differ from byte {same} on: expected {left.Length} bytes, got {right.Length}");
    }

    private static bool IsDelimiter(string line) =>
        line.TrimStart().StartsWith("(fffe,e00d)", StringComparison.Ordinal) || line.TrimStart().StartsWith("(fffe,e0dd)", StringComparison.Ordinal);

    /// <summary>The comment behind each element holds its length, which differs between defined and undefined.</summary>
    private static string WithoutComment(string line)
    {
        var comment = line.LastIndexOf(" # ", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).TrimEnd()
            .Replace(") ?? ", ") UN ", StringComparison.Ordinal) // A private element in Implicit VR has no VR; in Explicit VR it is UN.
            .Replace(" with explicit length", "", StringComparison.Ordinal)
            .Replace(" with undefined length", "", StringComparison.Ordinal);
    }
}

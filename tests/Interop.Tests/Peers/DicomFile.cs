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

    /// <summary>The encoded data set, without preamble and file meta information.</summary>
    public static byte[] Dataset(byte[] file)
    {
        Assert.True(file.AsSpan(128, 4).SequenceEqual("DICM"u8), "expected a Part 10 file: no DICM at offset 128");
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

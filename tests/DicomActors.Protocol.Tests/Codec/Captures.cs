using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>The recorded streams of real peers under tests/captures, see its README.</summary>
internal static class Captures
{
    private static readonly Lazy<IReadOnlyList<Capture>> Loaded = new(Load);

    public static IReadOnlyList<Capture> All => Loaded.Value;

    /// <summary>Every different PDU of all captures, cut by the header alone. Long P-DATA-TF PDUs add nothing and are left out.</summary>
    public static IReadOnlyList<CapturedPdu> Pdus { get; } =
        [.. All.SelectMany(Split).DistinctBy(static pdu => Convert.ToHexString(pdu.Bytes))];

    public static Capture Find(string name) =>
        All.Single(capture => capture.Name == name);

    public static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "captures"));

    private static IReadOnlyList<Capture> Load()
    {
        string folder = Folder();
        return
        [
            .. Directory.EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => new Capture(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file))),
        ];
    }

    private static IEnumerable<CapturedPdu> Split(Capture capture)
    {
        int start = 0;
        for (int number = 1; start < capture.Bytes.Length; number++)
        {
            int length = 6 + BinaryPrimitives.ReadInt32BigEndian(capture.Bytes.AsSpan(start + 2));
            yield return new CapturedPdu($"{capture.Name}#{number}", capture.Bytes[start..(start + length)]);
            start += length;
        }
    }

    internal sealed record Capture(string Name, byte[] Bytes);

    internal sealed record CapturedPdu(string Name, byte[] Bytes);
}

using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>Reads the tab-separated tables that are embedded in this assembly (folder Data/Dictionary).</summary>
internal static class DictionaryResource
{
    public static byte[] Read(string fileName)
    {
        var name = "DicomActors.Protocol.Data.Dictionary." + fileName;
        using var stream = typeof(DictionaryResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Offsets of the lines that are not comments.</summary>
    public static List<int> FindLines(ReadOnlySpan<byte> text)
    {
        var lines = new List<int>(text.Length / 60);
        var offset = 0;
        while (offset < text.Length)
        {
            if (text[offset] != '#')
            {
                lines.Add(offset);
            }

            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return lines;
    }

    /// <summary>One field of a line, counted from 0.</summary>
    public static ReadOnlySpan<byte> ReadField(ReadOnlySpan<byte> text, int lineOffset, int index)
    {
        var rest = text[lineOffset..];
        for (; index > 0; index--)
        {
            rest = rest[(rest.IndexOf((byte)'\t') + 1)..];
        }

        return rest[..rest.IndexOfAny((byte)'\t', (byte)'\n')];
    }

    public static string[] ReadFields(ReadOnlySpan<byte> text, int lineOffset)
    {
        var line = text[lineOffset..];
        return Encoding.ASCII.GetString(line[..line.IndexOf((byte)'\n')]).Split('\t');
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The tag dictionary in memory: the resource's bytes, and an index over its lines. Entries become objects when asked for.
/// </summary>
internal sealed class TagTable
{
    private readonly byte[] _text;
    private readonly uint[] _tags;
    private readonly VR[] _vrs;
    private readonly int[] _lineOffsets;
    private readonly RepeatingTag[] _repeating;
    private readonly DictionaryEntry?[] _entries;
    private readonly Lazy<Dictionary<string, int>> _keywords;

    private TagTable(byte[] text, List<int> lines)
    {
        _text = text;
        var firstRepeating = lines.FindIndex(offset => _text.AsSpan(offset, 8).Contains((byte)'x'));
        _tags = new uint[firstRepeating];
        _vrs = new VR[lines.Count];
        _lineOffsets = [.. lines];
        _repeating = new RepeatingTag[lines.Count - firstRepeating];
        _entries = new DictionaryEntry?[firstRepeating];
        for (var i = 0; i < lines.Count; i++)
        {
            var line = _text.AsSpan(lines[i]);
            _vrs[i] = DefaultVR(line[9..]);
            if (i < firstRepeating)
            {
                _tags[i] = uint.Parse(line[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }
            else
            {
                _repeating[i - firstRepeating] = RepeatingTag.Parse(line[..8], i);
            }
        }

        _keywords = new Lazy<Dictionary<string, int>>(IndexKeywords);
    }

    /// <summary>All keywords, with the line each stands in; ignores case.</summary>
    public Dictionary<string, int> Keywords => _keywords.Value;

    public static TagTable Load()
    {
        var text = DictionaryResource.Read("tags.txt");
        return new TagTable(text, DictionaryResource.FindLines(text));
    }

    /// <summary>The line of a public tag, or -1.</summary>
    public int Find(DicomTag tag)
    {
        var index = Array.BinarySearch(_tags, tag.Value);
        if (index >= 0)
        {
            return index;
        }

        foreach (var candidate in _repeating)
        {
            if ((tag.Value & candidate.Mask) == candidate.Value)
            {
                return candidate.Line;
            }
        }

        return -1;
    }

    public VR GetVR(int line) => _vrs[line];

    public bool DependsOnPixelRepresentation(int line) => _text.AsSpan(_lineOffsets[line] + 9).StartsWith("US/SS\t"u8);

    /// <summary>The tag of a line; for a repeating group its first, such as that of group 6000.</summary>
    public DicomTag GetTag(int line)
    {
        if (line < _tags.Length)
        {
            return new DicomTag(_tags[line]);
        }

        // (0028,0400) and (1000,0000) mean something else than the patterns (0028,04x0) and (1000,xxx0).
        var repeating = _repeating[line - _tags.Length];
        var first = new DicomTag(repeating.Value);
        return first.IsGroupLength || Find(first) != line ? new DicomTag(repeating.Value | LowestBit(~repeating.Mask)) : first;
    }

    public DictionaryEntry GetEntry(int line, DicomTag tag) =>
        line < _entries.Length ? _entries[line] ??= ParseEntry(line, tag) : ParseEntry(line, tag);

    public IEnumerable<DictionaryEntry> AllEntries() => Enumerable.Range(0, _lineOffsets.Length).Select(line => GetEntry(line, GetTag(line)));

    private static VR DefaultVR(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)'\t');
        return end switch
        {
            0 => VR.UN,
            // "OB/OW", "US/OW" and "US/SS/OW": OW, see DictionaryEntry.VR.
            > 2 when field[(end - 2)..end].SequenceEqual("OW"u8) => VR.OW,
            _ => ToVR(field),
        };
    }

    private static uint LowestBit(uint value) => value & (~value + 1);

    private static VR ToVR(ReadOnlySpan<byte> letters) => (VR)((letters[0] << 8) | letters[1]);

    private DictionaryEntry ParseEntry(int line, DicomTag tag)
    {
        var fields = DictionaryResource.ReadFields(_text, _lineOffsets[line]);
        var allowed = fields[1].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(letters => ToVR(Encoding.ASCII.GetBytes(letters))).ToImmutableArray();
        return new DictionaryEntry(
            tag, fields[3], fields[4], _vrs[line], allowed, fields[2], fields is [_, _, _, _, _, "R"]);
    }

    private Dictionary<string, int> IndexKeywords()
    {
        var keywords = new Dictionary<string, int>(_lineOffsets.Length, StringComparer.OrdinalIgnoreCase);
        for (var line = 0; line < _lineOffsets.Length; line++)
        {
            var keyword = Encoding.ASCII.GetString(DictionaryResource.ReadField(_text, _lineOffsets[line], 3));
            if (keyword.Length > 0)
            {
                keywords.TryAdd(keyword, line);
            }
        }

        return keywords;
    }

    private readonly record struct RepeatingTag(uint Mask, uint Value, int Line)
    {
        public static RepeatingTag Parse(ReadOnlySpan<byte> pattern, int line)
        {
            uint mask = 0, value = 0;
            foreach (var letter in pattern)
            {
                (mask, value) = (mask << 4, value << 4);
                if (letter != 'x')
                {
                    mask |= 0xF;
                    value |= (uint)Convert.ToInt32(((char)letter).ToString(), 16);
                }
            }

            return new RepeatingTag(mask, value, line);
        }
    }
}

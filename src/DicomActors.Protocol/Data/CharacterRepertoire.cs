using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>What one value of Specific Character Set (0008,0005) stands for (PS3.3 C.12.1.1.2).</summary>
/// <param name="G0">The set in the lower half, or <see langword="null"/> where <paramref name="Whole"/> covers both.</param>
/// <param name="G1">The set in the upper half, if any.</param>
/// <param name="Whole">For character sets without code extensions (UTF-8, GB18030, GBK) the encoding of everything.</param>
internal sealed record CharacterRepertoire(CodeElement? G0, CodeElement? G1, Encoding? Whole)
{
    public static readonly CharacterRepertoire Default = new(CodeElement.Ascii, null, null);

    private static readonly CodeElement Latin1 = new("-A", true, 1, 28591);

    private static readonly Dictionary<string, CharacterRepertoire> ByNumber = new(StringComparer.Ordinal)
    {
        ["6"] = Default,
        ["100"] = new(CodeElement.Ascii, Latin1, null),
        ["101"] = OfUpperHalf("-B", 28592),
        ["109"] = OfUpperHalf("-C", 28593),
        ["110"] = OfUpperHalf("-D", 28594),
        ["144"] = OfUpperHalf("-L", 28595),
        ["127"] = OfUpperHalf("-G", 28596),
        ["126"] = OfUpperHalf("-F", 28597),
        ["138"] = OfUpperHalf("-H", 28598),
        ["148"] = OfUpperHalf("-M", 28599),
        ["203"] = OfUpperHalf("-b", 28605),
        ["166"] = OfUpperHalf("-T", 874),
        ["13"] = new(CodeElement.Romaji, CodeElement.Katakana, null),
        ["87"] = new(CodeElement.Kanji, null, null),
        ["159"] = new(CodeElement.SupplementaryKanji, null, null),
        ["149"] = new(CodeElement.Ascii, CodeElement.Hangul, null),
        ["58"] = new(CodeElement.Ascii, CodeElement.SimplifiedHanzi, null),
        ["192"] = new(null, null, CodeElement.Open(65001)),
    };

    private static readonly CharacterRepertoire Gb18030 = new(null, null, CodeElement.Open(54936));

    private static readonly CharacterRepertoire Gbk = new(null, null, CodeElement.Open(936));

    /// <summary>Every set an escape sequence can designate.</summary>
    public static IReadOnlyList<CodeElement> CodeElements { get; } = [.. ByNumber.Values
        .SelectMany(repertoire => new[] { repertoire.G0, repertoire.G1 }).OfType<CodeElement>().Distinct()];

    /// <summary>
    /// The repertoire of a defined term. Common misspellings (<c>ISO-IR 100</c>, <c>ISO2022IR100</c>, <c>UTF-8</c>) are
    /// understood; <see langword="null"/> for anything else.
    /// </summary>
    public static CharacterRepertoire? Find(string term)
    {
        var plain = string.Concat(term.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain switch
        {
            "" => Default,
            "GB18030" => Gb18030,
            "GBK" => Gbk,
            "UTF8" => ByNumber["192"],
            _ when plain.StartsWith("ISO2022IR", StringComparison.Ordinal) => ByNumber.GetValueOrDefault(plain[9..]),
            _ when plain.StartsWith("ISOIR", StringComparison.Ordinal) => ByNumber.GetValueOrDefault(plain[5..]),
            _ => null,
        };
    }

    private static CharacterRepertoire OfUpperHalf(string escape, int codePage) =>
        new(CodeElement.Ascii, new CodeElement(escape, isG1: true, 1, codePage), null);
}

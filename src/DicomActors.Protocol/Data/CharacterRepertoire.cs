using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>What one value of Specific Character Set (0008,0005) stands for (PS3.3 C.12.1.1.2).</summary>
/// <param name="G0">The set in the lower half, or <see langword="null"/> where <paramref name="WholeCodePage"/> covers both.</param>
/// <param name="G1">The set in the upper half, if any.</param>
/// <param name="WholeCodePage">For character sets without code extensions (UTF-8, GB18030, GBK) the code page of everything, else 0.</param>
internal sealed record CharacterRepertoire(CodeElement? G0, CodeElement? G1, int WholeCodePage = 0)
{
    public static readonly CharacterRepertoire Default = new(CodeElement.Ascii, null);

    private static readonly CodeElement Latin1 = new("-A", true, 1, 28591);

    private static readonly Dictionary<string, CharacterRepertoire> ByNumber = new(StringComparer.Ordinal)
    {
        ["6"] = Default,
        ["100"] = new(CodeElement.Ascii, Latin1),
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
        ["13"] = new(CodeElement.Romaji, CodeElement.Katakana),
        ["87"] = new(CodeElement.Kanji, null),
        ["159"] = new(CodeElement.SupplementaryKanji, null),
        ["149"] = new(CodeElement.Ascii, CodeElement.Hangul),
        ["58"] = new(CodeElement.Ascii, CodeElement.SimplifiedHanzi),
        ["192"] = new(null, null, 65001),
    };

    private static readonly CharacterRepertoire Gb18030 = new(null, null, 54936);

    private static readonly CharacterRepertoire Gbk = new(null, null, 936);

    private Encoding? _whole;

    /// <summary>The encoding of everything, for character sets without code extensions.</summary>
    public Encoding? Whole => WholeCodePage == 0 ? null : _whole ??= CodeElement.Open(WholeCodePage);

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
        new(CodeElement.Ascii, new CodeElement(escape, isG1: true, 1, codePage));
}

using System.Globalization;

namespace DicomActors.Node.Output;

/// <summary>Text from peers and files, made fit for a terminal.</summary>
internal static class SingleLine
{
    /// <summary>
    /// The text with every control character shown as a dot: a peer's comment or a file name must not move the cursor,
    /// colour the screen or pretend to be a line of ours.
    /// </summary>
    public static string Of(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            line[i] = IsControl(source[i]) ? '·' : source[i];
        }
    });

    private static bool IsControl(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

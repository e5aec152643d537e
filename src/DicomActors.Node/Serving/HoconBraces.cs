using System.Globalization;

namespace DicomActors.Node.Serving;

/// <summary>Finds a file that was cut short: Akka's own parser takes what is there of it and says nothing.</summary>
internal static class HoconBraces
{
    /// <summary>Fails unless every brace and bracket has its counterpart.</summary>
    /// <exception cref="FormatException">One has not; the message says in which line.</exception>
    public static void Require(string text)
    {
        var open = new Stack<(char Closing, int Line)>();
        var line = 1;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\n':
                    line++;
                    break;
                case '#':
                case '/' when text.AsSpan(at).StartsWith("//") && (at == 0 || char.IsWhiteSpace(text[at - 1])):
                    at = EndOfLine(text, at) - 1;
                    break;
                case '"':
                    var end = EndOfText(text, at, line);
                    line += text.AsSpan(at, end - at).Count('\n');
                    at = end - 1;
                    break;
                case '{':
                    open.Push(('}', line));
                    break;
                case '[':
                    open.Push((']', line));
                    break;
                case '}' or ']' when !open.TryPop(out var last) || last.Closing != text[at]:
                    throw Error(line, $"'{text[at]}' closes nothing");
                default:
                    break;
            }
        }

        if (open.TryPeek(out var unclosed))
        {
            throw Error(unclosed.Line, $"there is no '{unclosed.Closing}' for what is opened there");
        }
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private static int EndOfText(string text, int at, int line)
    {
        const string Three = "\"\"\"";
        if (text.AsSpan(at).StartsWith(Three))
        {
            return text.IndexOf(Three, at + Three.Length, StringComparison.Ordinal) is >= 0 and var last ? last + Three.Length : throw NotClosed(line);
        }

        for (var end = at + 1; end < text.Length && text[end] != '\n'; end++)
        {
            if (text[end] == '"')
            {
                return end + 1;
            }

            if (text[end] == '\\')
            {
                end++;
            }
        }

        throw NotClosed(line);
    }

    private static FormatException NotClosed(int line) => Error(line, "a text is not closed");

    private static FormatException Error(int line, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line}: {problem}."));
}

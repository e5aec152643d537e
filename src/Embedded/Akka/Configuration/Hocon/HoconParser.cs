namespace Akka.Configuration.Hocon;

internal sealed class HoconParser(string text, Func<string, HoconRoot>? include)
{
    private int _at;
    private bool AtEnd => _at >= text.Length;
    private char Here => _at < text.Length ? text[_at] : '\0';
    private bool EndsValue => AtEnd || Here is '\n' or '\r' or ',' or '}' or ']' or '#' || Peek("//");

    public HoconRoot Parse()
    {
        var root = new HoconNode.Composite();
        SkipSpace();
        ParseFields(root, braced: Take("{"));
        SkipSpace();
        return AtEnd ? new HoconRoot(new HoconResolver(root).Resolve()) : throw Error("unexpected text after the object");
    }

    private void ParseFields(HoconNode.Composite target, bool braced)
    {
        while (true)
        {
            SkipSpaceAndCommas();
            if (AtEnd && !braced)
                return;
            if (AtEnd || (Here == '}' && !braced))
                throw Error("the braces do not match");
            if (Take("}"))
                return;
            ParseField(target);
        }
    }

    private void ParseField(HoconNode.Composite target)
    {
        var key = ParseKey();
        SkipBlanks();
        if (key is ["include"] && Here == '"')
        {
            Include(target);
            return;
        }

        if (!Take("=") && !Take(":") && Here != '{')
            throw Error($"'=', ':' or '{{' expected after the key {string.Join('.', key)}");
        SkipSpace();
        target.Assign(key, ParseValue());
    }

    private void Include(HoconNode.Composite target)
    {
        var name = ParseQuoted();
        var included = include?.Invoke(name) ?? throw Error($"nothing was given to include \"{name}\" with");
        foreach (var (key, value) in included.Value.Fields)
            target.Assign([key], HoconNode.From(value));
    }

    private string[] ParseKey()
    {
        var parts = new List<string>();
        do
            parts.Add(Here == '"' ? ParseQuoted() : ParseBareKey());
        while (Take("."));
        return [.. parts];
    }

    private string ParseBareKey()
    {
        var start = _at;
        while (!AtEnd && !char.IsWhiteSpace(Here) && !".:={}[],\"#".Contains(Here) && !Peek("//"))
            _at++;
        return _at > start ? text[start.._at] : throw Error("a key expected");
    }

    private HoconNode ParseValue()
    {
        var parts = new List<HoconNode>();
        while (true)
        {
            var blanks = SkipBlanks();
            if (EndsValue && parts.Count == 0)
                throw Error("a value expected");
            if (EndsValue || (parts is [.., HoconNode.Composite] && Here is not ('{' or '$')))
                return parts.Count == 1 ? parts[0] : new HoconNode.Concatenation(parts);
            if (blanks.Length > 0 && parts.Count > 0)
                parts.Add(new HoconNode.Text(blanks));
            parts.Add(ParsePart(alone: parts.Count == 0));
        }
    }

    private HoconNode ParsePart(bool alone)
    {
        if (Take("{"))
        {
            var composite = new HoconNode.Composite();
            ParseFields(composite, braced: true);
            return composite;
        }

        if (Take("["))
            return ParseSequence();
        if (Take("${"))
            return new HoconNode.Substitution(Until("}").Trim());
        if (Take("\"\"\""))
            return new HoconNode.Text(Until("\"\"\""));
        if (Here == '"')
            return new HoconNode.Text(ParseQuoted());
        var start = _at;
        while (!EndsValue && Here is not ('"' or ' ' or '\t') && !Peek("${"))
            _at++;
        var bare = text[start.._at];
        return new HoconNode.Text(alone && bare == "null" ? null : bare);
    }

    private HoconNode.Sequence ParseSequence()
    {
        var items = new List<HoconNode>();
        while (true)
        {
            SkipSpaceAndCommas();
            if (Take("]"))
                return new HoconNode.Sequence(items);
            if (AtEnd)
                throw Error("a list is not closed");
            items.Add(ParseValue());
        }
    }

    private string ParseQuoted()
    {
        var result = new StringBuilder();
        for (_at++; Here != '"'; _at++)
        {
            if (AtEnd)
                throw Error("a text is not closed");
            result.Append(Here == '\\' ? ParseEscape() : Here);
        }

        _at++;
        return result.ToString();
    }

    private char ParseEscape()
    {
        _at++;
        var simple = "nrtbf\"\\/".IndexOf(Here, StringComparison.Ordinal);
        if (simple >= 0 && !AtEnd)
            return "\n\r\t\b\f\"\\/"[simple];
        var digits = Here == 'u' && _at + 4 < text.Length ? text.AsSpan(_at + 1, 4) : [];
        if (!ushort.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            throw Error($"unknown escape \\{Here}");
        _at += 4;
        return (char)code;
    }

    private bool Peek(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    private bool Take(string expected)
    {
        var found = Peek(expected);
        _at += found ? expected.Length : 0;
        return found;
    }

    private string Until(string end)
    {
        var start = _at;
        var found = text.IndexOf(end, start, StringComparison.Ordinal);
        _at = found < 0 ? throw Error($"{end} is missing") : found + end.Length;
        return text[start..found];
    }

    private string SkipBlanks()
    {
        var start = _at;
        while (Here is ' ' or '\t')
            _at++;
        return text[start.._at];
    }

    private void SkipSpace()
    {
        for (; !AtEnd && (char.IsWhiteSpace(Here) || Here is '#' or '\uFEFF' || Peek("//")); _at++)
        {
            if (Here == '#' || Here == '/')
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length - 1;
        }
    }

    private void SkipSpaceAndCommas()
    {
        do
            SkipSpace();
        while (Take(","));
    }

    private FormatException Error(string what) =>
        new($"HOCON: {what}, line {text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1}.");
}

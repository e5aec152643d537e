using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads one HOCON document by recursive descent.</summary>
internal sealed class HoconParser(string text, Func<string, HoconRoot>? include)
{
    private int _at;
    private bool AtEnd => _at >= text.Length;
    private char Here => _at < text.Length ? text[_at] : '\0';

    public HoconRoot Parse()
    {
        var root = new HoconNode.Composite();
        SkipSpace();
        var braced = Take('{');
        ParseFields(root, [], braced);
        SkipSpace();
        return AtEnd ? new HoconRoot(new HoconResolver(root).Resolve()) : throw Error("unexpected end of the object");
    }

    private void ParseFields(HoconNode.Composite target, string[] path, bool braced)
    {
        while (true)
        {
            SkipSpaceAndCommas();
            if (AtEnd)
            {
                if (braced)
                    throw Error("an object is not closed");

                return;
            }

            if (Here == '}')
            {
                if (!braced)
                    throw Error("a brace closes no object");

                _at++;
                return;
            }

            ParseField(target, path);
        }
    }

    private void ParseField(HoconNode.Composite target, string[] path)
    {
        var key = ParseKey();
        SkipBlanks();
        if (key is ["include"] && Here == '"')
        {
            Include(target);
            return;
        }

        var appends = Peek("+=");
        if (appends)
        {
            _at += 2;
        }
        else if (!Take('=') && !Take(':') && Here != '{')
        {
            throw Error($"'=', ':' or '{{' expected after the key {string.Join('.', key)}");
        }

        SkipSpace();
        string[] fullPath = [.. path, .. key];
        var value = ParseValue(fullPath);
        var earlier = Earlier(target, key);
        if (appends)
            value = new HoconNode.Concatenation([earlier ?? new HoconNode.Sequence([]), new HoconNode.Sequence([value])]);

        target.Assign(key, WithoutSelfReference(value, string.Join('.', fullPath), earlier));
    }

    private void Include(HoconNode.Composite target)
    {
        var name = ParseQuoted();
        var included = include?.Invoke(name) ?? throw Error($"nothing was given to include \"{name}\" with");
        foreach (var (key, value) in included.Value.Fields)
            target.Assign([key], HoconNode.From(value));
    }

    private static HoconNode? Earlier(HoconNode.Composite target, string[] key)
    {
        HoconNode? node = target;
        foreach (var part in key)
            node = (node as HoconNode.Composite)?.Fields.GetValueOrDefault(part);

        return node;
    }

    /// <summary><c>a = ${a} [x]</c> means what a was before.</summary>
    private static HoconNode WithoutSelfReference(HoconNode value, string path, HoconNode? earlier) => value switch
    {
        HoconNode.Substitution self when self.Path == path && earlier is not null => earlier,
        HoconNode.Concatenation parts => new HoconNode.Concatenation(
            [.. parts.Parts.Select(part => WithoutSelfReference(part, path, earlier))]),
        _ => value,
    };

    private string[] ParseKey()
    {
        var parts = new List<string>();
        do
        {
            var part = Here == '"' ? ParseQuoted() : ParseBareKey();
            parts.Add(part);
        }
        while (Take('.'));

        return [.. parts];
    }

    private string ParseBareKey()
    {
        var start = _at;
        while (!AtEnd && !char.IsWhiteSpace(Here) && !".:={}[],\"#".Contains(Here) && !Peek("+=") && !Peek("//"))
            _at++;

        return _at > start ? text[start.._at] : throw Error("a key expected");
    }

    private HoconNode ParseValue(string[] path)
    {
        var parts = new List<HoconNode>();
        while (true)
        {
            var blanks = SkipBlanks();
            if (EndsValue())
            {
                return parts.Count switch
                {
                    0 => throw Error("a value expected"),
                    1 => parts[0],
                    _ => new HoconNode.Concatenation(parts),
                };
            }

            if (blanks.Length > 0 && parts.Count > 0)
                parts.Add(new HoconNode.Text(blanks));

            parts.Add(ParsePart(path, alone: parts.Count == 0));
        }
    }

    private HoconNode ParsePart(string[] path, bool alone)
    {
        if (Take('{'))
        {
            var composite = new HoconNode.Composite();
            ParseFields(composite, path, braced: true);
            return composite;
        }

        if (Take('['))
            return ParseSequence();

        if (Peek("${"))
            return ParseSubstitution();

        if (Here == '"')
            return new HoconNode.Text(Peek("\"\"\"") ? ParseTripleQuoted() : ParseQuoted());

        var start = _at;
        while (!AtEnd && !EndsValue() && Here != '"' && !Peek("${") && Here is not (' ' or '\t'))
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
            if (Take(']'))
                return new HoconNode.Sequence(items);

            if (AtEnd)
                throw Error("a list is not closed");

            items.Add(ParseValue([]));
        }
    }

    private HoconNode.Substitution ParseSubstitution()
    {
        _at += 2;
        var optional = Take('?');
        var end = text.IndexOf('}', _at);
        if (end < 0)
            throw Error("a substitution is not closed");

        var path = text[_at..end].Trim();
        _at = end + 1;
        return new HoconNode.Substitution(path, optional);
    }

    private string ParseTripleQuoted()
    {
        var start = _at + 3;
        var end = text.IndexOf("\"\"\"", start, StringComparison.Ordinal);
        if (end < 0)
            throw Error("a text is not closed");

        _at = end + 3;
        return text[start..end];
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
        switch (Here)
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"' or '\\' or '/': return Here;
            case 'u' when _at + 4 < text.Length
                && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Error($"unknown escape \\{Here}");
        }
    }

    private bool EndsValue() => AtEnd || Here is '\n' or '\r' or ',' or '}' or ']' or '#' || Peek("//");
    private bool Peek(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    private bool Take(char expected)
    {
        if (Here != expected || AtEnd)
            return false;

        _at++;
        return true;
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
        while (!AtEnd)
        {
            if (Here == '#' || Peek("//"))
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (char.IsWhiteSpace(Here) || Here == '\uFEFF')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipSpaceAndCommas()
    {
        do
        {
            SkipSpace();
        }
        while (Take(','));
    }

    private FormatException Error(string what) => new($"HOCON: {what}, line {text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1}.");
}

namespace Akka.Configuration.Hocon;

/// <summary>Turns what was read into values: looks substitutions up in the same document, joins what stands side by side.</summary>
internal sealed class HoconResolver(HoconNode.Composite root)
{
    private readonly HashSet<string> _beingResolved = new(StringComparer.Ordinal);

    public HoconValue Resolve() => Resolve(root)!;

    private HoconValue? Resolve(HoconNode node) => node switch
    {
        HoconNode.Text { Value: { } text } => new HoconValue(text),
        HoconNode.Text => new HoconValue(),
        HoconNode.Sequence sequence => new HoconValue([.. sequence.Items.Select(Resolve).OfType<HoconValue>()]),
        HoconNode.Composite composite => Resolve(composite),
        HoconNode.Substitution substitution => Resolve(substitution),
        HoconNode.Concatenation concatenation => Join(concatenation),
        _ => throw new InvalidOperationException($"Unknown node {node.GetType()}"),
    };

    private HoconValue Resolve(HoconNode.Composite composite)
    {
        var fields = new Dictionary<string, HoconValue>(StringComparer.Ordinal);
        foreach (var (key, node) in composite.Fields)
        {
            if (Resolve(node) is { } value)
                fields[key] = value;
        }

        return new HoconValue(fields);
    }

    /// <summary>Null for an optional substitution of what does not exist.</summary>
    private HoconValue? Resolve(HoconNode.Substitution substitution)
    {
        if (!_beingResolved.Add(substitution.Path))
            throw new FormatException($"A cycle of substitutions goes through ${{{substitution.Path}}}");

        try
        {
            return Find(substitution.Path)
                ?? (substitution.Optional ? null : throw new FormatException($"Unresolved substitution: {substitution.Path}"));
        }
        finally
        {
            _beingResolved.Remove(substitution.Path);
        }
    }

    private HoconValue? Find(string path)
    {
        HoconNode node = root;
        var keys = Config.SplitPath(path);
        for (var i = 0; i < keys.Count; i++)
        {
            if (node is not HoconNode.Composite composite)
                return Resolve(node)?.Find(keys.Skip(i));

            if (!composite.Fields.TryGetValue(keys[i], out var next))
                return null;

            node = next;
        }

        return Resolve(node);
    }

    private HoconValue? Join(HoconNode.Concatenation concatenation)
    {
        var parts = concatenation.Parts.Select(Resolve).OfType<HoconValue>().ToList();
        if (parts.Exists(part => part.IsObject()))
            return parts.Where(part => part.IsObject()).Aggregate(HoconValue.Merge);

        if (parts.Exists(part => part.IsArray()))
            return new HoconValue([.. parts.Where(part => part.IsArray()).SelectMany(part => part.GetArray())]);

        return parts.Count == 0 ? null : new HoconValue(string.Concat(parts.Select(part => part.GetString())).Trim());
    }
}

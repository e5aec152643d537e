namespace Akka.Configuration.Hocon;

/// <summary>Turns what was read into values: looks substitutions up in the same document, joins what stands side by side.</summary>
internal sealed class HoconResolver(HoconNode.Composite root)
{
    private readonly HashSet<string> _beingResolved = new(StringComparer.Ordinal);

    public HoconValue Resolve() => Resolve(root);

    private HoconValue Resolve(HoconNode node) => node switch
    {
        HoconNode.Text text => new HoconValue(text.Value),
        HoconNode.Sequence sequence => new HoconValue(sequence.Items.ConvertAll(Resolve)),
        HoconNode.Composite composite => new HoconValue(
            composite.Fields.ToDictionary(field => field.Key, field => Resolve(field.Value), StringComparer.Ordinal)),
        HoconNode.Substitution substitution => Resolve(substitution),
        HoconNode.Concatenation concatenation => Join(concatenation.Parts.ConvertAll(Resolve)),
        _ => throw new InvalidOperationException($"Unknown node {node.GetType()}"),
    };

    // Optional substitutions are errors: Akka's parser finds nothing for them, and loses what follows.
    private HoconValue Resolve(HoconNode.Substitution substitution)
    {
        if (!_beingResolved.Add(substitution.Path))
            throw new FormatException($"A cycle of substitutions goes through ${{{substitution.Path}}}");
        var found = Find(substitution.Path);
        _beingResolved.Remove(substitution.Path);
        return found ?? throw new FormatException($"Unresolved substitution: {substitution.Path}");
    }

    private HoconValue? Find(string path)
    {
        HoconNode? node = root;
        var keys = Config.SplitPath(path);
        for (var i = 0; i < keys.Count && node is not null; i++)
        {
            if (node is not HoconNode.Composite composite)
                return Resolve(node).Find(keys.Skip(i));
            node = composite.Fields.GetValueOrDefault(keys[i]);
        }

        return node is null ? null : Resolve(node);
    }

    private static HoconValue Join(List<HoconValue> parts) =>
        parts.FindLast(part => part.IsObject())
        ?? (parts.Exists(part => part.IsArray()) ? new HoconValue([.. parts.Where(part => part.IsArray()).SelectMany(part => part.GetArray())])
        : new HoconValue(string.Concat(parts.Select(part => part.GetString())).Trim()));
}

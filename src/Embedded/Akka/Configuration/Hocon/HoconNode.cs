namespace Akka.Configuration.Hocon;

/// <summary>A value as it was read, before its substitutions are resolved.</summary>
internal abstract record HoconNode
{
    public static HoconNode From(HoconValue value) =>
        value.IsObject() ? new Composite(value.Fields.ToDictionary(field => field.Key, field => From(field.Value), StringComparer.Ordinal))
        : value.IsArray() ? new Sequence([.. value.GetArray().Select(From)])
        : new Text(value.GetString());

    /// <summary>A text; null for an unquoted <c>null</c>.</summary>
    internal sealed record Text(string? Value) : HoconNode;

    internal sealed record Sequence(List<HoconNode> Items) : HoconNode;

    internal sealed record Substitution(string Path) : HoconNode;
    /// <summary>Values side by side: texts join, lists join, of objects the last counts.</summary>
    internal sealed record Concatenation(List<HoconNode> Parts) : HoconNode;

    internal sealed record Composite(Dictionary<string, HoconNode> Fields) : HoconNode
    {
        public Composite()
            : this(new Dictionary<string, HoconNode>(StringComparer.Ordinal)) { }

        /// <summary>Sets the value under a path: an object joins an object that is there, anything else replaces it.</summary>
        public void Assign(ReadOnlySpan<string> keys, HoconNode value)
        {
            var earlier = Fields.GetValueOrDefault(keys[0]);
            if (keys.Length > 1)
            {
                var inner = new Composite();
                inner.Assign(keys[1..], value);
                value = inner;
            }

            if (earlier is Composite there && value is Composite added)
            {
                foreach (var (key, field) in added.Fields)
                    there.Assign([key], field);
                return;
            }

            Fields[keys[0]] = value;
        }
    }
}

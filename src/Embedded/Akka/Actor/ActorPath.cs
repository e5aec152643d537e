namespace Akka.Actor;

/// <summary>The place of an actor in the tree, and the uid of its incarnation.</summary>
public abstract class ActorPath : IEquatable<ActorPath>
{
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private protected ActorPath(ActorPath? parent, string name, long uid, string address)
    {
        Address = address;
        ParentPath = parent;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }
    /// <summary>Distinguishes incarnations of the same path; 0 where there is none.</summary>
    public long Uid { get; }
    internal string Address { get; }
    public ActorPath Parent => ParentPath ?? this;
    public int Depth => ParentPath is null ? 0 : ParentPath.Depth + 1;
    public IReadOnlyList<string> Elements => ParentPath is null ? [] : [.. ParentPath.Elements, Name];
    internal ActorPath? ParentPath { get; }

    public static ActorPath operator /(ActorPath path, string name) => path.Child(name);
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);
    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || c == '%' || ValidSymbols.Contains(c));

    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        if (!path.StartsWith("akka://", StringComparison.Ordinal))
            return false;
        var elements = path["akka://".Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (elements.Length == 0)
            return false;
        actorPath = elements.Skip(1).Aggregate((ActorPath)new RootActorPath($"akka://{elements[0]}"), (at, name) => at.Child(name));
        return true;
    }

    /// <summary>The name may end in a uid: <c>name#42</c>.</summary>
    public ActorPath Child(string childName)
    {
        var parts = childName.Split('#');
        return new ChildActorPath(this, parts[0], parts.Length > 1 && long.TryParse(parts[1], out var uid) ? uid : 0);
    }

    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);
    public string ToStringWithAddress() => $"{Address}{ToStringWithoutAddress()}";
    public string ToStringWithUid() => Uid == 0 ? ToStringWithAddress() : $"{ToStringWithAddress()}#{Uid}";
    public override string ToString() => ToStringWithAddress();

    /// <summary>Equal means the same place; the incarnation does not count.</summary>
    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && (ParentPath is null
            ? other.ParentPath is null && Address == other.Address
            : ParentPath.Equals(other.ParentPath)));
    public override bool Equals(object? obj) => Equals(obj as ActorPath);
    public override int GetHashCode() => HashCode.Combine(Name.GetHashCode(StringComparison.Ordinal), ParentPath?.Name, Depth);
}

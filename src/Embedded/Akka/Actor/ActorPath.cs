using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>The place of an actor in the tree, and the uid of its incarnation.</summary>
public abstract class ActorPath : IComparable<ActorPath>, IEquatable<ActorPath>
{
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private protected ActorPath(ActorPath? parent, string name, long uid)
    {
        ParentPath = parent;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }

    /// <summary>Distinguishes incarnations of the same path; 0 where there is none.</summary>
    public long Uid { get; }

    public ActorPath Parent => ParentPath ?? this;

    public abstract Address Address { get; }

    public ActorPath Root
    {
        get
        {
            var path = this;
            while (path.ParentPath is { } parent)
            {
                path = parent;
            }

            return path;
        }
    }

    public int Depth => ParentPath is null ? 0 : ParentPath.Depth + 1;

    /// <summary>The names from the root down, without the root itself.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new string[Depth];
            var path = this;
            for (var i = names.Length - 1; i >= 0; i--)
            {
                names[i] = path.Name;
                path = path.Parent;
            }

            return names;
        }
    }

    internal ActorPath? ParentPath { get; }

    public static ActorPath operator /(ActorPath path, string name) => path.Child(name);

    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || c == '%' || ValidSymbols.Contains(c));

    public static string FormatPathElements(IEnumerable<string> pathElements) => "/" + string.Join('/', pathElements);

    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var address = uri.UserInfo.Length > 0
            ? new Address(uri.Scheme, uri.UserInfo, uri.Host, uri.Port < 0 ? null : uri.Port)
            : new Address(uri.Scheme, path.Substring(uri.Scheme.Length + 3, uri.Host.Length));
        actorPath = new RootActorPath(address);
        foreach (var element in uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            actorPath = actorPath.Child(element);
        }

        if (uri.Fragment.Length > 1 && long.TryParse(uri.Fragment.AsSpan(1), out var uid))
        {
            actorPath = actorPath.WithUid(uid);
        }

        return true;
    }

    public ActorPath Child(string childName)
    {
        var hash = childName.IndexOf('#', StringComparison.Ordinal);
        return hash >= 0 && long.TryParse(childName.AsSpan(hash + 1), out var uid)
            ? new ChildActorPath(this, childName[..hash], uid)
            : new ChildActorPath(this, childName, 0);
    }

    public ActorPath WithUid(long uid) => ParentPath is null || uid == Uid ? this : new ChildActorPath(ParentPath, Name, uid);

    public string ToStringWithoutAddress() => FormatPathElements(Elements);

    public string ToStringWithAddress() => ToStringWithAddress(Address);

    public string ToStringWithAddress(Address address) => $"{address}{ToStringWithoutAddress()}";

    public string ToStringWithUid() => Uid == 0 ? ToStringWithAddress() : $"{ToStringWithAddress()}#{Uid}";

    public string ToSerializationFormat() => ToStringWithUid();

    public override string ToString() => ToStringWithAddress();

    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>Equal means the same place; the incarnation does not count.</summary>
    public bool Equals(ActorPath? other)
    {
        var left = this;
        while (!ReferenceEquals(left, other))
        {
            if (other is null || left.Name != other.Name)
            {
                return false;
            }

            if (left.ParentPath is null || other.ParentPath is null)
            {
                return left.ParentPath is null && other.ParentPath is null && left.Address.Equals(other.Address);
            }

            left = left.ParentPath;
            other = other.ParentPath;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => ParentPath is null
        ? Address.GetHashCode()
        : HashCode.Combine(ParentPath.GetHashCode(), Name.GetHashCode(StringComparison.Ordinal));
}

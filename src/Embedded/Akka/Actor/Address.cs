namespace Akka.Actor;

/// <summary>Where an actor system lives; here always local: <c>akka://name</c>.</summary>
public sealed class Address : IComparable<Address>, IEquatable<Address>
{
    public static readonly Address AllSystems = new("akka", "all-systems");

    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host!;
        Port = port;
    }

    public string Host { get; }

    public int? Port { get; }

    public string Protocol { get; }

    public string System { get; }

    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    public bool HasGlobalScope => !HasLocalScope;

    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);

    public int CompareTo(Address? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public bool Equals(Address? other) =>
        other is not null && Protocol == other.Protocol && System == other.System && Host == other.Host && Port == other.Port;

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    public override string ToString()
    {
        var host = HasLocalScope ? "" : Port is { } port ? $"@{Host}:{port}" : $"@{Host}";
        return $"{Protocol}://{System}{host}";
    }
}

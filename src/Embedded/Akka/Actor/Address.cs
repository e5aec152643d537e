namespace Akka.Actor;

/// <summary>Where an actor system lives; here always local: <c>akka://name</c>.</summary>
public sealed class Address : IEquatable<Address>
{
    internal Address(string protocol, string system) => (Protocol, System) = (protocol, system);

    public string Protocol { get; }
    public string System { get; }

    public bool Equals(Address? other) => other is not null && Protocol == other.Protocol && System == other.System;
    public override bool Equals(object? obj) => Equals(obj as Address);
    public override int GetHashCode() => HashCode.Combine(Protocol, System);
    public override string ToString() => $"{Protocol}://{System}";
}

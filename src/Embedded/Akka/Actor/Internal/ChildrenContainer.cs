namespace Akka.Actor.Internal;

/// <summary>The children of one actor, by name. Safe from any thread: selections look in from outside.</summary>
internal sealed class ChildrenContainer
{
    private const string NameDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private readonly Dictionary<string, ChildRestartStats> _byName = new(StringComparer.Ordinal);
    private long _names;
    private bool _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_byName)
                return _byName.Count == 0;
        }
    }

    public void Add(string name, IInternalActorRef child)
    {
        lock (_byName)
        {
            if (_closed)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            if (!_byName.TryAdd(name, new ChildRestartStats(child)))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }
    }

    public bool Remove(IActorRef child)
    {
        lock (_byName)
            return _byName.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) && _byName.Remove(child.Path.Name);
    }

    public IInternalActorRef? Find(string name)
    {
        lock (_byName)
            return _byName.GetValueOrDefault(name)?.Child;
    }

    public ChildRestartStats? FindStats(IActorRef child)
    {
        lock (_byName)
            return _byName.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;
    }

    public ChildRestartStats[] All()
    {
        lock (_byName)
            return [.. _byName.Values];
    }

    /// <summary>No more children: the parent is terminating.</summary>
    public void Close()
    {
        lock (_byName)
            _closed = true;
    }

    /// <summary>The name of an unnamed child: $a, $b, ...</summary>
    public string NextName()
    {
        var number = Interlocked.Increment(ref _names) - 1;
        var name = new StringBuilder("$");
        do
        {
            name.Append(NameDigits[(int)(number & 63)]);
            number >>= 6;
        }
        while (number > 0);

        return name.ToString();
    }
}

using System.Collections;
using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Pdus;

/// <summary>
/// An immutable list that compares by content, so that a PDU that was decoded twice is equal to itself.
/// Made from a collection expression: <c>ItemList&lt;int&gt; list = [1, 2];</c>
/// </summary>
[CollectionBuilder(typeof(ItemList), nameof(ItemList.Create))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list, and says so.")]
public sealed class ItemList<T> : IReadOnlyList<T>, IEquatable<ItemList<T>>
{
    private readonly T[] _items;

    internal ItemList(T[] items) => _items = items;

    /// <summary>The list without items.</summary>
#pragma warning disable CA1000 // ItemList<byte>.Empty reads better than a generic method, as with ImmutableArray<T>.Empty.
    public static ItemList<T> Empty { get; } = new([]);
#pragma warning restore CA1000

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The items, without copying.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <summary>The items, without copying.</summary>
    public ReadOnlyMemory<T> Memory => _items;

    /// <summary>A list with one item more at the end.</summary>
    public ItemList<T> Add(T item) => new([.. _items, item]);

    /// <summary>Enumerates without allocating.</summary>
    public ArraySegment<T>.Enumerator GetEnumerator() => new ArraySegment<T>(_items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>True if both lists hold equal items in the same order.</summary>
    public bool Equals(ItemList<T>? other) => other is not null && Span.SequenceEqual(other.Span, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ItemList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items in brackets; bytes are only counted, because they may be a secret (user identity).</summary>
    public override string ToString() => typeof(T) == typeof(byte)
        ? $"[{_items.Length} bytes]"
        : $"[{string.Join(", ", _items)}]";
}

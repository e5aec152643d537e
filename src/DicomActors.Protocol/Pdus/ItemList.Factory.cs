namespace DicomActors.Protocol.Pdus;

/// <summary>Makes <see cref="ItemList{T}"/>s; the compiler calls it for collection expressions.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "The non-generic side of ItemList<T>.")]
public static class ItemList
{
    /// <summary>A list with a copy of <paramref name="items"/>.</summary>
    public static ItemList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ItemList<T>.Empty : new(items.ToArray());

    /// <summary>A list with a copy of <paramref name="items"/>.</summary>
    public static ItemList<T> From<T>(IEnumerable<T> items) => items as ItemList<T> ?? new([.. items]);
}

using System.Buffers;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Gathers fragments in pooled memory up to a limit. A single fragment is not copied: it stays in the receive buffer until the
/// caller is done with it.
/// </summary>
internal sealed class FragmentGatherer
{
    private byte[]? _array;
    private int _length;

    /// <summary>What was gathered; valid until the receive buffer is used again, or <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Gathered { get; private set; }

    /// <summary>Adds a fragment; false when the limit is exceeded.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> fragment, bool isLast, int limit)
    {
        if (fragment.Length > limit - _length)
        {
            return false;
        }

        if (isLast && _length == 0)
        {
            Gathered = fragment;
            return true;
        }

        EnsureRoom(_length + fragment.Length);
        fragment.CopyTo(_array.AsMemory(_length));
        _length += fragment.Length;
        Gathered = _array.AsMemory(0, _length);
        return true;
    }

    public void Clear()
    {
        Gathered = default;
        _length = 0;
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = null;
        }
    }

    private void EnsureRoom(int needed)
    {
        if (_array is not null && _array.Length >= needed)
        {
            return;
        }

        // Doubling what really arrived keeps the memory within twice of it.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * (_array?.Length ?? 128)));
        _array?.AsSpan(0, _length).CopyTo(larger);
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>
/// Writes items whose length is known only afterwards. Used for association PDUs: holds a pooled array, which grows, until it is disposed of.
/// </summary>
internal sealed class ItemWriter : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    /// <summary>The first part that was longer than its length field can say; null if all fit.</summary>
    public string? Overflow { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void WriteZeros(int count) => Take(count).Clear();

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteText(string text, int length, string field)
    {
        if (text.Length > length)
        {
            Overflow ??= $"The {field} has {text.Length} characters; the field on the wire holds {length}.";
        }

        Span<byte> bytes = Take(length);
        int written = Encoding.Latin1.GetBytes(text.AsSpan(0, Math.Min(text.Length, length)), bytes);
        bytes[written..].Fill((byte)' ');
    }

    public void WriteBytesWithLength(ReadOnlySpan<byte> bytes, string field)
    {
        int start = BeginLength();
        WriteBytes(bytes);
        EndLength(start, field);
    }

    public void WriteUidWithLength(Uid uid)
    {
        int start = BeginLength();
        WriteUid(uid);
        EndLength(start, "UID");
    }

    public void WriteUidItem(ItemType type, Uid uid)
    {
        int start = BeginItem(type);
        WriteUid(uid);
        EndItem(start, "UID item");
    }

    /// <summary>Writes an item header; its length follows with <see cref="EndItem"/>.</summary>
    public int BeginItem(ItemType type)
    {
        WriteByte((byte)type);
        WriteByte(0);
        return BeginLength();
    }

    public void EndItem(int start, string item) => EndLength(start, item);

    /// <summary>Fills the PDU header that room was left for at the beginning: everything is written.</summary>
    public void WriteHeader(PduType type)
    {
        _bytes[0] = (byte)type;
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(2), (uint)(_length - Pdu.HeaderLength));
    }

    /// <summary>Leaves room for a length of two bytes.</summary>
    public int BeginLength()
    {
        WriteUInt16(0);
        return _length;
    }

    public void EndLength(int start, string item)
    {
        int length = _length - start;
        if (length > ushort.MaxValue)
        {
            Overflow ??= $"The {item} takes {length} bytes; its length field holds {ushort.MaxValue} at most.";
        }

        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(start - 2), (ushort)length);
    }

    private void WriteUid(Uid uid)
    {
        string value = uid.Value;
        Encoding.Latin1.GetBytes(value, Take(value.Length));
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
            Written.CopyTo(larger);
            Dispose();
            _bytes = larger;
        }

        Span<byte> span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }
}

using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <summary>Lays out elements as bytes (PS3.5 section 7). Keeps no order and checks none: that is its callers' part.</summary>
internal sealed class DatasetWriter(bool isExplicit, bool isBigEndian)
{
    private const uint UndefinedLength = 0xFFFFFFFF;

    private readonly Stack<int> _lengthOffsets = new();
    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>How a data set in this transfer syntax is written, before it is deflated as a whole.</summary>
    public static DatasetWriter For(TransferSyntax syntax) => new(syntax.IsExplicitVR, !syntax.IsLittleEndian);

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public void WriteElement(DicomTag tag, VR vr, ReadOnlySpan<byte> value, bool valueIsBigEndian)
    {
        var padded = value.Length + (value.Length & 1);
        WriteHeader(tag, vr.ForLength(padded), (uint)padded);
        var destination = Grow(padded);
        value.CopyTo(destination);
        if (padded > value.Length)
        {
            destination[^1] = vr.PaddingByte();
        }

        var unit = vr.UnitSize();
        if (unit > 1 && valueIsBigEndian != isBigEndian)
        {
            for (var i = 0; i + unit <= padded; i += unit)
            {
                destination.Slice(i, unit).Reverse();
            }
        }
    }

    public void BeginSequence(DicomTag tag, bool undefinedLength)
    {
        WriteHeader(tag, VR.SQ, UndefinedLength);
        _lengthOffsets.Push(undefinedLength ? -1 : _length - 4);
    }

    public void EndSequence() => End(DicomTag.SequenceDelimitation);

    public void BeginItem(bool undefinedLength)
    {
        WriteTag(DicomTag.Item);
        WriteUInt32(UndefinedLength);
        _lengthOffsets.Push(undefinedLength ? -1 : _length - 4);
    }

    public void EndItem() => End(DicomTag.ItemDelimitation);

    public void BeginEncapsulated(DicomTag tag, VR vr) => WriteHeader(tag, vr, UndefinedLength);

    public void WriteFragment(ReadOnlySpan<byte> fragment)
    {
        var padded = fragment.Length + (fragment.Length & 1);
        WriteTag(DicomTag.Item);
        WriteUInt32((uint)padded);
        fragment.CopyTo(Grow(padded));
    }

    public void EndEncapsulated()
    {
        WriteTag(DicomTag.SequenceDelimitation);
        WriteUInt32(0);
    }

    private void End(DicomTag delimiter)
    {
        var lengthOffset = _lengthOffsets.Pop();
        if (lengthOffset < 0)
        {
            WriteTag(delimiter);
            WriteUInt32(0);
        }
        else
        {
            PutUInt32(_buffer.AsSpan(lengthOffset), (uint)(_length - lengthOffset - 4));
        }
    }

    private void WriteHeader(DicomTag tag, VR vr, uint length)
    {
        WriteTag(tag);
        if (!isExplicit)
        {
            WriteUInt32(length);
            return;
        }

        var hasShortLength = vr.HasShortLength();
        var header = Grow(hasShortLength ? 4 : 8);
        header[0] = (byte)((ushort)vr >> 8);
        header[1] = (byte)vr;
        if (hasShortLength)
        {
            PutUInt16(header[2..], (ushort)length);
        }
        else
        {
            PutUInt32(header[4..], length);
        }
    }

    private void WriteTag(DicomTag tag)
    {
        var destination = Grow(4);
        PutUInt16(destination, tag.Group);
        PutUInt16(destination[2..], tag.Element);
    }

    private void WriteUInt32(uint value) => PutUInt32(Grow(4), value);

    private void PutUInt16(Span<byte> destination, ushort value)
    {
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination, value);
        }
    }

    private void PutUInt32(Span<byte> destination, uint value)
    {
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, value);
        }
    }

    private Span<byte> Grow(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + count, _buffer.Length * 2L)));
        }

        var span = _buffer.AsSpan(_length, count);
        span.Clear();
        _length += count;
        return span;
    }
}

using System.Buffers.Binary;
using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>Writes elements of group 0000 in implicit VR little endian (PS3.7 6.3.1) into a span; says when the span is too short.</summary>
internal ref struct CommandSetWriter(Span<byte> destination)
{
    private const int HeaderLength = 8;
    private readonly Span<byte> _destination = destination;

    public int Written { get; private set; }

    public bool Overflowed { get; private set; }

    public void WriteUInt16(ushort element, ushort value)
    {
        var span = Begin(element, sizeof(ushort));
        if (!Overflowed)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span, value);
        }
    }

    public void WriteUInt16(ushort element, ushort? value)
    {
        if (value is { } present)
        {
            WriteUInt16(element, present);
        }
    }

    public void WriteUInt32(ushort element, uint value)
    {
        var span = Begin(element, sizeof(uint));
        if (!Overflowed)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span, value);
        }
    }

    public void WriteUid(ushort element, Uid uid)
    {
        if (!uid.IsEmpty)
        {
            WriteText(element, uid.Value, padding: 0);
        }
    }

    public void WriteText(ushort element, string? text, byte padding = (byte)' ')
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var length = text.Length;
        var span = Begin(element, length + (length & 1));
        if (Overflowed)
        {
            return;
        }

        Encoding.Latin1.GetBytes(text, span);
        if ((length & 1) != 0)
        {
            span[length] = padding;
        }
    }

    public void WriteTags(ushort element, IReadOnlyList<DicomTag>? tags)
    {
        if (tags is not { Count: > 0 })
        {
            return;
        }

        var span = Begin(element, tags.Count * sizeof(uint));
        for (var i = 0; i < tags.Count && !Overflowed; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[(4 * i)..], tags[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(span[((4 * i) + 2)..], tags[i].Element);
        }
    }

    private Span<byte> Begin(ushort element, int length)
    {
        if (Overflowed || _destination.Length - Written < HeaderLength + length)
        {
            Overflowed = true;
            return default;
        }

        var header = _destination[Written..];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], length);
        Written += HeaderLength + length;
        return header.Slice(HeaderLength, length);
    }
}

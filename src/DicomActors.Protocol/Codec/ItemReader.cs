using System.Buffers.Binary;
using System.Text;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>
/// A cursor over the body of a PDU or item. It never leaves its bytes: the first fault is noted in the shared
/// <see cref="DecodeContext"/>, after which every read returns nothing and every loop ends.
/// </summary>
internal ref struct ItemReader
{
    // Item header: type, reserved byte, uint16 length of the rest (PS3.8 9.3.2.1).
    private const int ItemHeaderLength = 4;

    private readonly DecodeContext _context;
    private ReadOnlySpan<byte> _rest;
    private long _offset;

    public ItemReader(ReadOnlySpan<byte> bytes, long offset, DecodeContext context)
    {
        _rest = bytes;
        _offset = offset;
        _context = context;
    }

    public readonly PduLimits Limits => _context.Limits;

    public readonly int Remaining => _rest.Length;

    public readonly bool Failed => _context.Error is not null;

    public bool TryReadItem(out ItemType type, out ItemReader item)
    {
        type = ItemType.None;
        item = default;
        if (Failed || _rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < ItemHeaderLength)
        {
            Fail(PduErrorCode.ItemOverrun, "item header", "PS3.8 9.3.1", $"{_rest.Length} bytes are left where an item header takes {ItemHeaderLength}");
            return false;
        }

        byte typeByte = _rest[0];
        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        if (length > _rest.Length - ItemHeaderLength)
        {
            Fail(PduErrorCode.ItemOverrun, "item length", "PS3.8 9.3.1", $"item {typeByte:X2}H announces {length} bytes, {_rest.Length - ItemHeaderLength} are left in what contains it");
            return false;
        }

        type = (ItemType)typeByte;
        Advance(ItemHeaderLength);
        item = new ItemReader(_rest[..length], _offset, _context);
        Advance(length);
        return true;
    }

    /// <summary>A reader for the next <paramref name="length"/> bytes.</summary>
    public ItemReader ReadPart(int length, string field, string section)
    {
        long offset = _offset;
        return new ItemReader(Take(length, field, section), offset, _context);
    }

    public byte ReadByte(string field, string section)
    {
        ReadOnlySpan<byte> bytes = Take(1, field, section);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }

    public ushort ReadUInt16(string field, string section)
    {
        ReadOnlySpan<byte> bytes = Take(2, field, section);
        return bytes.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint ReadUInt32(string field, string section)
    {
        ReadOnlySpan<byte> bytes = Take(4, field, section);
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public void Skip(int length, string field, string section) => Take(length, field, section);

    public ItemList<byte> ReadBytes(int length, string field, string section) => ItemList.Create(Take(length, field, section));

    /// <summary>One character per byte, so that nothing a peer sent is lost.</summary>
    public string ReadText(int length, string field, string section) => Encoding.Latin1.GetString(Take(length, field, section));

    public Uid ReadUidWithLength(string field, string section)
    {
        ItemReader part = ReadPart(ReadUInt16(field + " length", section), field, section);
        return part.ReadRestAsUid(field, section);
    }

    public Uid ReadRestAsUid(string field, string section)
    {
        // UIDs are not padded in PDUs; some peers pad as in data sets all the same.
        ReadOnlySpan<byte> bytes = _rest.TrimEnd((ReadOnlySpan<byte>)[0, (byte)' ']);
        if (bytes.Length > Uid.MaximumLength)
        {
            Fail(PduErrorCode.InvalidValue, field, section, $"a UID of {bytes.Length} characters, at most {Uid.MaximumLength} are allowed");
            return default;
        }

        if (bytes.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            Fail(PduErrorCode.InvalidValue, field, section, "a UID that holds something else than printable characters");
            return default;
        }

        Advance(_rest.Length);
        return bytes.IsEmpty ? default : new Uid(Encoding.ASCII.GetString(bytes));
    }

    /// <summary>A UID nobody relies on: what is not one is dropped.</summary>
    public Uid ReadRestAsUidIfAny()
    {
        ReadOnlySpan<byte> bytes = _rest.TrimEnd((ReadOnlySpan<byte>)[0, (byte)' ']);
        Advance(_rest.Length);
        return bytes.IsEmpty || bytes.Length > Uid.MaximumLength || bytes.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? default
            : new Uid(Encoding.ASCII.GetString(bytes));
    }

    public readonly void RequireEnd(string field, string section)
    {
        if (!_rest.IsEmpty)
        {
            Fail(PduErrorCode.InvalidItemLength, field, section, $"{_rest.Length} bytes more than the item holds");
        }
    }

    public readonly void RequireFirst(bool alreadySeen, string field, string section)
    {
        if (alreadySeen)
        {
            _context.Fail(PduErrorCode.DuplicateItem, _offset, field, section, "an item that is allowed once is there twice", AbortReason.UnexpectedPduParameter);
        }
    }

    public readonly void RequireBelow(int count, int limit, string field, string section)
    {
        if (count >= limit)
        {
            Fail(PduErrorCode.TooManyItems, field, section, $"more than {limit}, which is our limit");
        }
    }

    public readonly void Reject(string field, string section, string message) => Fail(PduErrorCode.InvalidValue, field, section, message);

    private readonly void Fail(PduErrorCode code, string field, string section, string message) =>
        _context.Fail(code, _offset, field, section, message);

    private ReadOnlySpan<byte> Take(int length, string field, string section)
    {
        if (Failed)
        {
            return default;
        }

        if (length > _rest.Length)
        {
            Fail(PduErrorCode.ItemOverrun, field, section, $"{length} bytes are announced or needed, {_rest.Length} are left in what contains it");
            return default;
        }

        ReadOnlySpan<byte> bytes = _rest[..length];
        Advance(length);
        return bytes;
    }

    private void Advance(int length)
    {
        _rest = _rest[length..];
        _offset += length;
    }
}

using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <summary>
/// Reads a data set element by element, forward only, without copying or allocating (PS3.5 section 7). After
/// <see cref="Read"/> returns <see langword="false"/>, <see cref="Error"/> says whether the data was sound. No input makes
/// it throw.
/// </summary>
/// <remarks>
/// Sequences of defined and undefined length read alike. An element of VR UN and undefined length is a sequence in
/// implicit VR little endian whatever the transfer syntax is (PS3.5 6.2.2). The type holds its nesting stack in itself
/// (about 1 KB): pass it by reference.
/// </remarks>
public ref partial struct DatasetReader
{
    private const uint UndefinedLength = 0xFFFFFFFF;

    private readonly ReadOnlySpan<byte> _data;
    private readonly DatasetReaderLimits _limits;
    private readonly bool _dataSetIsExplicit;
    private readonly bool _dataSetIsBigEndian;
    private FrameStack _frames;
    private int _openFrames;
    private int _position;
    private int _elements;
    private bool _explicit;
    private bool _bigEndian;
    private PixelSigns _pixelSigns;

    /// <summary>
    /// A reader at the beginning of a data set. A deflated one is inflated first, into memory, as far as
    /// <see cref="DatasetReaderLimits.MaximumInflatedLength"/> allows.
    /// </summary>
    public DatasetReader(ReadOnlySpan<byte> data, TransferSyntax transferSyntax, DatasetReaderLimits? limits = null)
    {
        _limits = limits ?? DatasetReaderLimits.Default;
        _dataSetIsExplicit = _explicit = transferSyntax.IsExplicitVR;
        _dataSetIsBigEndian = _bigEndian = !transferSyntax.IsLittleEndian;
        _data = data;
        if (transferSyntax.IsDeflated)
        {
            _data = Deflation.TryInflate(data, _limits.MaximumInflatedLength, out var inflated, out var error) ? inflated : [];
            Error = error;
        }
    }

    /// <summary>What the reader stands on.</summary>
    public DatasetTokenType TokenType { get; private set; }

    /// <summary>The element's tag; for items and fragments the tag of the sequence or pixel data they belong to.</summary>
    public DicomTag Tag { get; private set; }

    /// <summary>
    /// The element's VR: as encoded, or from the dictionary in implicit VR. <see cref="VR.UN"/> at a
    /// <see cref="DatasetTokenType.SequenceStart"/> means a sequence of unknown VR.
    /// </summary>
    public VR VR { get; private set; }

    /// <summary>
    /// The value of an element or fragment, padding included; the content of a sequence or item of defined length; else empty.
    /// </summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>How many items the token lies inside: 0 at the top level.</summary>
    public int Depth { get; private set; }

    /// <summary>Offset of the token's first byte (its tag) in the data, inflated data if it was deflated.</summary>
    public int TokenOffset { get; private set; }

    /// <summary>Offset of the first byte after the token's header.</summary>
    public int ValueOffset { get; private set; }

    /// <summary>Whether sequence, item or pixel data end at a delimiter rather than after a given length.</summary>
    public bool HasUndefinedLength { get; private set; }

    /// <summary>Whether numbers in <see cref="Value"/> are big endian.</summary>
    public readonly bool IsBigEndian => _bigEndian;

    /// <summary>Whether the token is encoded in explicit VR: <see langword="false"/> inside sequences of VR UN.</summary>
    public readonly bool IsExplicitVR => _explicit;

    /// <summary>How far the data has been read.</summary>
    public readonly int BytesConsumed => _position;

    /// <summary>What is wrong with the data, once <see cref="Read"/> has met it; else <see langword="null"/>.</summary>
    public DatasetError? Error { get; private set; }

    /// <summary>The value with what is needed to interpret it.</summary>
    public readonly ElementValue GetValue() => new(Value, VR, _bigEndian);

    /// <summary>Goes to the next token; <see langword="false"/> at the end of the data set or at an error.</summary>
    public bool Read()
    {
        if (Error is not null)
        {
            return false;
        }

        Value = default;
        HasUndefinedLength = false;
        if (_openFrames == 0)
        {
            if (_position == _data.Length)
            {
                TokenType = DatasetTokenType.None;
                return false;
            }

            return ReadElement(_data.Length, inUndefinedItem: false);
        }

        ref var frame = ref _frames[_openFrames - 1];
        if (!frame.InItem)
        {
            return ReadItem(ref frame);
        }

        return !frame.ItemIsUndefined && _position == frame.ItemLimit
            ? EndItem(ref frame, _position)
            : ReadElement(frame.ItemLimit, frame.ItemIsUndefined);
    }

    /// <summary>
    /// From the start of a sequence, item or pixel data goes to its end token, from any other token nowhere. Returns
    /// <see langword="false"/> at an error.
    /// </summary>
    public bool Skip()
    {
        var (end, level) = TokenType switch
        {
            DatasetTokenType.SequenceStart => (DatasetTokenType.SequenceEnd, _openFrames - 1),
            DatasetTokenType.EncapsulatedStart => (DatasetTokenType.EncapsulatedEnd, _openFrames - 1),
            DatasetTokenType.ItemStart => (DatasetTokenType.ItemEnd, _openFrames),
            _ => (DatasetTokenType.None, 0),
        };
        if (end == DatasetTokenType.None)
        {
            return Error is null;
        }

        if (!HasUndefinedLength)
        {
            _position = ValueOffset + Value.Length;
        }

        while (Read())
        {
            if (TokenType == end && _openFrames == level)
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadElement(int limit, bool inUndefinedItem)
    {
        var start = _position;
        Depth = _openFrames;
        var left = limit - start;
        if (left < 8)
        {
            return FailShort(start, limit, null, "an element header", 8);
        }

        Tag = ReadTag(start);
        if (Tag.Group == DicomTag.Item.Group)
        {
            return ReadDelimiterInItem(start, inUndefinedItem);
        }

        if (++_elements > _limits.MaximumElements)
        {
            return Fail(DatasetErrorCode.TooManyElements, start, Tag, $"The data set has more than {_limits.MaximumElements} elements.");
        }

        var headerLength = 8;
        uint length;
        if (!_explicit)
        {
            VR = _pixelSigns.FindVR(Tag, _openFrames);
            length = ReadUInt32(start + 4);
        }
        else
        {
            VR = (VR)((_data[start + 4] << 8) | _data[start + 5]);
            if (!char.IsAsciiLetterUpper((char)_data[start + 4]) || !char.IsAsciiLetterUpper((char)_data[start + 5]))
            {
                return Fail(DatasetErrorCode.InvalidVR, start + 4, Tag, $"{Tag} at offset {start} has no valid VR (bytes {(ushort)VR:X4}).");
            }

            if (VR.HasShortLength())
            {
                length = ReadUInt16(start + 6);
            }
            else
            {
                headerLength = 12;
                if (left < headerLength)
                {
                    return FailShort(start, limit, Tag, "the element header", headerLength);
                }

                length = ReadUInt32(start + 8);
            }
        }

        TokenOffset = start;
        ValueOffset = start + headerLength;
        return length == UndefinedLength ? BeginUndefined(limit) : TakeValue(length, limit);
    }

    private bool TakeValue(uint length, int limit)
    {
        if (length > (uint)(limit - ValueOffset))
        {
            return FailLength(length, limit);
        }

        Value = _data.Slice(ValueOffset, (int)length);
        if (VR == VR.SQ)
        {
            return Open(DatasetTokenType.SequenceStart, ValueOffset + (int)length, isUndefined: false);
        }

        if (length > (uint)_limits.MaximumValueLength)
        {
            return Fail(DatasetErrorCode.ValueTooLong, TokenOffset, Tag, $"{Tag} has a value of {length} bytes; {_limits.MaximumValueLength} are allowed.");
        }

        if (Tag == DicomTag.PixelRepresentation && length >= 2)
        {
            _pixelSigns.Note(_openFrames, ReadUInt16(ValueOffset));
        }

        _position = ValueOffset + (int)length;
        TokenType = DatasetTokenType.Element;
        return true;
    }

    private bool BeginUndefined(int limit)
    {
        HasUndefinedLength = true;
        var isPixelData = Tag == DicomTag.PixelData;
        if (isPixelData || (_explicit && VR is VR.OB or VR.OW or VR.OF or VR.OD or VR.OL or VR.OV))
        {
            return Open(DatasetTokenType.EncapsulatedStart, limit, isUndefined: true);
        }

        if (!_explicit)
        {
            // Only sequences have undefined length here, so an unknown or private element is one (PS3.5 7.1.3).
            VR = VR.SQ;
        }

        if (VR is not (VR.SQ or VR.UN))
        {
            return Fail(
                DatasetErrorCode.UndefinedLengthNotAllowed, TokenOffset, Tag, $"{Tag} {VR.Letters()} at offset {TokenOffset} has undefined length.");
        }

        if (!Open(DatasetTokenType.SequenceStart, limit, isUndefined: true))
        {
            return false;
        }

        if (VR == VR.UN)
        {
            _explicit = false;
            _bigEndian = false;
        }

        return true;
    }

    private readonly DicomTag ReadTag(int offset) => new(ReadUInt16(offset), ReadUInt16(offset + 2));

    private readonly ushort ReadUInt16(int offset) => _bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(_data[offset..])
        : BinaryPrimitives.ReadUInt16LittleEndian(_data[offset..]);

    private readonly uint ReadUInt32(int offset) => _bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(_data[offset..])
        : BinaryPrimitives.ReadUInt32LittleEndian(_data[offset..]);

    private bool FailShort(int offset, int limit, DicomTag? tag, string what, int needed) => limit == _data.Length
        ? Fail(DatasetErrorCode.Truncated, offset, tag, $"The data ends at offset {limit}, inside {what} at offset {offset} that needs {needed} bytes.")
        : Fail(DatasetErrorCode.Overrun, offset, tag, $"The enclosing item ends at offset {limit}, inside {what} at offset {offset} that needs {needed} bytes.");

    private bool FailLength(uint length, int limit) => Fail(
        limit == _data.Length ? DatasetErrorCode.Truncated : DatasetErrorCode.Overrun,
        TokenOffset,
        Tag,
        $"{Tag} at offset {TokenOffset} states a length of {length} bytes, but {(limit == _data.Length ? "the data" : "what encloses it")} has {limit - ValueOffset} left.");

    private bool Fail(DatasetErrorCode code, int offset, DicomTag? tag, string message)
    {
        Error = new DatasetError(code, offset, tag, message);
        TokenType = DatasetTokenType.None;
        Value = default;
        return false;
    }
}

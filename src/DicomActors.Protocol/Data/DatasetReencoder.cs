using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <summary>
/// Rewrites a little endian data set from explicit to implicit VR or back, element header by element header, while it streams
/// past (PS3.5 section 7). Values stay with the caller, who passes them on as they are. Sequences and items are written with
/// undefined length, since their new length is not known when they begin. Errors are those of <see cref="DatasetReader"/>.
/// </summary>
/// <param name="toExplicit">Whether from implicit to explicit VR, else from explicit to implicit.</param>
/// <param name="origin">Offset of the data set's first byte, in the file where it comes from one: errors name offsets.</param>
/// <param name="length">Length of the data set, if known.</param>
internal sealed partial class DatasetReencoder(bool toExplicit, long origin, long? length)
{
    private const uint UndefinedLength = 0xFFFFFFFF;
    private const int LongestHeader = 12;

    private readonly long _end = length is { } known ? origin + known : long.MaxValue;
    private readonly byte[] _output = new byte[LongestHeader];
    private readonly Frame[] _frames = new Frame[DatasetReaderLimits.Default.MaximumDepth];
    private int _openFrames;
    private int _outputLength;
    private long _position = origin;
    private long _start;
    private DicomTag _tag;
    private VR _vr;
    private bool _explicit = !toExplicit;
    private PixelSigns _pixelSigns;
    private byte? _padding;

    /// <summary>What the last step has to say, to be written before the value.</summary>
    public ReadOnlySpan<byte> Output => _output.AsSpan(0, _outputLength);

    /// <summary>Bytes of the value behind the header that the last step has read.</summary>
    public uint ValueLength { get; private set; }

    /// <summary>Whether the value is to be left out.</summary>
    public bool DropsValue { get; private set; }

    /// <summary>Whether the data set has ended where it should.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What is wrong with the data set; then it cannot go on.</summary>
    public DatasetError? Error { get; private set; }

    /// <summary>
    /// Reads one header, once the value of the last has been read. Returns <see langword="false"/> when complete, at an error, or
    /// when there is too little input; then nothing has changed.
    /// </summary>
    /// <param name="input">What follows, as far as it is there.</param>
    /// <param name="isEnd">Whether nothing comes behind it.</param>
    /// <param name="consumed">Bytes of it that were read.</param>
    public bool Step(ReadOnlySpan<byte> input, bool isEnd, out int consumed)
    {
        consumed = 0;
        _outputLength = 0;
        ValueLength = 0;
        DropsValue = false;
        if (_padding is { } padding)
        {
            _padding = null;
            _output[0] = padding;
            _outputLength = 1;
            return true;
        }

        _start = _position;
        if (_openFrames > 0)
        {
            ref var frame = ref _frames[_openFrames - 1];
            return !frame.InItem ? ReadItem(ref frame, input, isEnd, out consumed)
                : frame.ItemLimit == _position ? EndItem(ref frame)
                : ReadElement(frame.ItemIsUndefined ? frame.SequenceLimit : frame.ItemLimit, input, isEnd, out consumed);
        }

        IsComplete = _position == _end || (_end == long.MaxValue && isEnd && input.IsEmpty);
        return !IsComplete && ReadElement(_end, input, isEnd, out consumed);
    }

    /// <summary>The input has ended before the value did.</summary>
    /// <param name="missing">Bytes of it that were not there.</param>
    public void FailInValue(long missing) => FailLength(ValueLength, ValueLength - missing, isEnclosed: false);

    private bool ReadElement(long limit, ReadOnlySpan<byte> input, bool isEnd, out int consumed)
    {
        consumed = 0;
        if (!Has(8, limit, null, "an element header", input, isEnd))
        {
            return false;
        }

        _tag = ReadTag(input);
        if (_tag.Group == DicomTag.Item.Group)
        {
            return ReadDelimiterInItem(out consumed);
        }

        var headerLength = 8;
        uint valueLength;
        if (!_explicit)
        {
            _vr = _pixelSigns.FindVR(_tag, _openFrames);
            valueLength = BinaryPrimitives.ReadUInt32LittleEndian(input[4..]);
        }
        else
        {
            _vr = (VR)BinaryPrimitives.ReadUInt16BigEndian(input[4..]);
            if (!char.IsAsciiLetterUpper((char)input[4]) || !char.IsAsciiLetterUpper((char)input[5]))
            {
                return Fail(DatasetErrorCode.InvalidVR, _start + 4, _tag, $"{_tag} at offset {_start} has no valid VR (bytes {(ushort)_vr:X4}).");
            }

            if (_vr.HasShortLength())
            {
                valueLength = BinaryPrimitives.ReadUInt16LittleEndian(input[6..]);
            }
            else if (!Has(headerLength = 12, limit, _tag, "the element header", input, isEnd))
            {
                return false;
            }
            else
            {
                valueLength = BinaryPrimitives.ReadUInt32LittleEndian(input[8..]);
            }
        }

        return valueLength == UndefinedLength
            ? BeginUndefined(headerLength, limit, out consumed)
            : TakeValue(headerLength, valueLength, limit, input, isEnd, out consumed);
    }

    private bool TakeValue(int headerLength, uint valueLength, long limit, ReadOnlySpan<byte> input, bool isEnd, out int consumed)
    {
        consumed = 0;
        var valueOffset = _start + headerLength;
        if (valueLength > limit - valueOffset)
        {
            return FailLength(valueLength, limit - valueOffset, isEnclosed: limit != _end);
        }

        if (_vr == VR.SQ)
        {
            return Open(headerLength, valueOffset + valueLength, isUndefined: false, out consumed);
        }

        if (_explicit && valueLength > 0 && _vr != VR.UN && TagDictionary.FindVR(_tag) == VR.SQ)
        {
            return FailConversion($"{_tag} at offset {_start} is {_vr.Letters()} here, but implicit VR would make a sequence of it, as the dictionary does.");
        }

        if (_tag == DicomTag.PixelRepresentation && valueLength >= 2)
        {
            if (input.Length < headerLength + 2)
            {
                return isEnd && FailLength(valueLength, input.Length - headerLength, isEnclosed: false);
            }

            _pixelSigns.Note(_openFrames, BinaryPrimitives.ReadUInt16LittleEndian(input[headerLength..]));
        }

        consumed = headerLength;
        _position = valueOffset + valueLength;
        ValueLength = valueLength;
        DropsValue = _tag.IsGroupLength; // It would be wrong, and has been retired (PS3.5 7.2).
        if (!DropsValue)
        {
            var padded = valueLength + (valueLength & 1);
            _padding = padded > valueLength ? _vr.PaddingByte() : null;
            WriteHeader(_tag, _vr.ForLength(padded), padded);
        }

        return true;
    }

    private bool BeginUndefined(int headerLength, long limit, out int consumed)
    {
        consumed = 0;
        if (_tag == DicomTag.PixelData || (_explicit && _vr is VR.OB or VR.OW or VR.OF or VR.OD or VR.OL or VR.OV))
        {
            return FailConversion($"{_tag} at offset {_start} is compressed; re-encoding it would need a codec.");
        }

        if (_explicit && _vr is not (VR.SQ or VR.UN))
        {
            return Fail(DatasetErrorCode.UndefinedLengthNotAllowed, _start, _tag, $"{_tag} {_vr.Letters()} at offset {_start} has undefined length.");
        }

        if (!Open(headerLength, limit, isUndefined: true, out consumed))
        {
            return false;
        }

        // Inside a sequence of VR UN everything is implicit VR (PS3.5 6.2.2); and only a sequence has undefined length there.
        _explicit &= _vr != VR.UN;
        return true;
    }

    private void WriteHeader(DicomTag tag, VR vr, uint valueLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(_output.AsSpan(2), tag.Element);
        _outputLength = 8;
        if (!toExplicit || vr == VR.None)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_output.AsSpan(4), valueLength);
            return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_output.AsSpan(4), (ushort)vr);
        if (vr.HasShortLength())
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_output.AsSpan(6), (ushort)valueLength);
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_output.AsSpan(6), 0);
        BinaryPrimitives.WriteUInt32LittleEndian(_output.AsSpan(8), valueLength);
        _outputLength = LongestHeader;
    }

    private static DicomTag ReadTag(ReadOnlySpan<byte> input) =>
        new(BinaryPrimitives.ReadUInt16LittleEndian(input), BinaryPrimitives.ReadUInt16LittleEndian(input[2..]));

    /// <summary>Whether so many bytes are there; an error if they never will be.</summary>
    private bool Has(int needed, long limit, DicomTag? tag, string what, ReadOnlySpan<byte> input, bool isEnd)
    {
        if (limit - _start < needed)
        {
            return limit == _end
                ? FailEnd(limit, tag, what, needed)
                : Fail(DatasetErrorCode.Overrun, _start, tag, $"The enclosing item ends at offset {limit}, inside {what} at offset {_start} that needs {needed} bytes.");
        }

        return input.Length >= needed || (isEnd && FailEnd(_start + input.Length, tag, what, needed));
    }

    private bool FailEnd(long end, DicomTag? tag, string what, int needed) =>
        Fail(DatasetErrorCode.Truncated, _start, tag, $"The data ends at offset {end}, inside {what} at offset {_start} that needs {needed} bytes.");

    private bool FailLength(uint valueLength, long left, bool isEnclosed) => Fail(
        isEnclosed ? DatasetErrorCode.Overrun : DatasetErrorCode.Truncated, _start, _tag,
        $"{_tag} at offset {_start} states a length of {valueLength} bytes, but {(isEnclosed ? "what encloses it" : "the data")} has {left} left.");

    private bool FailConversion(string message) => Fail(DatasetErrorCode.UnsupportedConversion, _start, _tag, message);

    private bool Fail(DatasetErrorCode code, long offset, DicomTag? tag, string message)
    {
        Error = new DatasetError(code, offset, tag, message);
        return false;
    }
}

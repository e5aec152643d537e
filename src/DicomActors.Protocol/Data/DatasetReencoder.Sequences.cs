using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <content>Sequences and items (PS3.5 7.5): a frame for each sequence that is open.</content>
internal sealed partial class DatasetReencoder
{
    private bool Open(int headerLength, long limit, bool isUndefined, out int consumed)
    {
        consumed = 0;
        if (_openFrames == _frames.Length)
        {
            return Fail(DatasetErrorCode.TooDeep, _start, _tag, $"{_tag} at offset {_start} is nested deeper than {_frames.Length} sequences.");
        }

        _frames[_openFrames++] = new Frame
        {
            Tag = _tag,
            SequenceLimit = limit,
            SequenceIsUndefined = isUndefined,
            OuterIsExplicit = _explicit,
        };
        WriteHeader(_tag, VR.SQ, UndefinedLength);
        Consume(headerLength, out consumed);
        return true;
    }

    private bool ReadItem(ref Frame frame, ReadOnlySpan<byte> input, bool isEnd, out int consumed)
    {
        consumed = 0;
        _tag = frame.Tag;
        if (!frame.SequenceIsUndefined && _position == frame.SequenceLimit)
        {
            return EndSequence(ref frame);
        }

        if (!Has(8, frame.SequenceLimit, _tag, "an item of the sequence, or its end,", input, isEnd))
        {
            return false;
        }

        var delimiter = ReadTag(input);
        if (delimiter == DicomTag.SequenceDelimitation && frame.SequenceIsUndefined)
        {
            Consume(8, out consumed);
            return EndSequence(ref frame);
        }

        if (delimiter != DicomTag.Item)
        {
            var code = delimiter.Group == DicomTag.Item.Group ? DatasetErrorCode.UnexpectedDelimiter : DatasetErrorCode.ItemExpected;
            return Fail(code, _start, _tag, $"{delimiter} stands at offset {_start}, where an item of {_tag} is expected.");
        }

        return BeginItem(ref frame, BinaryPrimitives.ReadUInt32LittleEndian(input[4..]), out consumed);
    }

    private bool BeginItem(ref Frame frame, uint itemLength, out int consumed)
    {
        consumed = 0;
        var isUndefined = itemLength == UndefinedLength;
        var contentOffset = _start + 8;
        if (!isUndefined && itemLength > frame.SequenceLimit - contentOffset)
        {
            return FailLength(itemLength, frame.SequenceLimit - contentOffset, isEnclosed: frame.SequenceLimit != _end);
        }

        frame.InItem = true;
        frame.ItemIsUndefined = isUndefined;
        frame.ItemLimit = isUndefined ? -1 : contentOffset + itemLength;
        _pixelSigns.Inherit(_openFrames);
        WriteHeader(DicomTag.Item, VR.None, UndefinedLength);
        Consume(8, out consumed);
        return true;
    }

    private bool ReadDelimiterInItem(out int consumed)
    {
        consumed = 0;
        if (_openFrames == 0 || _tag != DicomTag.ItemDelimitation || !_frames[_openFrames - 1].ItemIsUndefined)
        {
            return Fail(DatasetErrorCode.UnexpectedDelimiter, _start, _tag, $"{_tag} stands at offset {_start}, where an element is expected.");
        }

        Consume(8, out consumed);
        return EndItem(ref _frames[_openFrames - 1]);
    }

    private bool EndItem(ref Frame frame)
    {
        frame.InItem = false;
        WriteHeader(DicomTag.ItemDelimitation, VR.None, 0);
        return true;
    }

    private bool EndSequence(ref Frame frame)
    {
        _explicit = frame.OuterIsExplicit;
        _openFrames--;
        WriteHeader(DicomTag.SequenceDelimitation, VR.None, 0);
        return true;
    }

    private void Consume(int count, out int consumed)
    {
        consumed = count;
        _position += count;
    }

    private struct Frame
    {
        public DicomTag Tag;
        public long SequenceLimit;
        public long ItemLimit;
        public bool SequenceIsUndefined;
        public bool ItemIsUndefined;
        public bool InItem;
        public bool OuterIsExplicit;
    }
}

using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Data;

/// <content>Sequences, items and fragments (PS3.5 7.5 and A.4): a frame for each sequence that is open.</content>
public ref partial struct DatasetReader
{
    private bool Open(DatasetTokenType type, int limit, bool isUndefined)
    {
        if (_openFrames == _limits.MaximumDepth)
        {
            return Fail(DatasetErrorCode.TooDeep, TokenOffset, Tag, $"{Tag} at offset {TokenOffset} is nested deeper than {_limits.MaximumDepth} sequences.");
        }

        ref var frame = ref _frames[_openFrames++];
        frame = new Frame
        {
            Tag = Tag,
            VR = VR,
            SequenceLimit = limit,
            SequenceIsUndefined = isUndefined,
            IsEncapsulated = type == DatasetTokenType.EncapsulatedStart,
            OuterIsExplicit = _explicit,
            OuterIsBigEndian = _bigEndian,
        };
        _position = ValueOffset;
        TokenType = type;
        return true;
    }

    private bool ReadItem(ref Frame frame)
    {
        var start = _position;
        Depth = _openFrames - 1;
        Tag = frame.Tag;
        VR = frame.VR;
        if (!frame.SequenceIsUndefined && start == frame.SequenceLimit)
        {
            return EndSequence(ref frame, start);
        }

        if (frame.SequenceLimit - start < 8)
        {
            return FailShort(start, frame.SequenceLimit, Tag, "an item of the sequence, or its end,", 8);
        }

        var delimiter = ReadTag(start);
        var length = ReadUInt32(start + 4);
        TokenOffset = start;
        ValueOffset = _position = start + 8;
        if (delimiter == DicomTag.SequenceDelimitation && frame.SequenceIsUndefined)
        {
            return EndSequence(ref frame, start);
        }

        if (delimiter != DicomTag.Item)
        {
            var code = delimiter.Group == DicomTag.Item.Group ? DatasetErrorCode.UnexpectedDelimiter : DatasetErrorCode.ItemExpected;
            return Fail(code, start, Tag, $"{delimiter} stands at offset {start}, where an item of {Tag} is expected.");
        }

        if (++_elements > _limits.MaximumElements)
        {
            return Fail(DatasetErrorCode.TooManyElements, start, Tag, $"The data set has more than {_limits.MaximumElements} elements.");
        }

        return BeginItem(ref frame, length);
    }

    private bool BeginItem(ref Frame frame, uint length)
    {
        HasUndefinedLength = length == UndefinedLength;
        if (HasUndefinedLength && frame.IsEncapsulated)
        {
            return Fail(DatasetErrorCode.UndefinedLengthNotAllowed, TokenOffset, Tag, $"A fragment of {Tag} at offset {TokenOffset} has undefined length.");
        }

        if (!HasUndefinedLength)
        {
            if (length > (uint)(frame.SequenceLimit - ValueOffset))
            {
                return FailLength(length, frame.SequenceLimit);
            }

            Value = _data.Slice(ValueOffset, (int)length);
        }

        if (frame.IsEncapsulated)
        {
            _position += (int)length;
            TokenType = DatasetTokenType.Fragment;
            return true;
        }

        frame.InItem = true;
        frame.ItemIsUndefined = HasUndefinedLength;
        frame.ItemLimit = HasUndefinedLength ? frame.SequenceLimit : ValueOffset + (int)length;
        _pixelSigns.Inherit(_openFrames);
        TokenType = DatasetTokenType.ItemStart;
        return true;
    }

    private bool ReadDelimiterInItem(int start, bool inUndefinedItem)
    {
        if (Tag != DicomTag.ItemDelimitation || !inUndefinedItem)
        {
            return Fail(DatasetErrorCode.UnexpectedDelimiter, start, Tag, $"{Tag} stands at offset {start}, where an element is expected.");
        }

        _position = start + 8;
        return EndItem(ref _frames[_openFrames - 1], start);
    }

    private bool EndItem(ref Frame frame, int offset)
    {
        frame.InItem = false;
        Tag = frame.Tag;
        VR = frame.VR;
        Depth = _openFrames - 1;
        TokenOffset = offset;
        ValueOffset = _position;
        TokenType = DatasetTokenType.ItemEnd;
        return true;
    }

    private bool EndSequence(ref Frame frame, int offset)
    {
        TokenOffset = offset;
        ValueOffset = _position;
        TokenType = frame.IsEncapsulated ? DatasetTokenType.EncapsulatedEnd : DatasetTokenType.SequenceEnd;
        _explicit = frame.OuterIsExplicit;
        _bigEndian = frame.OuterIsBigEndian;
        _openFrames--;
        return true;
    }

    private struct Frame
    {
        public int SequenceLimit;
        public int ItemLimit;
        public DicomTag Tag;
        public VR VR;
        public bool SequenceIsUndefined;
        public bool ItemIsUndefined;
        public bool InItem;
        public bool IsEncapsulated;
        public bool OuterIsExplicit;
        public bool OuterIsBigEndian;
    }

    [InlineArray(DatasetReaderLimits.GreatestDepth)]
    private struct FrameStack
    {
        private Frame _first;
    }
}

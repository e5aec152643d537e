using System.Buffers.Binary;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Tests.Engine;

namespace DicomActors.Protocol.Tests.Content;

[Collection(MemoryMeasurements.Name)]
public sealed class ReencodedContentMemoryTests
{
    private const int Most = 64 << 10;

    [Theory]
    [InlineData(256 << 20, 1)]
    [InlineData(4 << 20, 20_000)]
    public async Task AQuarterOfAGibibyte_InOneValueOrManyElements_AllocatesAFewKilobytes(int valueLength, int elements)
    {
        const int Shown = 8;
        await ReadAsync(Shown, 10);

        // Nothing here has to wait, so it all happens on this thread: what others allocate meanwhile does not count.
        var thread = Environment.CurrentManagedThreadId;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = await ReadAsync(valueLength, elements);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(thread, Environment.CurrentManagedThreadId);

        Assert.Equal((8L * 2 * elements) + 8 + valueLength, read);
        Assert.True(allocated < Most, $"{read} bytes were re-encoded with {allocated} bytes of managed memory, expected less than {Most}");
    }

    private static async Task<long> ReadAsync(int valueLength, int elements)
    {
        await using var reader = await new ReencodedContent(new LongContent(valueLength, elements)).OpenAsync(default);
        var buffer = new byte[16 << 10];
        long read = 0;
        while (await reader.ReadAsync(buffer, default) is > 0 and var count)
        {
            read += count;
        }

        return read;
    }

    /// <summary>So many private elements of eight bytes, and pixel data of so many.</summary>
    private sealed class LongContent(int valueLength, int elements)
        : DicomContent(SopClasses.CtImageStorage, new Uid("1.2.3"), TransferSyntax.ExplicitVRLittleEndian)
    {
        public override long? Length => (16L * elements) + 12 + valueLength;

        public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) => new(new Reader(valueLength, elements));

        private sealed class Reader(int valueLeft, int elementsLeft) : DicomContentReader
        {
            private int _valueLeft = valueLeft;
            private int _elementsLeft = elementsLeft;
            private bool _inValue;

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
            {
                var span = buffer.Span;
                if (_elementsLeft > 0)
                {
                    _elementsLeft--;
                    WriteHeader(span, 0x0009, 0x1001, "FD");
                    BinaryPrimitives.WriteUInt16LittleEndian(span[6..], 8);
                    span[8..16].Clear();
                    return new ValueTask<int>(16);
                }

                if (!_inValue)
                {
                    _inValue = true;
                    WriteHeader(span, 0x7FE0, 0x0010, "OW");
                    BinaryPrimitives.WriteUInt16LittleEndian(span[6..], 0);
                    BinaryPrimitives.WriteInt32LittleEndian(span[8..], _valueLeft);
                    return new ValueTask<int>(12);
                }

                var count = Math.Min(_valueLeft, span.Length);
                _valueLeft -= count;
                return new ValueTask<int>(count);
            }

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

            private static void WriteHeader(Span<byte> span, ushort group, ushort element, string vr)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(span, group);
                BinaryPrimitives.WriteUInt16LittleEndian(span[2..], element);
                (span[4], span[5]) = ((byte)vr[0], (byte)vr[1]);
            }
        }
    }
}

using System.Buffers.Binary;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>Streams of real peers, cut, truncated and damaged in every way.</summary>
public sealed class CaptureTests
{
    // Beyond this size not every index adds something, and the square of it costs minutes.
    private const int EveryIndexUpTo = 3000;

    private static IReadOnlyList<Captures.CapturedPdu> Pdus { get; } =
    [
        .. Captures.Pdus,
        new("typed A-ASSOCIATE-RQ", Bytes.RequestWithEveryItem()),
        new("typed A-ASSOCIATE-AC", Bytes.AcceptWithEveryItem()),
        new("typed P-DATA-TF", Bytes.Data(Bytes.Pdv(1, 3, 1, 2), Bytes.Pdv(1, 0), Bytes.Pdv(1, 2, 3, 4, 5, 6))),
    ];

    public static TheoryData<string> Names => [.. Captures.All.Select(static capture => capture.Name)];

    [Fact]
    public void Captures_AreThere_CoverEveryPduType()
    {
        var types = Captures.Pdus.Select(static pdu => (PduType)pdu.Bytes[0]).Distinct().Order().ToArray();
        Assert.Equal([PduType.AssociateRequest, PduType.AssociateAccept, PduType.AssociateReject, PduType.DataTransfer, PduType.ReleaseRequest, PduType.ReleaseResponse, PduType.Abort], types);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stream_Whole_IsReadToItsEnd(string name)
    {
        byte[] bytes = Captures.Find(name).Bytes;
        Transcript transcript = Transcript.Of(bytes);
        Assert.Null(transcript.Error);
        Assert.True(transcript.EndsAtBoundary, $"{name} ends inside a PDU at {transcript.Position} of {bytes.Length}");
        Assert.NotEmpty(transcript.Pdus);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stream_OneByteAtATime_ReadsTheSame(string name)
    {
        byte[] bytes = Captures.Find(name).Bytes;
        Assert.Equal(Transcript.Of(bytes).ToString(), Transcript.Of(PduBytesAttribute.BytePerSegment(bytes)).ToString());
    }

    [Fact]
    public void EveryPdu_SplitAtEveryIndex_ReadsTheSame()
    {
        foreach (Captures.CapturedPdu pdu in Pdus)
        {
            string expected = Transcript.Of(pdu.Bytes).ToString();
            foreach (int index in Indexes(pdu.Bytes.Length))
            {
                string actual = Transcript.Of([pdu.Bytes.AsMemory(0, index), pdu.Bytes.AsMemory(index)]).ToString();
                Assert.True(expected == actual, $"{pdu.Name} split at {index}: {actual}");
            }
        }
    }

    [Fact]
    public void EveryPdu_TruncatedAtEveryByte_NeedsMore()
    {
        foreach (Captures.CapturedPdu pdu in Pdus)
        {
            foreach (int length in Indexes(pdu.Bytes.Length))
            {
                Transcript transcript = Transcript.Of(pdu.Bytes[..length]);
                Assert.True(transcript.Error is null && transcript.Pdus.Count == 0 && !transcript.EndsAtBoundary, $"{pdu.Name} cut to {length} bytes: {transcript}");
            }
        }
    }

    [Fact]
    public void EveryPdu_EveryLengthFieldFlipped_IsErrorOrLess_NeverMore()
    {
        foreach (Captures.CapturedPdu pdu in Pdus.DistinctBy(static pdu => (pdu.Bytes[0], pdu.Bytes.Length)))
        {
            foreach (LengthField field in LengthField.FindAll(pdu.Bytes).Take(400))
            {
                foreach (uint value in field.Variations)
                {
                    byte[] damaged = field.Set(pdu.Bytes, value);
                    Transcript transcript = Transcript.Of([damaged]);
                    bool tooLong = value > field.Value && field.Size == 2 && field.Offset + 2 + value > pdu.Bytes.Length;
                    Assert.True(
                        !tooLong || transcript.Error is { AbortReason: AbortReason.InvalidPduParameterValue },
                        $"{pdu.Name}: length {field.Value} at {field.Offset} set to {value}, beyond the PDU: {transcript}");
                }
            }
        }
    }

    [Fact]
    public void EveryPdu_DecodedEncodedDecoded_IsEqual()
    {
        foreach (Captures.CapturedPdu captured in Pdus.Where(static pdu => pdu.Bytes[0] != (byte)PduType.DataTransfer))
        {
            Pdu first = Assert.Single(Transcript.Of(captured.Bytes).Pdus);
            Pdu second = Assert.Single(Transcript.Of(PduWriter.ToArray(first)).Pdus);
            Assert.True(first.Equals(second), $"{captured.Name}: {first} became {second}");
        }
    }

    private static IEnumerable<int> Indexes(int length) =>
        length <= EveryIndexUpTo
            ? Enumerable.Range(1, length - 1)
            : Enumerable.Range(1, 400).Concat(Enumerable.Range(0, 60).Select(step => 401 + (step * ((length - 800) / 60)))).Concat(Enumerable.Range(length - 60, 60));

    /// <summary>A length on the wire, found by walking the items without the production code.</summary>
    private sealed record LengthField(int Offset, int Size, uint Value)
    {
        public IEnumerable<uint> Variations =>
            new[] { 0u, 1u, Value - 1, Value + 1, Value + 4, 0x7FFFu, 0xFFFFu, Size == 4 ? 0x7FFFFFFFu : 0xFFFE, Size == 4 ? 0xFFFFFFFFu : 2u }
                .Where(value => value != Value && (Size == 4 || value <= 0xFFFF))
                .Distinct();

        public static IEnumerable<LengthField> FindAll(byte[] pdu)
        {
            yield return At(pdu, 2, 4);
            IEnumerable<LengthField> inner = (PduType)pdu[0] switch
            {
                PduType.AssociateRequest or PduType.AssociateAccept => Items(pdu, 74, pdu.Length),
                PduType.DataTransfer => Pdvs(pdu),
                _ => [],
            };
            foreach (LengthField field in inner)
            {
                yield return field;
            }
        }

        public byte[] Set(byte[] pdu, uint value)
        {
            byte[] copy = [.. pdu];
            if (Size == 4)
            {
                BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(Offset), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(Offset), (ushort)value);
            }

            return copy;
        }

        private static LengthField At(byte[] pdu, int offset, int size) =>
            new(offset, size, size == 4 ? BinaryPrimitives.ReadUInt32BigEndian(pdu.AsSpan(offset)) : BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(offset)));

        private static IEnumerable<LengthField> Pdvs(byte[] pdu)
        {
            for (int offset = 6; offset < pdu.Length; offset += 4 + (int)At(pdu, offset, 4).Value)
            {
                yield return At(pdu, offset, 4);
            }
        }

        // Fields that begin with their length, one behind the other.
        private static IEnumerable<LengthField> Chain(byte[] pdu, int offset, int count)
        {
            for (; count > 0; count--)
            {
                LengthField field = At(pdu, offset, 2);
                yield return field;
                offset += 2 + (int)field.Value;
            }
        }

        private static IEnumerable<LengthField> Items(byte[] pdu, int start, int end)
        {
            while (start < end)
            {
                LengthField field = At(pdu, start + 2, 2);
                yield return field;
                int content = start + 4;
                int next = content + (int)field.Value;
                IEnumerable<LengthField> inner = pdu[start] switch
                {
                    0x20 or 0x21 => Items(pdu, content + 4, next),
                    0x50 => Items(pdu, content, next),
                    0x54 or 0x56 or 0x59 => [At(pdu, content, 2)],
                    0x57 => Chain(pdu, content, 3),
                    0x58 => Chain(pdu, content + 2, 2),
                    _ => [],
                };
                foreach (LengthField inside in inner)
                {
                    yield return inside;
                }

                start = next;
            }
        }
    }
}

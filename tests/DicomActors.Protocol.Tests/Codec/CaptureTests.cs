using System.Buffers.Binary;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>Streams of real peers, cut, truncated and damaged in every way.</summary>
public sealed class CaptureTests
{
    private const int Cores = 2;

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

    /// <summary>
    /// Between two PDUs a reader remembers nothing but that there was one. So a stream cut at any index is one of its PDUs cut there, with
    /// another before and behind it; that is the same in a fraction of the time, and a PDU that is in many captures is cut once.
    /// </summary>
    [Fact]
    public void EveryStream_SplitAtEveryIndex_ReadsTheSame()
    {
        byte[] neighbour = Bytes.FromHex(Bytes.ReleaseRequest);
        foreach (Captures.CapturedPdu pdu in Pdus)
        {
            byte[] stream = [.. neighbour, .. pdu.Bytes, .. neighbour];
            Transcript expected = Transcript.Of(stream);
            Assert.True(expected.Error is null && expected.EndsAtBoundary, $"{pdu.Name}: {expected}");
            ForEveryIndex(neighbour.Length, neighbour.Length + pdu.Bytes.Length, index =>
            {
                // The message is long: made only when it is needed.
                Transcript actual = Transcript.Of([stream.AsMemory(0, index), stream.AsMemory(index)]);
                Assert.True(expected.Equals(actual), expected.Equals(actual) ? "" : $"{pdu.Name} split at {index - neighbour.Length}: {actual}");
            });
        }
    }

    [Fact]
    public void EveryPdu_TruncatedAtEveryByte_NeedsMore()
    {
        foreach (Captures.CapturedPdu pdu in Pdus)
        {
            ForEveryIndex(1, pdu.Bytes.Length - 1, length =>
            {
                Transcript transcript = Transcript.Of([pdu.Bytes.AsMemory(0, length)]);
                Assert.True(
                    transcript.Error is null && transcript.Pdus.Count == 0 && !transcript.EndsAtBoundary && transcript.Position == length,
                    $"{pdu.Name} cut to {length} bytes");
            });
        }
    }

    [Fact]
    public void EveryPdu_EveryLengthFieldFlipped_IsErrorOrLess_NeverMore()
    {
        foreach (Captures.CapturedPdu pdu in Pdus)
        {
            LengthField[] fields = [.. LengthField.FindAll(pdu.Bytes)];
            ForEveryIndex(0, fields.Length - 1, index => AssertFlipped(pdu, fields[index]));
        }
    }

    [Fact]
    public void ExtendedNegotiation_OfDcmtk_IsReadInRequestAndAnswer()
    {
        SopClassExtendedNegotiation[] expected =
        [
            new(SopClasses.CtImageStorage, [2, 0, 3, 0, 1, 0]),
            new(SopClasses.MrImageStorage, [2, 0, 3, 0, 1]),
        ];
        var request = (AssociateRequestPdu)Transcript.Of(Captures.Find("dcmtk/extended-negotiation.requestor.bin").Bytes).Pdus[0];
        var accept = (AssociateAcceptPdu)Transcript.Of(Captures.Find("dcmtk/extended-negotiation.acceptor.bin").Bytes).Pdus[0];
        Assert.Equal(expected, request.UserInformation.SopClassExtendedNegotiations);
        Assert.Equal(expected, accept.UserInformation.SopClassExtendedNegotiations);
        Assert.Equal([new RoleSelection(SopClasses.CtImageStorage, true, true)], accept.UserInformation.RoleSelections);
    }

    [Theory]
    [InlineData("dcmtk/identity-username-response-wanted")]
    [InlineData("dcmtk/identity-username-response-wanted-dcmqrscp")]
    [InlineData("orthanc/scp-identity-response-wanted")]
    public void IdentityResponse_IsWanted_NoneOfThesePeersSendsOne(string name)
    {
        var request = (AssociateRequestPdu)Transcript.Of(Captures.Find($"{name}.requestor.bin").Bytes).Pdus[0];
        var accept = (AssociateAcceptPdu)Transcript.Of(Captures.Find($"{name}.acceptor.bin").Bytes).Pdus[0];
        Assert.Equal(UserIdentity.FromUsername("capture", positiveResponseRequested: true), request.UserInformation.UserIdentity);
        Assert.Null(accept.UserInformation.UserIdentityResponse);
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

    private static void AssertFlipped(Captures.CapturedPdu pdu, LengthField field)
    {
        foreach (uint value in field.Variations)
        {
            byte[] damaged = field.Set(pdu.Bytes, value);
            Transcript transcript = Transcript.Of(damaged);
            string what = $"{pdu.Name}: length {field.Value} at {field.Offset} set to {value}";
            Assert.True(
                !MustFail(pdu.Bytes, field, value) || transcript.Error is { AbortReason: AbortReason.InvalidPduParameterValue },
                $"{what}, which is impossible, and the error is {transcript.Error}");
            Assert.True(
                transcript.Error is not { } error || (error.Offset >= 0 && error.Offset <= damaged.Length && error.Section.Length > 0),
                $"{what}: the error does not say where it is: {transcript.Error}");
        }
    }

    /// <summary>The length of the PDU: over our limit, or not the fixed one. Any other: beyond the PDU, or too short for a PDV's own header.</summary>
    private static bool MustFail(byte[] pdu, LengthField field, uint value) => field.Offset == 2
        ? (PduType)pdu[0] switch
        {
            PduType.AssociateRequest or PduType.AssociateAccept => value > PduLimits.Default.MaximumAssociatePduLength || value < 68,
            PduType.DataTransfer => value > PduLimits.Default.MaximumDataPduLength || value < 6,
            _ => true,
        }
        : field.Offset + field.Size + value > pdu.Length || (field.Size == 4 && value < 2);

    private static void ForEveryIndex(int first, int last, Action<int> test) =>
        ParallelEnumerable.Range(first, last - first + 1).WithDegreeOfParallelism(Cores).ForAll(test);

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

using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>The traps of PS3.8 that other implementations fell into, as far as the codec is concerned; one test or group each.</summary>
public sealed class PitfallTests
{
    [Theory]
    [InlineData("ABC             ")]
    [InlineData("ABC\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("   ABC          ")]
    [InlineData("ABC \0\0\0\0\0\0\0\0\0\0\0\0")]
    public void Pitfall01_AETitlePaddedInAnyWay_PaddingDoesNotCount_ButIsKeptForTheAnswer(string field)
    {
        var request = Bytes.Decode<AssociateRequestPdu>(Bytes.Associate(1, field, field, Bytes.FromHex(Bytes.ApplicationContext)));
        Assert.Equal("ABC", request.CalledAETitle);
        Assert.Equal("ABC", request.CallingAETitle);
        Assert.Equal(field, request.FixedFields.CalledAETitleField);
        byte[] written = PduWriter.ToArray(new AssociateAcceptPdu { FixedFields = request.FixedFields });
        Assert.Equal(Bytes.Text(field + field), written[10..42]);
    }

    [Fact]
    public void Pitfall01_ReservedBytesOfTheRequest_ComeBackInTheAnswer()
    {
        byte[] bytes = Bytes.TypicalRequest();
        for (int index = 42; index < 74; index++)
        {
            bytes[index] = (byte)index;
        }

        var request = Bytes.Decode<AssociateRequestPdu>(bytes);
        Assert.Equal(bytes[10..74], PduWriter.ToArray(new AssociateAcceptPdu { FixedFields = request.FixedFields })[10..74]);
    }

    [Theory]
    [InlineData(0x0001)]
    [InlineData(0x0003)]
    [InlineData(0xFFFF)]
    [InlineData(0x0002)]
    public void Pitfall02_ProtocolVersion_IsReadAsBits_TheNegotiationDecides(int version)
    {
        byte[] bytes = Bytes.TypicalRequest();
        bytes[6] = (byte)(version >> 8);
        bytes[7] = (byte)version;
        Assert.Equal(version, Bytes.Decode<AssociateRequestPdu>(bytes).ProtocolVersion);
    }

    [Fact]
    public void Pitfall03_OwnLimit_CountsWithoutTheHeader()
    {
        var limits = new PduLimits { MaximumDataPduLength = 256 };
        Assert.Null(Transcript.Of(Bytes.Data(Bytes.Pdv(1, 2, new byte[250])), limits).Error);
        Assert.Equal(PduErrorCode.PduTooLong, Bytes.Fail(Bytes.Data(Bytes.Pdv(1, 2, new byte[251])), limits).Code);
    }

    [Fact]
    public void Pitfall03_AssociatePdu_BeyondItsSixtyFourKibibytes_IsRead()
    {
        byte[] longest = Captures.Pdus.MaxBy(static pdu => pdu.Bytes.Length)!.Bytes;
        Assert.True(longest.Length > 0x10000);
        var request = Bytes.Decode<AssociateRequestPdu>(longest);
        Assert.Equal(128, request.PresentationContexts.Count);
        Assert.All(request.PresentationContexts, static context => Assert.Equal(19, context.TransferSyntaxes.Count));
        byte[] written = PduWriter.ToArray(request);
        Assert.Equal(longest.Length, written.Length);
        Assert.Equal(request, Bytes.Decode<AssociateRequestPdu>(written));
    }

    [Fact]
    public void Pitfall03_MaximumLengthAbsent_IsNotZero()
    {
        var request = Bytes.Decode<AssociateRequestPdu>(Bytes.Request(Bytes.FromHex(Bytes.ApplicationContext), Bytes.Item(0x50)));
        Assert.Null(request.UserInformation.MaximumLength);
    }

    [Theory]
    [PduBytes("04 00 00000018  00000004 01 03 AABB  00000002 01 00  00000006 01 02 01020304")]
    public void Pitfall04_CommandAndDataInOnePdu_AnySegments_AreSeparatePdvs(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal("PDV context 1 command last AABB\nPDV context 1 data \nPDV context 1 data last 01020304", Transcript.Of(segments).ToString());

    [Theory]
    [PduBytes("04 00 00000010  00000004 01 03 AABB  00000004 05 03 CCDD")]
    public void Pitfall04_TwoMessagesInOnePdu_AnySegments_AreBothThere(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal("PDV context 1 command last AABB\nPDV context 5 command last CCDD", Transcript.Of(segments).ToString());

    [Theory]
    [PduBytes("04 00 00000006  00000002 01 02")]
    public void Pitfall04_EmptyLastFragment_AnySegments_EndsTheDataset(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal("PDV context 1 data last ", Transcript.Of(segments).ToString());

    [Theory]
    [PduBytes("04 00 00000009  00000005 01 02 010203")]
    public void Pitfall04_OddFragment_AnySegments_IsTolerated(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal("PDV context 1 data last 010203", Transcript.Of(segments).ToString());

    [Theory]
    [InlineData("04 00 00000006  00000000 01 02", PduErrorCode.InvalidItemLength)]
    [InlineData("04 00 00000006  00000001 01 02", PduErrorCode.InvalidItemLength)]
    [InlineData("04 00 00000008  00000005 01 02 0102", PduErrorCode.ItemOverrun)]
    [InlineData("04 00 00000008  FFFFFFFF 01 02 0102", PduErrorCode.ItemOverrun)]
    [InlineData("04 00 0000000B  00000004 01 02 0102 000000", PduErrorCode.ItemOverrun)]
    public void Pitfall04_PdvLengthThatCannotBe_IsInvalidParameter(string hex, PduErrorCode expected)
    {
        PduError error = Bytes.Fail(Bytes.FromHex(hex));
        Assert.Equal((expected, AbortReason.InvalidPduParameterValue, "PS3.8 9.3.5.1"), (error.Code, error.AbortReason, error.Section));
    }

    [Fact]
    public void Pitfall06_ContextIdTwice_IsInvalidParameter()
    {
        PduError error = Bytes.Fail(Bytes.Request(Bytes.FromHex(Bytes.Proposal), Bytes.FromHex(Bytes.Proposal)));
        Assert.Equal((PduErrorCode.InvalidValue, AbortReason.InvalidPduParameterValue, "presentation context id"), (error.Code, error.AbortReason, error.Field));
    }

    [Fact]
    public void Pitfall06_RefusedContext_TransferSyntaxIsNotLookedAt()
    {
        byte[] refused = Bytes.Item(0x21, [1, 0, 3, 0], Bytes.Item(0x40, [1, 2, 3]));
        var accept = Bytes.Decode<AssociateAcceptPdu>(Bytes.Associate(2, "A", "B", refused));
        Assert.Equal(new PresentationContextAnswerItem(1, PresentationContextResult.AbstractSyntaxNotSupported, Uid.Empty), Assert.Single(accept.PresentationContexts));
        Assert.Equal(PduErrorCode.InvalidValue, Bytes.Fail(Bytes.Associate(2, "A", "B", Bytes.Item(0x21, [1, 0, 0, 0], Bytes.Item(0x40, [1, 2, 3])))).Code);
    }

    [Fact]
    public void Pitfall07_UnknownItems_AreSkippedOnEveryLevel()
    {
        byte[] unknown = Bytes.Item(0x7E, [1, 2, 3, 4, 5]);
        byte[] proposal = Bytes.Item(0x20, [1, 0, 0, 0], Bytes.Item(0x30, Bytes.Text("1.2.840.10008.1.1")), unknown, Bytes.Item(0x40, Bytes.Text("1.2.840.10008.1.2")));
        var plain = Bytes.Decode<AssociateRequestPdu>(Bytes.TypicalRequest());
        var padded = Bytes.Decode<AssociateRequestPdu>(Bytes.Request(unknown, Bytes.FromHex(Bytes.ApplicationContext), proposal, unknown, Bytes.Item(0x50, unknown, Bytes.FromHex(Bytes.UserItems), unknown)));
        Assert.Equal(plain, padded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(0x7F)]
    [InlineData(0xFF)]
    public void Pitfall07_UnknownPduType_IsAbortReasonOne(byte type)
    {
        PduError error = Bytes.Fail([.. Bytes.FromHex(Bytes.ReleaseRequest), type]);
        Assert.Equal((PduErrorCode.UnrecognizedPduType, AbortReason.UnrecognizedPdu, 10L), (error.Code, error.AbortReason, error.Offset));
    }

    [Theory]
    [InlineData(0x10)]
    [InlineData(0x20)]
    [InlineData(0x50)]
    [InlineData(0x99)]
    public void Pitfall07_ItemLongerThanThePdu_IsAbortReasonSix(byte type)
    {
        PduError error = Bytes.Fail(Bytes.Request([type, 0, 0xFF, 0xFF, 1, 2, 3, 4]));
        Assert.Equal((PduErrorCode.ItemOverrun, AbortReason.InvalidPduParameterValue), (error.Code, error.AbortReason));
        Assert.Contains("65535 bytes, 4 are left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pitfall07_SubItemLongerThanItsItem_IsAbortReasonSix_EvenIfThePduIsLonger()
    {
        byte[] proposal = Bytes.Item(0x20, [1, 0, 0, 0], [0x30, 0, 0, 40, 1, 2]);
        PduError error = Bytes.Fail(Bytes.Request(proposal, Bytes.Item(0x7F, new byte[100])));
        Assert.Equal((PduErrorCode.ItemOverrun, AbortReason.InvalidPduParameterValue), (error.Code, error.AbortReason));
    }

    [Theory]
    [InlineData(new byte[] { 0x10 })]
    [InlineData(new byte[] { 0x10, 0, 0 })]
    public void Pitfall07_ItemHeaderCutShort_IsAbortReasonSix(byte[] tail) =>
        Assert.Equal(AbortReason.InvalidPduParameterValue, Bytes.Fail(Bytes.Request(tail)).AbortReason);

    [Theory]
    [InlineData("51 00 0003 000040")]
    [InlineData("51 00 0005 0000400000")]
    [InlineData("53 00 0002 0001")]
    [InlineData("53 00 0006 000100010000")]
    [InlineData("54 00 0008 0003 312E32 01 01 00")]
    [InlineData("54 00 0004 0003 312E")]
    [InlineData("56 00 0003 0003 31")]
    [InlineData("57 00 000A 0001 31 0001 32 0005 0000")]
    [InlineData("57 00 0009 0001 31 0001 32 0001 00")]
    [InlineData("58 00 0006 01 00 0005 6162")]
    [InlineData("58 00 0008 01 00 0001 61 0000 FF")]
    [InlineData("59 00 0002 0005")]
    public void Pitfall07_UserItemWithAWrongLength_IsAbortReasonSix(string hex)
    {
        PduError error = Bytes.Fail(Bytes.Request(Bytes.Item(0x50, Bytes.FromHex(hex))));
        Assert.Equal(AbortReason.InvalidPduParameterValue, error.AbortReason);
        Assert.StartsWith("PS3.", error.Section, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 00 0003 312E32 10 00 0003 312E32")]
    [InlineData("50 00 0000 50 00 0000")]
    [InlineData("50 00 0010 51 00 0004 00004000 51 00 0004 00004000")]
    public void Pitfall07_ItemTwice_IsAbortReasonFive(string hex)
    {
        PduError error = Bytes.Fail(Bytes.Request(Bytes.FromHex(hex)));
        Assert.Equal((PduErrorCode.DuplicateItem, AbortReason.UnexpectedPduParameter), (error.Code, error.AbortReason));
    }

    [Fact]
    public void Pitfall10_UserIdentity_IsBytes_NothingIsTrimmedOrRecoded()
    {
        ItemList<byte> ticket = ItemList.Create<byte>([.. Enumerable.Range(0, 256).Select(static value => (byte)value), 0x20, 0x00]);
        var identity = new UserIdentity(UserIdentityType.Kerberos, true, ticket, [0, 32, 0]);
        var request = new AssociateRequestPdu { FixedFields = new AssociateFixedFields("A", "B"), UserInformation = new UserInformation { UserIdentity = identity } };
        Assert.Equal(identity, Bytes.Decode<AssociateRequestPdu>(PduWriter.ToArray(request)).UserInformation.UserIdentity);

        var response = new UserIdentityResponse(ticket);
        var accept = new AssociateAcceptPdu { FixedFields = request.FixedFields, UserInformation = new UserInformation { UserIdentityResponse = response } };
        Assert.Equal(response, Bytes.Decode<AssociateAcceptPdu>(PduWriter.ToArray(accept)).UserInformation.UserIdentityResponse);
    }

    [Fact]
    public void Pitfall10_UserIdentity_IsNotInTheText()
    {
        var information = new UserInformation { UserIdentity = UserIdentity.FromUsernameAndPasscode("someone", "secret") };
        Assert.DoesNotContain("secret", information.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("73, 65", information.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "an HTTP request")]
    [InlineData("G", "an HTTP request")]
    [InlineData("POST /", "an HTTP request")]
    [InlineData("PRI * HTTP/2.0\r\n", "an HTTP/2 connection")]
    [InlineData("HTTP/1.1 400", "an HTTP response")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001", "a TLS handshake")]
    [InlineData("\u0015\u0003\u0001", "a TLS alert")]
    [InlineData("SSH-2.0-OpenSSH", "SSH")]
    [InlineData("PROXY TCP4 ", "a PROXY protocol header")]
    [InlineData("\u000BMSH|^~\\&|", "an HL7 message")]
    [InlineData("DICM", "a DICOM file")]
    public void Pitfall14_OtherProtocol_IsRefusedAtItsFirstByte_ByName(string sent, string expected)
    {
        var reader = new PduReader(PduLimits.Default);
        PduReadResult result = reader.Read(Bytes.Text(sent));
        Assert.Equal((PduReadStatus.Error, 0), (result.Status, result.Consumed));
        Assert.Equal((PduErrorCode.NotDicom, AbortReason.UnrecognizedPdu, 0L), (result.Error!.Code, result.Error.AbortReason, result.Error.Offset));
        Assert.Contains(expected, result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pitfall14_NoKnownProtocol_NamesTheByte() =>
        Assert.Contains("PDU type 7AH ('z') does not exist", Bytes.Fail(Bytes.Text("zzz")).Message, StringComparison.Ordinal);
}

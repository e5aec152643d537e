using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>The writer against bytes typed by hand.</summary>
public sealed class PduWriterTests
{
    [Fact]
    public void FixedPdus_Written_AreTheirBytes()
    {
        Assert.Equal(Bytes.FromHex(Bytes.ReleaseRequest), PduWriter.ToArray(ReleaseRequestPdu.Instance));
        Assert.Equal(Bytes.FromHex(Bytes.ReleaseResponse), PduWriter.ToArray(ReleaseResponsePdu.Instance));
        Assert.Equal(Bytes.FromHex(Bytes.Abort), PduWriter.ToArray(new AbortPdu(AbortSource.ServiceProvider, AbortReason.InvalidPduParameterValue)));
        Assert.Equal(Bytes.FromHex(Bytes.Reject), PduWriter.ToArray(new AssociateRejectPdu(RejectResult.Permanent, RejectSource.ServiceUser, 7)));
    }

    [Fact]
    public void Request_Written_IsItsBytes()
    {
        var request = new AssociateRequestPdu
        {
            FixedFields = new AssociateFixedFields("CALLED", "CALLING"),
            PresentationContexts = [new PresentationContextProposalItem(1, SopClasses.Verification, [TransferSyntax.ImplicitVRLittleEndian.Uid])],
            UserInformation = new UserInformation { MaximumLength = 16384, ImplementationClassUid = new Uid("1.2.3"), ImplementationVersionName = "TEST" },
        };
        Assert.Equal(Bytes.TypicalRequest(), PduWriter.ToArray(request));
    }

    [Fact]
    public void Accept_Written_IsItsBytes()
    {
        var accept = new AssociateAcceptPdu
        {
            FixedFields = new AssociateFixedFields("CALLED", "CALLING"),
            PresentationContexts = [new PresentationContextAnswerItem(1, PresentationContextResult.Acceptance, TransferSyntax.ImplicitVRLittleEndian.Uid)],
            UserInformation = new UserInformation { MaximumLength = 16384, ImplementationClassUid = new Uid("1.2.3"), ImplementationVersionName = "TEST" },
        };
        byte[] expected = Bytes.Associate(2, "CALLED", "CALLING", Bytes.FromHex(Bytes.ApplicationContext), Bytes.FromHex(Bytes.Answer), Bytes.Item(0x50, Bytes.FromHex(Bytes.UserItems)));
        Assert.Equal(expected, PduWriter.ToArray(accept));
    }

    [Fact]
    public void UserItems_Written_AreTheirBytes()
    {
        var information = new UserInformation
        {
            AsynchronousOperationsWindow = new AsynchronousOperationsWindow(5, 0),
            RoleSelections = [new RoleSelection(new Uid("1.2"), false, true)],
            SopClassExtendedNegotiations = [new SopClassExtendedNegotiation(new Uid("1.2"), [1, 0, 1])],
            SopClassCommonExtendedNegotiations = [new SopClassCommonExtendedNegotiation(new Uid("1.2"), new Uid("1.3"), [new Uid("1.4"), new Uid("1.55")])],
            UserIdentity = UserIdentity.FromUsernameAndPasscode("é", "pw", positiveResponseRequested: true),
        };
        byte[] expected = Bytes.Request(
            Bytes.FromHex(Bytes.ApplicationContext),
            Bytes.Item(
                0x50,
                Bytes.FromHex("53 00 0004 0005 0000"),
                Bytes.FromHex("54 00 0007 0003 312E32 00 01"),
                Bytes.FromHex("56 00 0008 0003 312E32 010001"),
                Bytes.FromHex("57 00 0017 0003 312E32 0003 312E33 000B 0003 312E34 0004 312E3535"),
                Bytes.FromHex("58 00 000A 02 01 0002 C3A9 0002 7077")));
        var request = new AssociateRequestPdu { FixedFields = new AssociateFixedFields("CALLED", "CALLING"), UserInformation = information };
        Assert.Equal(expected, PduWriter.ToArray(request));
        Assert.Equal(information, Bytes.Decode<AssociateRequestPdu>(expected).UserInformation);
    }

    [Fact]
    public void DataHeaders_Written_AreInFrontOfThePayload()
    {
        byte[] pdu = new byte[PduWriter.DataHeaderLength + 4];
        PduWriter.WriteDataHeaders(pdu, 0xFD, command: true, last: true, payloadLength: 4);
        Assert.Equal(Bytes.FromHex("04 00 0000000A 00000006 FD 03 00000000"), pdu);
        PduWriter.WriteDataHeaders(pdu, 3, command: false, last: false, payloadLength: 0);
        Assert.Equal(Bytes.FromHex("04 00 00000006 00000002 03 00"), pdu[..12]);
    }

    [Fact]
    public void Item_BeyondItsLengthField_IsRefusedByName()
    {
        var identity = new UserIdentity(UserIdentityType.Saml, false, ItemList.Create<byte>(new byte[70_000]), []);
        var request = new AssociateRequestPdu { FixedFields = new AssociateFixedFields("A", "B"), UserInformation = new UserInformation { UserIdentity = identity } };
        var exception = Assert.Throws<InvalidOperationException>(() => PduWriter.ToArray(request));
        Assert.Contains("user identity primary field takes 70000 bytes", exception.Message, StringComparison.Ordinal);
    }
}

using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Tests.Codec;

namespace DicomActors.Protocol.Tests.Associations;

/// <summary>What real peers proposed and answered, as this library understands it.</summary>
public sealed class CapturedNegotiationTests
{
    private static AssociateRequestPdu RequestOf(string name) =>
        Assert.IsType<AssociateRequestPdu>(Transcript.Of(Captures.Find(name + ".requestor.bin").Bytes).Pdus[0]);

    private static AssociateAcceptPdu AcceptOf(string name) =>
        Assert.IsType<AssociateAcceptPdu>(Transcript.Of(Captures.Find(name + ".acceptor.bin").Bytes).Pdus[0]);

    [Fact]
    public void DcmtkEcho_Request_SaysWhatEchoscuSays()
    {
        AssociateRequestPdu request = RequestOf("dcmtk/echo");
        Assert.Equal(("ECHOSCU", "ANY-SCP", 1), (request.CallingAETitle, request.CalledAETitle, request.ProtocolVersion));
        Assert.Equal(AssociateRequestPdu.DicomApplicationContext, request.ApplicationContextName);
        PresentationContextProposalItem proposal = Assert.Single(request.PresentationContexts);
        Assert.Equal((1, SopClasses.Verification), (proposal.Id, proposal.AbstractSyntax));
        Assert.Equal(TransferSyntax.ImplicitVRLittleEndian.Uid, Assert.Single(proposal.TransferSyntaxes));
        Assert.Equal((16384u, "OFFIS_DCMTK_367"), (request.UserInformation.MaximumLength, request.UserInformation.ImplementationVersionName));
        Assert.StartsWith("1.2.276.0.7230010.3.0.3.6.7", request.UserInformation.ImplementationClassUid.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("username", UserIdentityType.Username, 7, 0)]
    [InlineData("passcode", UserIdentityType.UsernameAndPasscode, 7, 8)]
    [InlineData("kerberos", UserIdentityType.Kerberos, 256, 0)]
    [InlineData("saml", UserIdentityType.Saml, 30, 0)]
    [InlineData("jwt-response-wanted", UserIdentityType.JsonWebToken, 44, 0)]
    public void DcmtkIdentity_IsReadWhole(string name, UserIdentityType type, int primary, int secondary)
    {
        UserIdentity identity = RequestOf("dcmtk/identity-" + name).UserInformation.UserIdentity!;
        Assert.Equal((type, primary, secondary), (identity.Type, identity.PrimaryField.Count, identity.SecondaryField.Count));
        Assert.Equal(type == UserIdentityType.JsonWebToken, identity.PositiveResponseRequested);
        if (type == UserIdentityType.Kerberos)
        {
            Assert.Equal(Enumerable.Range(0, 256).Select(static value => (byte)value), identity.PrimaryField);
        }
    }

    [Fact]
    public void DcmtkGet_ProposesTheScpRole_AndQrscpGrantsIt()
    {
        AssociateRequestPdu request = RequestOf("dcmtk/get");
        Assert.NotEmpty(request.UserInformation.RoleSelections);
        Assert.All(request.UserInformation.RoleSelections, static role => Assert.True(role.Scp));
        Assert.All(AcceptOf("dcmtk/get").UserInformation.RoleSelections, static role => Assert.True(role.Scp));
    }

    [Fact]
    public void DcmtkShutdown_NothingIsAccepted() =>
        Assert.DoesNotContain(AcceptOf("dcmtk/shutdown").PresentationContexts, static answer => answer.Result == PresentationContextResult.Acceptance);

    [Fact]
    public void OrthancReport_ComesInTheScpRole()
    {
        RoleSelection role = Assert.Single(RequestOf("orthanc/storage-commitment-report").UserInformation.RoleSelections);
        Assert.Equal((SopClasses.StorageCommitmentPushModel, false, true), (role.SopClassUid, role.Scu, role.Scp));
    }

    // Every captured request, answered by a policy that takes all: every context is answered, and the answer can be sent.
    [Fact]
    public void EveryCapturedRequest_Negotiated_GetsAnAnswerForEveryContext()
    {
        var policy = new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll, UnknownSopClassOffer = new SupportedSopClass([], RequestorMayBeScp: true) };
        AssociateRequestPdu[] requests = [.. Captures.Pdus.Where(static pdu => pdu.Bytes[0] == 1).Select(static pdu => Bytes.Decode<AssociateRequestPdu>(pdu.Bytes))];
        Assert.NotEmpty(requests);
        foreach (AssociateRequestPdu request in requests)
        {
            AssociationAcceptance acceptance = Negotiation.Accept(request, policy);
            AssociateAcceptPdu sent = Bytes.Decode<AssociateAcceptPdu>(PduWriter.ToArray(acceptance.Pdu));
            Assert.Equal(request.PresentationContexts.Select(static proposal => proposal.Id), sent.PresentationContexts.Select(static answer => answer.Id));
            Assert.All(acceptance.Association.NegotiatedContexts, static context => Assert.True(context.IsAccepted));
            Assert.Equal(request.FixedFields, sent.FixedFields);
        }
    }

    // Every captured answer, concluded from the request it belongs to.
    [Fact]
    public void EveryCapturedAnswer_Concluded_GivesTheContextsThePeerAccepted()
    {
        int concluded = 0;
        foreach (Captures.Capture capture in Captures.All.Where(static capture => capture.Name.EndsWith(".acceptor.bin", StringComparison.Ordinal) && capture.Bytes[0] == 2))
        {
            string name = capture.Name.Replace(".acceptor.bin", string.Empty, StringComparison.Ordinal);
            AssociateRequestPdu request = RequestOf(name);
            AssociateAcceptPdu accept = AcceptOf(name);
            var ours = new AssociationRequest(request.CallingAETitle, request.CalledAETitle)
            {
                PresentationContexts = ItemList.From(request.PresentationContexts.Select(static proposal =>
                    new ProposedPresentationContext(proposal.Id, proposal.AbstractSyntax, ItemList.From(proposal.TransferSyntaxes.Select(TransferSyntax.FromUid))))),
                RoleSelections = request.UserInformation.RoleSelections,
            };
            Association association = Negotiation.Conclude(ours, accept);
            Assert.Equal(
                accept.PresentationContexts.Where(static answer => answer.Result == PresentationContextResult.Acceptance).Select(static answer => (answer.Id, answer.TransferSyntax)).Order(),
                association.AcceptedContexts.Select(static context => (context.Id, context.AcceptedTransferSyntax!.Uid)).Order());
            Assert.True(association.MaximumSentPduLength >= 4096);
            concluded++;
        }

        Assert.True(concluded > 20);
    }
}

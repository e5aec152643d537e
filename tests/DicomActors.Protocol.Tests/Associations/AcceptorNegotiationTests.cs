using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Tests.Associations;

public sealed class AcceptorNegotiationTests
{
    private static readonly Uid Ct = SopClasses.CtImageStorage;
    private static readonly TransferSyntax Implicit = TransferSyntax.ImplicitVRLittleEndian;
    private static readonly TransferSyntax Explicit = TransferSyntax.ExplicitVRLittleEndian;

    private static AcceptorPolicy Policy => new AcceptorPolicy().WithSopClass(Ct, Implicit, Explicit);

    private static AssociateRequestPdu Request(params PresentationContextProposalItem[] proposals) => new()
    {
        FixedFields = new AssociateFixedFields("CALLED", "CALLING"),
        PresentationContexts = ItemList.Create<PresentationContextProposalItem>(proposals),
    };

    private static PresentationContextProposalItem Propose(byte id, Uid sopClass, params TransferSyntax[] transferSyntaxes) =>
        new(id, sopClass, ItemList.From(transferSyntaxes.Select(static transferSyntax => transferSyntax.Uid)));

    [Fact]
    public void Pitfall06_EveryProposedContext_GetsAnAnswer_InOrder()
    {
        AssociationAcceptance acceptance = Negotiation.Accept(
            Request(
                Propose(9, Ct, Explicit),
                Propose(1, SopClasses.Verification, Implicit),
                Propose(3, Ct, TransferSyntax.RleLossless),
                Propose(5, Ct),
                Propose(7, Uid.Empty, Implicit),
                Propose(2, Ct, Implicit),
                Propose(11, Ct, Implicit)),
            Policy);
        Assert.Equal(
            [
                (9, PresentationContextResult.Acceptance),
                (1, PresentationContextResult.AbstractSyntaxNotSupported),
                (3, PresentationContextResult.TransferSyntaxesNotSupported),
                (5, PresentationContextResult.TransferSyntaxesNotSupported),
                (7, PresentationContextResult.AbstractSyntaxNotSupported),
                (2, PresentationContextResult.NoReason),
                (11, PresentationContextResult.Acceptance),
            ],
            acceptance.Pdu.PresentationContexts.Select(static answer => ((int)answer.Id, answer.Result)));
        Assert.Equal([9, 11], acceptance.Association.AcceptedContexts.Select(static context => (int)context.Id));
        Assert.All(acceptance.Pdu.PresentationContexts, static answer => Assert.False(answer.TransferSyntax.IsEmpty));
    }

    [Fact]
    public void Pitfall06_SameSopClassInSeveralContexts_EachHasItsTransferSyntax()
    {
        Association association = Negotiation.Accept(Request(Propose(1, Ct, Explicit), Propose(3, Ct, Implicit)), Policy).Association;
        Assert.Equal([Explicit, Implicit], association.NegotiatedContexts.Select(static context => context.AcceptedTransferSyntax));
    }

    [Fact]
    public void Pitfall06_NothingAcceptable_IsStillAnAcceptance() =>
        Assert.Empty(Negotiation.Accept(Request(Propose(1, SopClasses.Verification, Implicit)), Policy).Association.AcceptedContexts);

    [Theory]
    [InlineData(TransferSyntaxPreference.Requestor, "1.2.840.10008.1.2.1")]
    [InlineData(TransferSyntaxPreference.Acceptor, "1.2.840.10008.1.2")]
    public void TransferSyntax_BothKnowTwo_ThePreferenceDecides(TransferSyntaxPreference preference, string expected)
    {
        AssociationAcceptance acceptance = Negotiation.Accept(Request(Propose(1, Ct, TransferSyntax.RleLossless, Explicit, Implicit)), Policy with { TransferSyntaxPreference = preference });
        Assert.Equal(expected, acceptance.Pdu.PresentationContexts[0].TransferSyntax.Value);
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.2", true, true)] // CT
    [InlineData("1.2.840.10008.5.1.4.1.1.999", true, true)] // newer than this library
    [InlineData("1.3.12.2.1107.5.9.1", true, true)] // private
    [InlineData("1.2.840.10008.1.1", false, true)] // Verification
    [InlineData("1.2.840.10008.5.1.4.1.2.2.1", false, true)] // Study Root FIND
    [InlineData("", false, false)]
    public void UnknownSopClass_IsUpToThePolicy(string sopClass, bool asStorage, bool asAnything)
    {
        AssociateRequestPdu request = Request(Propose(1, new Uid(sopClass), TransferSyntax.JpegBaseline));
        Assert.False(IsAccepted(new AcceptorPolicy()));
        Assert.Equal(asStorage, IsAccepted(new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptStorage }));
        Assert.Equal(asAnything, IsAccepted(new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll }));

        bool IsAccepted(AcceptorPolicy policy) => Negotiation.Accept(request, policy).Association.NegotiatedContexts[0].IsAccepted;
    }

    [Fact]
    public void UnknownSopClass_DeclaredAsStorage_IsAcceptedAsStorage()
    {
        var sopClass = new Uid("1.2.840.10008.77.1");
        AssociateRequestPdu request = Request(Propose(1, sopClass, Implicit)) with
        {
            UserInformation = new UserInformation { SopClassCommonExtendedNegotiations = [new SopClassCommonExtendedNegotiation(sopClass, new Uid("1.2.840.10008.4.2"), [])] },
        };
        Association association = Negotiation.Accept(request, new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptStorage }).Association;
        Assert.Single(association.AcceptedContexts);
        Assert.Equal(sopClass, Assert.Single(association.CommonExtendedNegotiations).SopClassUid);
    }

    [Theory]
    [InlineData(0x0001, true)]
    [InlineData(0x0003, true)]
    [InlineData(0xFFFF, true)]
    [InlineData(0x0000, false)]
    [InlineData(0x0002, false)]
    [InlineData(0x0100, false)]
    public void Pitfall02_ProtocolVersion_OnlyBitZeroCounts(int version, bool accepted)
    {
        AssociateRequestPdu request = Request() with { ProtocolVersion = (ushort)version };
        Assert.Equal(accepted ? null : AssociationRejection.ProtocolVersionNotSupported, AcceptorNegotiation.CheckProtocol(request));
        Assert.Equal(accepted, AcceptorNegotiation.Negotiate(request, Policy, Protocol.Codec.PduLimits.Default) is AssociationAcceptance);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("")]
    public void ApplicationContext_NotDicom_IsRejected(string name) =>
        Assert.Equal(new AssociationRejection(RejectResult.Permanent, RejectSource.ServiceUser, 2), Negotiation.Reject(Request() with { ApplicationContextName = new Uid(name) }, Policy));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("CALLED", "CALLING", 0)]
    [InlineData("OTHER,CALLED", "CALLING", 0)]
    [InlineData("OTHER", "", 7)]
    [InlineData("called", "", 7)]
    [InlineData("", "OTHER", 3)]
    [InlineData("OTHER", "OTHER", 7)]
    public void Pitfall01_Titles_AreCheckedWhereThePolicySaysSo(string called, string calling, byte reason)
    {
        AcceptorPolicy policy = Policy with { CalledAETitles = Titles(called), CallingAETitles = Titles(calling) };
        AssociationDecision decision = AcceptorNegotiation.Negotiate(Request(), policy, Protocol.Codec.PduLimits.Default);
        Assert.Equal(reason, (decision as AssociationRejection)?.Reason ?? 0);

        static ItemList<string> Titles(string list) => ItemList.From(list.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("                ", "A", 7)]
    [InlineData("A", "                ", 3)]
    [InlineData("A", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 3)]
    [InlineData("A\\B", "A", 7)]
    [InlineData("A", "A\u0007B", 3)]
    public void Pitfall01_TitleThatIsNone_IsRejected(string called, string calling, byte reason) =>
        Assert.Equal(new AssociationRejection(RejectResult.Permanent, RejectSource.ServiceUser, reason), Negotiation.Reject(Request() with { FixedFields = new AssociateFixedFields(called, calling) }, Policy));

    [Theory]
    [InlineData(0u, 262144u)]
    [InlineData(8u, 8u)]
    [InlineData(1_000_000u, 262144u)]
    public void Pitfall03_RequestorsMaximumLength_LimitsWhatWeSend(uint stated, uint sent)
    {
        AssociateRequestPdu request = Request() with { UserInformation = new UserInformation { MaximumLength = stated } };
        Association association = Negotiation.Accept(request, Policy, new Protocol.Codec.PduLimits { MaximumDataPduLength = 5000 }).Association;
        Assert.Equal((stated, sent, 5000u), (association.PeerMaximumPduLength, association.MaximumSentPduLength, association.OurMaximumPduLength));
    }

    [Fact]
    public void Pitfall03_RequestorsMaximumLength_TooSmallForAFragment_IsRejectedByTheProvider()
    {
        AssociateRequestPdu request = Request() with { UserInformation = new UserInformation { MaximumLength = 7 } };
        Assert.Equal(AssociationRejection.ProviderNoReasonGiven, AcceptorNegotiation.CheckProtocol(request));
        Assert.Equal(AssociationRejection.ProviderNoReasonGiven, Negotiation.Reject(request, Policy));
    }

    // 8: what the requestor asks for, what the policy allows, what is answered; "-": the context is refused.
    [Theory]
    [InlineData(null, "10", "", false, true)]
    [InlineData("11", "10", "10", false, true)]
    [InlineData("11", "11", "11", true, true)]
    [InlineData("01", "11", "01", true, false)]
    [InlineData("10", "11", "10", false, true)]
    [InlineData("01", "10", "-", false, false)]
    [InlineData("00", "11", "-", false, false)]
    public void Pitfall08_Roles_AnswerOnlyNarrows(string? asked, string allowed, string answered, bool scu, bool scp)
    {
        AcceptorPolicy policy = new AcceptorPolicy().WithSopClass(Ct, new SupportedSopClass([Implicit], allowed[0] == '1', allowed[1] == '1'));
        AssociateRequestPdu request = Request(Propose(1, Ct, Implicit)) with
        {
            UserInformation = new UserInformation { RoleSelections = asked is null ? [] : [new RoleSelection(Ct, asked[0] == '1', asked[1] == '1')] },
        };
        AssociationAcceptance acceptance = Negotiation.Accept(request, policy);
        PresentationContext context = acceptance.Association.NegotiatedContexts[0];
        RoleSelection? answer = acceptance.Pdu.UserInformation.RoleSelections.SingleOrDefault();
        Assert.Equal(answered == "-" ? PresentationContextResult.UserRejection : PresentationContextResult.Acceptance, context.Result);
        Assert.Equal(answered.Trim('-'), answer is null ? string.Empty : $"{(answer.Scu ? 1 : 0)}{(answer.Scp ? 1 : 0)}");
        Assert.Equal((scu, scp), (context.LocalIsScu, context.LocalIsScp));
    }

    // 9: invoked and performed stay the requestor's; the answer is never more than was asked for.
    [Theory]
    [InlineData(8, 4, 1, 1, 1, 1)]
    [InlineData(8, 4, 2, 3, 3, 2)]
    [InlineData(2, 1, 50, 50, 2, 1)]
    [InlineData(0, 0, 5, 7, 7, 5)]
    [InlineData(5, 6, 0, 0, 5, 6)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    public void Pitfall09_AsynchronousWindow_KeepsTheRequestorsView(int askedInvoked, int askedPerformed, int ourInvoked, int ourPerformed, int invoked, int performed)
    {
        AcceptorPolicy policy = Policy with { MaximumOperationsInvoked = (ushort)ourInvoked, MaximumOperationsPerformed = (ushort)ourPerformed };
        AssociateRequestPdu request = Request() with
        {
            UserInformation = new UserInformation { AsynchronousOperationsWindow = new AsynchronousOperationsWindow((ushort)askedInvoked, (ushort)askedPerformed) },
        };
        AssociationAcceptance acceptance = Negotiation.Accept(request, policy);
        Assert.Equal(new AsynchronousOperationsWindow((ushort)invoked, (ushort)performed), acceptance.Pdu.UserInformation.AsynchronousOperationsWindow);
        Assert.Equal((performed, invoked), (acceptance.Association.MaximumOperationsInvoked, acceptance.Association.MaximumOperationsPerformed));
    }

    [Fact]
    public void Pitfall09_NoWindowAsked_NoneIsAnswered()
    {
        AssociationAcceptance acceptance = Negotiation.Accept(Request(), Policy with { MaximumOperationsInvoked = 9, MaximumOperationsPerformed = 9 });
        Assert.Null(acceptance.Pdu.UserInformation.AsynchronousOperationsWindow);
        Assert.Equal((1, 1), (acceptance.Association.MaximumOperationsInvoked, acceptance.Association.MaximumOperationsPerformed));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Pitfall10_UserIdentityResponse_IsSentOnlyIfRequested(bool requested, bool sent)
    {
        AcceptorPolicy policy = Policy with { JudgeUserIdentity = static identity => new UserIdentityDecision(identity.Username == "me", [7, 0, 32]) };
        AssociationAcceptance acceptance = Negotiation.Accept(WithIdentity(UserIdentity.FromUsername("me", requested)), policy);
        Assert.Equal(sent ? new UserIdentityResponse([7, 0, 32]) : null, acceptance.Pdu.UserInformation.UserIdentityResponse);
        Assert.Equal("me", acceptance.Association.UserIdentity?.Username);
    }

    [Fact]
    public void Pitfall10_UserIdentity_RefusedOrMissing_IsRejected()
    {
        AcceptorPolicy policy = Policy with { JudgeUserIdentity = static _ => UserIdentityDecision.Refused };
        Assert.Equal(AssociationRejection.NoReasonGiven, Negotiation.Reject(WithIdentity(UserIdentity.FromUsername("me")), policy));
        Assert.Equal(AssociationRejection.NoReasonGiven, Negotiation.Reject(Request(), Policy with { RequireUserIdentity = true }));
        AcceptorPolicy credulous = Policy with { JudgeUserIdentity = static _ => UserIdentityDecision.Accepted };
        Assert.Equal(AssociationRejection.NoReasonGiven, Negotiation.Reject(WithIdentity(new UserIdentity((UserIdentityType)9, false, [1], [])), credulous));
    }

    [Fact]
    public void Pitfall10_ServerResponse_ThatDoesNotFit_IsRejectedInsteadOfBroken()
    {
        AcceptorPolicy policy = Policy with { JudgeUserIdentity = static _ => new UserIdentityDecision(true, ItemList.Create<byte>(new byte[65_530])) };
        Assert.Equal(AssociationRejection.ProviderNoReasonGiven, Negotiation.Reject(WithIdentity(UserIdentity.FromUsername("me", true)), policy));
    }

    [Fact]
    public void Pitfall10_NobodyJudgesIdentities_NoResponseIsGiven() =>
        Assert.Null(Negotiation.Accept(WithIdentity(UserIdentity.FromUsername("me", true)), Policy).Pdu.UserInformation.UserIdentityResponse);

    [Fact]
    public void ExtendedNegotiation_ByDefault_IsNotAccepted_ElseThePolicyAnswers()
    {
        Uid find = SopClasses.StudyRootFind;
        AssociationRequest request = new AssociationRequest("A", "B").WithContext(find, Implicit) with
        {
            ExtendedNegotiations = [new FindExtendedNegotiation(RelationalQueries: true, FuzzySemanticMatching: true).For(find), new SopClassExtendedNegotiation(Ct, [1])],
        };
        AcceptorPolicy policy = new AcceptorPolicy().WithSopClass(find, Implicit);
        Assert.Empty(Negotiation.Associate(request, policy).Requestor.ExtendedNegotiations);

        policy = policy with { AnswerExtendedNegotiation = static asked => new FindExtendedNegotiation(RelationalQueries: true).And(FindExtendedNegotiation.Parse(asked.ApplicationInformation)).Encode(asked.ApplicationInformation.Count) };
        (Association requestor, Association acceptor) = Negotiation.Associate(request, policy);
        Assert.Equal(new FindExtendedNegotiation(RelationalQueries: true), FindExtendedNegotiation.Parse(requestor.FindExtendedNegotiation(find)!.ApplicationInformation));
        Assert.Equal(requestor.ExtendedNegotiations, acceptor.ExtendedNegotiations);
        Assert.Null(requestor.FindExtendedNegotiation(Ct));
    }

    [Fact]
    public void BothSides_OfOneNegotiation_MirrorEachOther()
    {
        AssociationRequest request = new AssociationRequest("CALLING", "CALLED")
            .WithContextPerTransferSyntax(Ct, Implicit, Explicit)
            .WithContext(SopClasses.Verification, Implicit)
            .WithRole(Ct, scu: true, scp: true) with
        { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(4, 2) };
        AcceptorPolicy policy = new AcceptorPolicy { MaximumOperationsInvoked = 1, MaximumOperationsPerformed = 3 }
            .WithSopClass(Ct, new SupportedSopClass([Explicit], RequestorMayBeScp: true));
        (Association requestor, Association acceptor) = Negotiation.Associate(request, policy);
        Assert.Equal((AssociationRole.Requestor, AssociationRole.Acceptor), (requestor.Role, acceptor.Role));
        Assert.Equal(("CALLED", "CALLING"), (requestor.PeerAETitle, acceptor.PeerAETitle));
        Assert.Equal((3, 1), (requestor.MaximumOperationsInvoked, requestor.MaximumOperationsPerformed));
        Assert.Equal((1, 3), (acceptor.MaximumOperationsInvoked, acceptor.MaximumOperationsPerformed));
        Assert.Equal((byte)3, requestor.FindContext(Ct)?.Id);
        Assert.Equal((byte)3, acceptor.FindContext(Ct)?.Id);
        Assert.Equal(ImplementationIdentity.ClassUid, requestor.PeerImplementationClassUid);
        Assert.Equal(ImplementationIdentity.VersionName, acceptor.PeerImplementationVersionName);
        Assert.Equal(
            requestor.NegotiatedContexts.Select(static context => (context.Id, context.Result, context.AcceptedTransferSyntax)),
            acceptor.NegotiatedContexts.Select(static context => (context.Id, context.Result, context.AcceptedTransferSyntax)));
    }

    private static AssociateRequestPdu WithIdentity(UserIdentity identity) =>
        Request() with { UserInformation = new UserInformation { UserIdentity = identity } };
}

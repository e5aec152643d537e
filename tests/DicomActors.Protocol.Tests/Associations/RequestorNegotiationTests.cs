using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Tests.Associations;

public sealed class RequestorNegotiationTests
{
    private static readonly Uid Ct = SopClasses.CtImageStorage;
    private static readonly TransferSyntax Implicit = TransferSyntax.ImplicitVRLittleEndian;
    private static readonly TransferSyntax Explicit = TransferSyntax.ExplicitVRLittleEndian;

    private static AssociationRequest Request => new AssociationRequest("CALLING", "CALLED").WithContext(Ct, Explicit, Implicit);

    private static PresentationContextAnswerItem Accepted(byte id, TransferSyntax transferSyntax) => new(id, PresentationContextResult.Acceptance, transferSyntax.Uid);

    [Fact]
    public void Accepted_Context_IsFoundBySopClassAndTransferSyntax()
    {
        AssociationRequest request = Request.WithContext(Ct, TransferSyntax.JpegBaseline);
        Association association = Negotiation.Conclude(request, Negotiation.AcceptPdu(Accepted(1, Implicit), Accepted(3, TransferSyntax.JpegBaseline)));
        Assert.Equal(AssociationRole.Requestor, association.Role);
        Assert.Equal("CALLED", association.PeerAETitle);
        Assert.Equal((byte)1, association.FindContext(Ct)?.Id);
        Assert.Equal((byte)3, association.FindContext(Ct, TransferSyntax.JpegBaseline)?.Id);
        Assert.Null(association.FindContext(Ct, Explicit));
        Assert.Null(association.FindContext(SopClasses.Verification));
        Assert.Equal(Implicit, association.FindContext(1)?.AcceptedTransferSyntax);
        Assert.Null(association.FindContext(5));
    }

    // 3: each side states what it receives; 0 and absent are no limit; our own cap holds then.
    [Theory]
    [InlineData(null, 0u, 262144u)]
    [InlineData(0u, 0u, 262144u)]
    [InlineData(16384u, 16384u, 16384u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 262144u)]
    [InlineData(8u, 8u, 8u)]
    public void Pitfall03_PeersMaximumLength_LimitsWhatWeSend(uint? stated, uint peer, uint sent)
    {
        AssociateAcceptPdu accept = Negotiation.AcceptPdu() with { UserInformation = new UserInformation { MaximumLength = stated } };
        Association association = Negotiation.Conclude(Request, accept);
        Assert.Equal((peer, sent, 262144u), (association.PeerMaximumPduLength, association.MaximumSentPduLength, association.OurMaximumPduLength));
        Assert.Equal((int)sent - 6, association.MaximumFragmentLength);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(6u)]
    [InlineData(7u)]
    public void Pitfall03_PeersMaximumLength_TooSmallForAFragment_IsAnError(uint stated)
    {
        PduError error = Negotiation.Refuse(Request, Negotiation.AcceptPdu() with { UserInformation = new UserInformation { MaximumLength = stated } });
        Assert.Equal((PduErrorCode.MaximumLengthTooSmall, AbortReason.InvalidPduParameterValue), (error.Code, error.AbortReason));
    }

    [Fact]
    public void Pitfall03_OddMaximumLength_GivesEvenFragments()
    {
        AssociateAcceptPdu accept = Negotiation.AcceptPdu() with { UserInformation = new UserInformation { MaximumLength = 16383 } };
        Assert.Equal(16376, Negotiation.Conclude(Request, accept).MaximumFragmentLength);
    }

    [Fact]
    public void Pitfall06_AnswersForUnknownIds_AreIgnored()
    {
        Association association = Negotiation.Conclude(Request, Negotiation.AcceptPdu(Accepted(77, Implicit), Accepted(1, Implicit), Accepted(2, Implicit)));
        Assert.Equal((byte)1, Assert.Single(association.NegotiatedContexts).Id);
    }

    [Fact]
    public void Pitfall06_AcceptedTransferSyntax_ThatWasNotProposed_IsUnusable()
    {
        Association association = Negotiation.Conclude(Request, Negotiation.AcceptPdu(Accepted(1, TransferSyntax.RleLossless)));
        PresentationContext context = Assert.Single(association.NegotiatedContexts);
        Assert.Equal((PresentationContextResult.TransferSyntaxesNotSupported, null), (context.Result, context.AcceptedTransferSyntax));
        Assert.Null(association.FindContext(Ct));
    }

    [Fact]
    public void Pitfall06_NoAcceptedContext_IsAnAssociationAllTheSame()
    {
        Association association = Negotiation.Conclude(Request, Negotiation.AcceptPdu(new PresentationContextAnswerItem(1, PresentationContextResult.AbstractSyntaxNotSupported, Uid.Empty)));
        Assert.Empty(association.AcceptedContexts);
        Assert.Equal(PresentationContextResult.AbstractSyntaxNotSupported, association.NegotiatedContexts[0].Result);
    }

    [Fact]
    public void Pitfall06_ContextWithoutAnswer_IsRefused() =>
        Assert.Equal(PresentationContextResult.NoReason, Negotiation.Conclude(Request, Negotiation.AcceptPdu()).NegotiatedContexts[0].Result);

    [Fact]
    public void Pitfall06_UndefinedResult_IsRefused()
    {
        Association association = Negotiation.Conclude(Request, Negotiation.AcceptPdu(new PresentationContextAnswerItem(1, (PresentationContextResult)9, Implicit.Uid)));
        Assert.Empty(association.AcceptedContexts);
    }

    // 8: asked / answered → ours. No answer: SCU only. An answer may only take away.
    [Theory]
    [InlineData(null, null, true, false)]
    [InlineData(null, "11", true, false)]
    [InlineData("11", null, true, false)]
    [InlineData("01", null, true, false)]
    [InlineData("11", "11", true, true)]
    [InlineData("11", "01", false, true)]
    [InlineData("01", "11", false, true)]
    [InlineData("10", "01", false, false)]
    public void Pitfall08_Roles_OnlyNarrow(string? asked, string? answered, bool scu, bool scp)
    {
        AssociationRequest request = asked is null ? Request : Request.WithRole(Ct, asked[0] == '1', asked[1] == '1');
        AssociateAcceptPdu accept = Negotiation.AcceptPdu(Accepted(1, Implicit)) with
        {
            UserInformation = new UserInformation { RoleSelections = answered is null ? [] : [new RoleSelection(Ct, answered[0] == '1', answered[1] == '1')] },
        };
        PresentationContext context = Negotiation.Conclude(request, accept).NegotiatedContexts[0];
        Assert.Equal((scu, scp), (context.LocalIsScu, context.LocalIsScp));
    }

    // 9: the requestor's point of view on both sides; nothing answered is 1/1; more than asked is not ours.
    [Theory]
    [InlineData(null, "8/8", 1, 1)]
    [InlineData("8/8", null, 1, 1)]
    [InlineData("8/4", "8/4", 8, 4)]
    [InlineData("8/4", "2/1", 2, 1)]
    [InlineData("2/1", "8/4", 2, 1)]
    [InlineData("0/0", "5/6", 5, 6)]
    [InlineData("5/6", "0/0", 5, 6)]
    [InlineData("0/0", "0/0", 0, 0)]
    public void Pitfall09_AsynchronousWindow_IsTheStricter(string? asked, string? answered, int invoked, int performed)
    {
        AssociateAcceptPdu accept = Negotiation.AcceptPdu() with { UserInformation = new UserInformation { AsynchronousOperationsWindow = Window(answered) } };
        Association association = Negotiation.Conclude(Request with { AsynchronousOperationsWindow = Window(asked) }, accept);
        Assert.Equal((invoked, performed), (association.MaximumOperationsInvoked, association.MaximumOperationsPerformed));
    }

    [Fact]
    public void Pitfall10_PositiveResponseMissing_IsDecidedByTheRequest()
    {
        AssociationRequest tolerant = Request with { UserIdentity = UserIdentity.FromUsername("me") };
        AssociationRequest strict = tolerant with { RequirePositiveUserIdentityResponse = true };
        AssociateAcceptPdu without = Negotiation.AcceptPdu(Accepted(1, Implicit));
        AssociateAcceptPdu with = without with { UserInformation = new UserInformation { UserIdentityResponse = new UserIdentityResponse([1]) } };
        Assert.Null(Negotiation.Conclude(tolerant, without).UserIdentityResponse);
        Assert.True(RequestorNegotiation.CreateRequest(strict, PduLimits.Default).UserInformation.UserIdentity!.PositiveResponseRequested);
        Assert.Equal(PduErrorCode.UserIdentityNotConfirmed, Negotiation.Refuse(strict, without).Code);
        Assert.Equal([1], Negotiation.Conclude(strict, with).UserIdentityResponse!.ServerResponse);
    }

    [Fact]
    public void Answer_WithoutUserInformation_IsAccepted()
    {
        Association association = Negotiation.Conclude(Request, Negotiation.AcceptPdu(Accepted(1, Implicit)));
        Assert.True(association.PeerImplementationClassUid.IsEmpty);
        Assert.Null(association.PeerImplementationVersionName);
    }

    private static AsynchronousOperationsWindow? Window(string? text) =>
        text?.Split('/') is [var invoked, var performed]
            ? new AsynchronousOperationsWindow(
                ushort.Parse(invoked, System.Globalization.CultureInfo.InvariantCulture),
                ushort.Parse(performed, System.Globalization.CultureInfo.InvariantCulture))
            : null;
}

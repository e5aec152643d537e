using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Tests.Codec;

namespace DicomActors.Protocol.Tests.Associations;

public sealed class AssociationRequestTests
{
    private static readonly TransferSyntax Implicit = TransferSyntax.ImplicitVRLittleEndian;

    private static AssociationRequest Request => new("CALLING", "CALLED");

    [Fact]
    public void Contexts_Added_GetOddIdsOfTheirOwn_UpTo128()
    {
        AssociationRequest request = Request;
        for (int number = 0; number < 128; number++)
        {
            request = request.WithContext(SopClasses.CtImageStorage, Implicit);
        }

        Assert.Equal(Enumerable.Range(0, 128).Select(static number => (byte)((2 * number) + 1)), request.PresentationContexts.Select(static context => context.Id));
        Assert.Contains("at most 128", Assert.Throws<ArgumentException>(() => request.WithContext(SopClasses.Verification, Implicit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contexts_AddedWhereOneIsMissing_TakeTheFreeId()
    {
        AssociationRequest request = Request.WithContextPerTransferSyntax(SopClasses.CtImageStorage, Implicit, TransferSyntax.JpegBaseline, TransferSyntax.RleLossless);
        request = request with { PresentationContexts = [request.PresentationContexts[0], request.PresentationContexts[2]] };
        Assert.Equal([1, 5, 3], request.WithContext(SopClasses.Verification, Implicit).PresentationContexts.Select(static context => (int)context.Id));
    }

    [Fact]
    public void Context_NotUsable_IsRefused()
    {
        Assert.Throws<ArgumentException>(static () => new ProposedPresentationContext(2, SopClasses.Verification, [Implicit]));
        Assert.Throws<ArgumentException>(static () => new ProposedPresentationContext(1, new Uid("no uid"), [Implicit]));
        Assert.Throws<ArgumentException>(static () => new ProposedPresentationContext(1, SopClasses.Verification, []));
        var context = new ProposedPresentationContext(1, SopClasses.Verification, [Implicit]);
        Assert.Contains("id 1 is there twice", Assert.Throws<ArgumentException>(() => Request with { PresentationContexts = [context, context] }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A\\B")]
    [InlineData("SEVENTEEN_LETTERS")]
    public void Titles_NotValid_AreRefusedByName(string title)
    {
        Assert.Equal("CallingAETitle", Assert.Throws<ArgumentException>(() => new AssociationRequest(title, "B")).ParamName);
        Assert.Equal("CalledAETitle", Assert.Throws<ArgumentException>(() => new AssociationRequest("A", title)).ParamName);
    }

    [Fact]
    public void Implementation_Default_IsOurs_WrongOnesAreRefused()
    {
        Assert.True(ImplementationIdentity.ClassUid.IsValid);
        Assert.StartsWith("2.25.", ImplementationIdentity.ClassUid.Value, StringComparison.Ordinal);
        Assert.Equal("DICOMACTORS_010", Request.ImplementationVersionName);
        Assert.Throws<ArgumentException>(static () => Request with { ImplementationVersionName = "SEVENTEEN_LETTERS" });
        Assert.Throws<ArgumentException>(static () => Request with { ImplementationClassUid = new Uid("1.02") });
    }

    [Fact]
    public void UserInformation_MoreThanItsItemHolds_IsRefusedWhenSet_AndEverythingAllowedFits()
    {
        const int Most = (65535 - 128) / 4;
        AssociationRequest largest = Request with
        {
            UserIdentity = UserIdentity.FromSamlAssertion(new byte[Most - 10]),
            ExtendedNegotiations = [new SopClassExtendedNegotiation(new Uid("1.2"), ItemList.Create<byte>(new byte[Most - 9]))],
            CommonExtendedNegotiations = [new SopClassCommonExtendedNegotiation(new Uid("1.2"), new Uid("1.3"), ItemList.Create<Uid>([.. Enumerable.Repeat(new Uid("1.23456"), 200)]))],
            RoleSelections = ItemList.Create<RoleSelection>([.. Enumerable.Repeat(new RoleSelection(new Uid("1.2"), true, true), Most / 11)]),
            AsynchronousOperationsWindow = new AsynchronousOperationsWindow(1, 1),
        };
        Assert.Null(Transcript.Of(PduWriter.ToArray(RequestorNegotiation.CreateRequest(largest, PduLimits.Default))).Error);
        Assert.Equal("UserIdentity", Assert.Throws<ArgumentException>(static () => Request with { UserIdentity = UserIdentity.FromSamlAssertion(new byte[Most]) }).ParamName);
        Assert.Equal("ExtendedNegotiations", Assert.Throws<ArgumentException>(static () => Request with { ExtendedNegotiations = [new SopClassExtendedNegotiation(new Uid("1.2"), ItemList.Create<byte>(new byte[Most]))] }).ParamName);
    }

    [Fact]
    public void Request_AsPdu_SaysEverything()
    {
        AssociationRequest request = Request
            .WithContext(SopClasses.CtImageStorage, TransferSyntax.JpegBaseline, Implicit)
            .WithRole(SopClasses.CtImageStorage, scu: true, scp: false)
            .WithRole(SopClasses.CtImageStorage, scu: false, scp: true) with
        {
            AsynchronousOperationsWindow = new AsynchronousOperationsWindow(3, 2),
            UserIdentity = UserIdentity.FromUsername("me"),
        };
        AssociateRequestPdu pdu = RequestorNegotiation.CreateRequest(request, new PduLimits { MaximumDataPduLength = 50_000 });
        Assert.Equal(("CALLING", "CALLED", 1), (pdu.CallingAETitle, pdu.CalledAETitle, pdu.ProtocolVersion));
        Assert.Equal(new PresentationContextProposalItem(1, SopClasses.CtImageStorage, [TransferSyntax.JpegBaseline.Uid, Implicit.Uid]), Assert.Single(pdu.PresentationContexts));
        Assert.Equal(50_000u, pdu.UserInformation.MaximumLength);
        Assert.Equal(new RoleSelection(SopClasses.CtImageStorage, false, true), Assert.Single(pdu.UserInformation.RoleSelections));
        Assert.Equal(request.AsynchronousOperationsWindow, pdu.UserInformation.AsynchronousOperationsWindow);
        Assert.Equal(request.UserIdentity, pdu.UserInformation.UserIdentity);
    }
}

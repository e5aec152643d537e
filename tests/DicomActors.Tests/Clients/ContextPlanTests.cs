using DicomActors.Clients;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Clients;

public sealed class ContextPlanTests
{
    private static readonly DicomPeer Peer = new("archive", new TcpConnector("localhost", 104), "SCU", "SCP");
    private static readonly TransferSyntax Jpeg = TransferSyntax.FromUid(new Uid("1.2.840.10008.1.2.4.50"));
    private static readonly ContextNeed Echo = ContextNeed.Of(new CEchoRequest());

    private static ContextNeed Store(Uid sopClass, TransferSyntax transferSyntax) => ContextNeed.Of(QueuedRequests.Store(sopClass, transferSyntax));

    private static ContextNeed Get => ContextNeed.Of(new CGetRequest(
        SopClasses.StudyRootGet, new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build()));

    private static AcceptorPolicy ImplicitOnly =>
        new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian);

    /// <summary>What comes of a plan with a peer of this policy.</summary>
    private static Association Negotiate(ContextPlan plan, AcceptorPolicy policy)
    {
        var pdu = RequestorNegotiation.CreateRequest(plan.Request, Protocol.Codec.PduLimits.Default);
        var accepted = Assert.IsType<AssociationAcceptance>(AcceptorNegotiation.Negotiate(pdu, policy, Protocol.Codec.PduLimits.Default));
        Assert.True(RequestorNegotiation.TryConclude(plan.Request, accepted.Pdu, Protocol.Codec.PduLimits.Default, out var association, out _));
        return association!;
    }

    [Fact]
    public void Echo_Plan_OffersTheUncompressedSyntaxes()
    {
        var context = Assert.Single(ContextPlan.For(Peer, [Echo]).Request.PresentationContexts);

        Assert.Equal(SopClasses.Verification, context.AbstractSyntax);
        Assert.Equal([TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian], context.TransferSyntaxes);
    }

    [Fact]
    public void FilesOfTwoSyntaxes_Plan_HasAContextForEach()
    {
        var plan = ContextPlan.For(
            Peer, [Store(SopClasses.CtImageStorage, Jpeg), Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)]);

        var first = plan.Request.PresentationContexts.Select(static context => (context.AbstractSyntax, context.TransferSyntaxes[0])).ToArray();
        Assert.Contains((SopClasses.CtImageStorage, Jpeg), first);
        Assert.Contains((SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian), first);
    }

    [Fact]
    public void PeerTakesOneOfTwoSyntaxes_Serves_OnlyThat()
    {
        var jpeg = Store(SopClasses.CtImageStorage, Jpeg);
        var plain = Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        var plan = ContextPlan.For(Peer, [jpeg, plain]);
        var association = Negotiate(
            plan, new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian));

        Assert.True(plan.Serves(association, plain));
        Assert.False(plan.Serves(association, jpeg));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.1", "1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")]
    public void UncompressedFile_Plan_OffersItsSyntaxAndTheOtherInContextsOfTheirOwn(string own, string other)
    {
        var plan = ContextPlan.For(Peer, [Store(SopClasses.CtImageStorage, TransferSyntax.FromUid(new Uid(own)))]);

        Assert.Equal([own, other], plan.Request.PresentationContexts.Select(static context => Assert.Single(context.TransferSyntaxes).Uid.Value));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    [InlineData("1.2.840.10008.1.2.4.50")]
    public void FileThatCannotBeReencoded_Plan_OffersItsSyntaxOnly(string own) => Assert.Equal(
        own,
        Assert.Single(Assert.Single(ContextPlan.For(Peer, [Store(SopClasses.CtImageStorage, TransferSyntax.FromUid(new Uid(own)))])
            .Request.PresentationContexts).TransferSyntaxes).Uid.Value);

    [Fact]
    public void ReencodingForbidden_Plan_OffersTheFilesSyntaxOnlyAndIsNotServedByAnother()
    {
        var need = Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        var other = Store(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian);
        var forbidding = Peer with { ReencodesUncompressed = false };

        Assert.Single(ContextPlan.For(forbidding, [need]).Request.PresentationContexts);
        var plan = ContextPlan.For(forbidding, [need, other]);
        Assert.False(plan.Serves(Negotiate(plan, ImplicitOnly), need));
        Assert.True(plan.Serves(Negotiate(plan, ImplicitOnly), other));
    }

    [Fact]
    public void PeerTakesTheFilesSyntax_Fit_SendsTheFileAsItIs()
    {
        var request = QueuedRequests.Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        var plan = ContextPlan.For(Peer, [ContextNeed.Of(request)]);

        Assert.Same(request, plan.Fit(Negotiate(plan, new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage)), request));
    }

    [Fact]
    public void PeerTakesTheOtherSyntaxOnly_Fit_SendsTheFileReencoded()
    {
        var request = QueuedRequests.Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian) with { MoveOriginatorAETitle = "MOVER" };
        var plan = ContextPlan.For(Peer, [ContextNeed.Of(request)]);
        var association = Negotiate(plan, ImplicitOnly);

        Assert.True(plan.Serves(association, ContextNeed.Of(request)));
        var sent = Assert.IsType<CStoreRequest>(plan.Fit(association, request));
        Assert.IsType<ReencodedContent>(sent.Content);
        Assert.Equal(
            (TransferSyntax.ImplicitVRLittleEndian, request.SopInstanceUid, "MOVER"),
            (sent.Content.TransferSyntax, sent.SopInstanceUid, sent.MoveOriginatorAETitle));
    }

    [Fact]
    public void OtherSyntaxAcceptedButTheFilesNeverProposed_Serves_Not()
    {
        var need = Store(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        var plan = ContextPlan.For(Peer, [Store(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian)]);

        Assert.False(plan.Serves(Negotiate(plan, ImplicitOnly), need));
    }

    [Fact]
    public void Get_Plan_AsksForTheScpRoleOfEachStorageClass()
    {
        var plan = ContextPlan.For(
            Peer with { RetrievedSopClasses = [SopClasses.CtImageStorage, SopClasses.MrImageStorage], RetrievedTransferSyntaxes = [] }, [Get]);

        Assert.Equal(
            [SopClasses.StudyRootGet, SopClasses.CtImageStorage, SopClasses.MrImageStorage],
            plan.Request.PresentationContexts.Select(static context => context.AbstractSyntax));
        Assert.Equal(
            [new RoleSelection(SopClasses.CtImageStorage, true, true), new RoleSelection(SopClasses.MrImageStorage, true, true)],
            plan.Request.RoleSelections);
    }

    [Fact]
    public void Get_DefaultClasses_FitOneAssociation() => Assert.Contains(Get, ContextPlan.For(Peer, [Get]).Proposed);

    [Fact]
    public void Get_RoomForAllCompressedSyntaxes_EachHasAContextOfItsOwn()
    {
        var plan = ContextPlan.For(Peer with { RetrievedSopClasses = [SopClasses.CtImageStorage] }, [Get]);

        var compressed = CompressedOf(plan, SopClasses.CtImageStorage);
        Assert.All(compressed, static context => Assert.Single(context.TransferSyntaxes));
        Assert.Equal(Peer.RetrievedTransferSyntaxes, compressed.Select(static context => context.TransferSyntaxes[0]));
        Assert.DoesNotContain(plan.Request.PresentationContexts, static context =>
            context.TransferSyntaxes.Any(static syntax => syntax.IsEncapsulated) && context.TransferSyntaxes.Any(static syntax => !syntax.IsEncapsulated));
    }

    [Fact]
    public void Get_DefaultClasses_OfferEveryCompressedSyntaxForEveryImageClassInWhatRoomThereIs()
    {
        var plan = ContextPlan.For(Peer, [Get]);

        Assert.Equal(AssociationRequest.MaximumPresentationContexts, plan.Request.PresentationContexts.Count);
        foreach (var sopClass in (Uid[])[SopClasses.ComputedRadiographyImageStorage, SopClasses.CtImageStorage, SopClasses.VlWholeSlideMicroscopyImageStorage])
        {
            Assert.Equal(Peer.RetrievedTransferSyntaxes, CompressedOf(plan, sopClass).SelectMany(static context => context.TransferSyntaxes));
        }

        Assert.InRange(CompressedOf(plan, SopClasses.CtImageStorage).Count, 7, 16);
        Assert.Empty(CompressedOf(plan, SopClasses.BasicTextSrStorage));
        Assert.Equal(
            TransferSyntax.Mpeg2MainProfileMainLevel, CompressedOf(plan, SopClasses.VideoEndoscopicImageStorage)[0].TransferSyntaxes[0]);
    }

    [Fact]
    public void GetBesideOtherNeeds_CompressedSyntaxes_TakeNoRoomFromThem()
    {
        var stores = Enumerable.Range(1, 40).Select(static i => Store(new Uid($"1.2.3.{i}"), Jpeg)).ToArray();

        var plan = ContextPlan.For(Peer, [Get, .. stores]);

        Assert.Superset(stores.ToHashSet(), plan.Proposed.ToHashSet());
    }

    private static List<ProposedPresentationContext> CompressedOf(ContextPlan plan, Uid sopClass) =>
        [.. plan.Request.PresentationContexts.Where(context => context.AbstractSyntax == sopClass && context.TransferSyntaxes[0].IsEncapsulated)];

    [Fact]
    public void GetAndPeerGivesNoScpRole_Serves_Not()
    {
        var plan = ContextPlan.For(Peer with { RetrievedSopClasses = [SopClasses.CtImageStorage] }, [Get]);
        var policy = new AcceptorPolicy().WithSopClass(SopClasses.StudyRootGet);

        Assert.False(plan.Serves(Negotiate(plan, policy.WithSopClass(SopClasses.CtImageStorage)), Get));
        Assert.True(plan.Serves(
            Negotiate(plan, policy.WithSopClass(SopClasses.CtImageStorage, new SupportedSopClass([], RequestorMayBeScp: true))), Get));
    }

    [Fact]
    public void MoreNeedsThanOneAssociationHolds_Plans_TakeThemAllInSeveral()
    {
        var waiting = Enumerable.Range(1, 300).Select(static i => Store(new Uid($"1.2.3.{i}"), TransferSyntax.ExplicitVRLittleEndian)).ToList();
        var plans = 0;
        while (waiting.Count > 0)
        {
            var plan = ContextPlan.For(Peer, waiting);
            Assert.Contains(waiting[0], plan.Proposed);
            Assert.InRange(plan.Request.PresentationContexts.Count, 1, AssociationRequest.MaximumPresentationContexts);
            waiting.RemoveAll(plan.Proposed.Contains);
            plans++;
        }

        Assert.InRange(plans, 3, 5);
    }

    [Fact]
    public void BigNeedDoesNotFit_SmallOneBehindIt_IsTaken()
    {
        var many = Enumerable.Range(1, 100).Select(static i => Store(new Uid($"1.2.3.{i}"), Jpeg));

        var plan = ContextPlan.For(Peer, [.. many, Get, Echo]);

        Assert.DoesNotContain(Get, plan.Proposed);
        Assert.Contains(Echo, plan.Proposed);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(8, 8)]
    [InlineData(0, 0)]
    public void Window_OfThePeer_IsProposedUnlessItIsOne(int operations, int? proposed) => Assert.Equal(
        proposed, ContextPlan.For(Peer with { AsynchronousOperations = operations }, [Echo]).Request.AsynchronousOperationsWindow?.Invoked);
}

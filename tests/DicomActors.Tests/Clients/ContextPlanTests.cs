using DicomActors.Clients;
using DicomActors.Protocol.Associations;
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
        var association = Negotiate(
            ContextPlan.For(Peer, [jpeg, plain]),
            new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian));

        Assert.True(ContextPlan.Serves(association, plain));
        Assert.False(ContextPlan.Serves(association, jpeg));
    }

    [Fact]
    public void Get_Plan_AsksForTheScpRoleOfEachStorageClass()
    {
        var plan = ContextPlan.For(Peer with { RetrievedSopClasses = [SopClasses.CtImageStorage, SopClasses.MrImageStorage] }, [Get]);

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
    public void GetAndPeerGivesNoScpRole_Serves_Not()
    {
        var plan = ContextPlan.For(Peer with { RetrievedSopClasses = [SopClasses.CtImageStorage] }, [Get]);
        var policy = new AcceptorPolicy().WithSopClass(SopClasses.StudyRootGet);

        Assert.False(ContextPlan.Serves(Negotiate(plan, policy.WithSopClass(SopClasses.CtImageStorage)), Get));
        Assert.True(ContextPlan.Serves(
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

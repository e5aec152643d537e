using DicomActors.Clients;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Clients;

/// <summary>What is proposed for N-EVENT-REPORT, which comes from the SCP (PS3.7 D.3.3.4, PS3.4 J.3.3).</summary>
public sealed class ReportPlanTests
{
    private static readonly Uid Commitment = SopClasses.StorageCommitmentPushModel;
    private static readonly DicomPeer Peer = new("asker", new TcpConnector("localhost", 104), "ARCHIVE", "ASKER");
    private static readonly ContextNeed Report = ContextNeed.Of(new NEventReportRequest(Commitment, new Uid("1.2"), 1));
    private static readonly ContextNeed Action = ContextNeed.Of(new NActionRequest(Commitment, new Uid("1.2"), 1));

    private static bool Serves(ContextPlan plan, AcceptorPolicy policy)
    {
        var pdu = RequestorNegotiation.CreateRequest(plan.Request, PduLimits.Default);
        var accepted = Assert.IsType<AssociationAcceptance>(AcceptorNegotiation.Negotiate(pdu, policy, PduLimits.Default)).Pdu;
        Assert.True(RequestorNegotiation.TryConclude(plan.Request, accepted, PduLimits.Default, out var association, out _));
        return plan.Serves(association!, Report);
    }

    [Fact]
    public void Report_Plan_AsksForTheScpRoleAlone() =>
        Assert.Equal([new RoleSelection(Commitment, false, true)], ContextPlan.For(Peer, [Report]).Request.RoleSelections);

    [Fact]
    public void ReportAndAction_Plan_AsksForBothRolesInOneContext()
    {
        var request = ContextPlan.For(Peer, [Action, Report]).Request;

        Assert.Equal([new RoleSelection(Commitment, true, true)], request.RoleSelections);
        Assert.Equal(Commitment, Assert.Single(request.PresentationContexts).AbstractSyntax);
    }

    [Fact]
    public void PeerGrantsTheRole_Serves()
    {
        var offer = new SupportedSopClass([], RequestorMayBeScu: false, RequestorMayBeScp: true);

        Assert.True(Serves(ContextPlan.For(Peer, [Report]), new AcceptorPolicy().WithSopClass(Commitment, offer)), "The context was accepted.");
    }

    [Fact]
    public void PeerDoesNotKnowTheSopClass_DoesNotServe() =>
        Assert.False(Serves(ContextPlan.For(Peer, [Report]), new AcceptorPolicy()), "There is no context to report in.");
}

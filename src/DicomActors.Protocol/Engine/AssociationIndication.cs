using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// A peer's A-ASSOCIATE-RQ that waits for our decision. Answer once, from any thread, within <see cref="DicomServiceOptions.AssociateTimeout"/>.
/// </summary>
public sealed class AssociationIndication
{
    private readonly Func<AssociationDecision, bool> _decide;
    private readonly PduLimits _limits;

    internal AssociationIndication(
        AssociateRequestPdu request, EndPoint? remoteEndPoint, PduLimits limits, Func<AssociationDecision, bool> decide)
    {
        Request = request;
        RemoteEndPoint = remoteEndPoint;
        _limits = limits;
        _decide = decide;
    }

    /// <summary>What the peer asks for.</summary>
    public AssociateRequestPdu Request { get; }

    /// <summary>Who asks, by its AE title.</summary>
    public string CallingAETitle => Request.FixedFields.CallingAETitle;

    /// <summary>Who is asked for, by AE title.</summary>
    public string CalledAETitle => Request.FixedFields.CalledAETitle;

    /// <summary>Where the peer connects from.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>
    /// What the policy says: an acceptance, or a rejection where it demands so. Nothing is sent before <see cref="Answer"/>, so that books can be
    /// kept before the peer knows.
    /// </summary>
    public AssociationDecision Negotiate(AcceptorPolicy policy) => AcceptorNegotiation.Negotiate(Request, policy, _limits);

    /// <summary>Sends a decision.</summary>
    /// <returns>False when it came too late (the peer or a time limit was faster, or it was answered before).</returns>
    public bool Answer(AssociationDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return _decide(decision);
    }

    /// <summary>Answers as the policy says: <see cref="Negotiate"/> and <see cref="Answer"/> in one.</summary>
    /// <returns>The decision; null when it came too late.</returns>
    public AssociationDecision? Accept(AcceptorPolicy policy)
    {
        var decision = Negotiate(policy);
        return Answer(decision) ? decision : null;
    }

    /// <summary>Rejects.</summary>
    /// <returns>False when it came too late.</returns>
    public bool Reject(AssociationRejection rejection) => Answer(rejection);
}

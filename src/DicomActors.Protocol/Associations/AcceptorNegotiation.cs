using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Associations;

/// <summary>The acceptor's side of the negotiation (PS3.8 7.1, PS3.7 D.3). Pure functions but for the two delegates of the policy.</summary>
public static class AcceptorNegotiation
{
    // PS3.4: the Storage service class, named in common extended negotiation.
    private static readonly Uid StorageServiceClass = new("1.2.840.10008.4.2");
    private const string StandardRoot = "1.2.840.10008.";
    private const string StandardStorageRoot = "1.2.840.10008.5.1.4.1.1.";

    /// <summary>
    /// What the provider itself refuses, before any policy is asked: the two outcomes of AE-6 (PS3.8 table 9-6).
    /// </summary>
    /// <returns>Null if acceptable.</returns>
    public static AssociationRejection? CheckProtocol(AssociateRequestPdu request) =>

        // PS3.8 9.3.2: versions are bits, only bit 0 is tested.
        (request.ProtocolVersion & 1) == 0 ? AssociationRejection.ProtocolVersionNotSupported
        : MaximumLengthNegotiation.IsUsable(request.UserInformation.MaximumLength ?? 0) ? null
        : AssociationRejection.ProviderNoReasonGiven;

    /// <summary>Accepts or rejects a request by a policy. Every proposed context gets an answer.</summary>
    /// <param name="request">The peer's A-ASSOCIATE-RQ.</param>
    /// <param name="policy">What to accept.</param>
    /// <param name="limits">The limits of the reader on this connection; their data PDU length is stated to the peer.</param>
    public static AssociationDecision Negotiate(AssociateRequestPdu request, AcceptorPolicy policy, PduLimits limits)
    {
        if ((CheckProtocol(request) ?? CheckNames(request, policy)) is { } rejection)
        {
            return rejection;
        }

        if (!TryJudgeUserIdentity(request.UserInformation.UserIdentity, policy, out UserIdentityResponse? identityResponse))
        {
            return AssociationRejection.NoReasonGiven;
        }

        Negotiated[] contexts = [.. request.PresentationContexts.Select(proposal => Negotiate(proposal, request, policy))];
        AssociateAcceptPdu accept = CreateAccept(request, policy, limits, contexts, identityResponse);

        // Only what the policy's delegates answer can be that long.
        return accept.UserInformation.FitsItsItem()
            ? new AssociationAcceptance(accept, CreateAssociation(request, accept, limits, contexts))
            : AssociationRejection.ProviderNoReasonGiven;
    }

    private static AssociationRejection? CheckNames(AssociateRequestPdu request, AcceptorPolicy policy)
    {
        if (request.ApplicationContextName != AssociateRequestPdu.DicomApplicationContext)
        {
            return AssociationRejection.ApplicationContextNotSupported;
        }

        if (!AETitle.IsValid(request.CalledAETitle) || (policy.CalledAETitles.Count > 0 && !policy.CalledAETitles.Contains(request.CalledAETitle)))
        {
            return AssociationRejection.CalledAETitleNotRecognized;
        }

        return !AETitle.IsValid(request.CallingAETitle) || (policy.CallingAETitles.Count > 0 && !policy.CallingAETitles.Contains(request.CallingAETitle))
            ? AssociationRejection.CallingAETitleNotRecognized
            : null;
    }

    private static bool TryJudgeUserIdentity(UserIdentity? identity, AcceptorPolicy policy, out UserIdentityResponse? response)
    {
        response = null;
        if (identity is null)
        {
            return !policy.RequireUserIdentity;
        }

        if (policy.JudgeUserIdentity is null)
        {
            return true;
        }

        if (identity.Type is < UserIdentityType.Username or > UserIdentityType.JsonWebToken)
        {
            return false;
        }

        UserIdentityDecision decision = policy.JudgeUserIdentity(identity);
        if (decision.IsAccepted && identity.PositiveResponseRequested)
        {
            response = new UserIdentityResponse(decision.ServerResponse);
        }

        return decision.IsAccepted;
    }

    private static Negotiated Negotiate(PresentationContextProposalItem proposal, AssociateRequestPdu request, AcceptorPolicy policy)
    {
        SupportedSopClass? offer = FindOffer(proposal.AbstractSyntax, request, policy);
        if (proposal.Id % 2 == 0)
        {
            return new Negotiated(proposal, PresentationContextResult.NoReason, null, false, false);
        }

        if (offer is null)
        {
            return new Negotiated(proposal, PresentationContextResult.AbstractSyntaxNotSupported, null, false, false);
        }

        Uid chosen = Choose(proposal.TransferSyntaxes, offer.TransferSyntaxes, policy.TransferSyntaxPreference);
        if (chosen.IsEmpty)
        {
            return new Negotiated(proposal, PresentationContextResult.TransferSyntaxesNotSupported, null, false, false);
        }

        // PS3.7 D.3.3.4: without role selection the requestor is SCU, the acceptor SCP.
        RoleSelection? asked = FindRole(request, proposal.AbstractSyntax);
        bool scu = (asked?.Scu ?? true) && offer.RequestorMayBeScu;
        bool scp = (asked?.Scp ?? false) && offer.RequestorMayBeScp;
        return scu || scp
            ? new Negotiated(proposal, PresentationContextResult.Acceptance, TransferSyntax.FromUid(chosen), scu, scp)
            : new Negotiated(proposal, PresentationContextResult.UserRejection, null, false, false);
    }

    private static SupportedSopClass? FindOffer(Uid sopClass, AssociateRequestPdu request, AcceptorPolicy policy)
    {
        if (policy.SopClasses.TryGetValue(sopClass, out SupportedSopClass? offer))
        {
            return offer;
        }

        bool accepted = !sopClass.IsEmpty && policy.UnknownSopClasses switch
        {
            UnknownSopClassPolicy.AcceptAll => true,
            UnknownSopClassPolicy.AcceptStorage => MayBeStorage(sopClass, request),
            _ => false,
        };
        return accepted ? policy.UnknownSopClassOffer : null;
    }

    private static bool MayBeStorage(Uid sopClass, AssociateRequestPdu request) =>
        sopClass.Value.StartsWith(StandardStorageRoot, StringComparison.Ordinal)
        || !sopClass.Value.StartsWith(StandardRoot, StringComparison.Ordinal)
        || Data.SopClasses.Storage.Contains(sopClass)
        || request.UserInformation.SopClassCommonExtendedNegotiations.Any(
            negotiation => negotiation.SopClassUid == sopClass && negotiation.ServiceClassUid == StorageServiceClass);

    private static Uid Choose(ItemList<Uid> proposed, ItemList<TransferSyntax> supported, TransferSyntaxPreference preference)
    {
        if (supported.Count == 0)
        {
            return proposed.FirstOrDefault(static uid => uid.IsValid);
        }

        return preference == TransferSyntaxPreference.Requestor
            ? proposed.FirstOrDefault(uid => supported.Any(transferSyntax => transferSyntax.Uid == uid))
            : supported.Select(static transferSyntax => transferSyntax.Uid).FirstOrDefault(uid => proposed.Contains(uid));
    }

    private static RoleSelection? FindRole(AssociateRequestPdu request, Uid sopClass)
    {
        foreach (RoleSelection role in request.UserInformation.RoleSelections)
        {
            if (role.SopClassUid == sopClass)
            {
                return role;
            }
        }

        return null;
    }

    private static AssociateAcceptPdu CreateAccept(
        AssociateRequestPdu request,
        AcceptorPolicy policy,
        PduLimits limits,
        Negotiated[] contexts,
        UserIdentityResponse? identityResponse) => new()
        {
            FixedFields = request.FixedFields,
            PresentationContexts = ItemList.From(contexts.Select(static context => context.ToAnswer())),
            UserInformation = new UserInformation
            {
                MaximumLength = limits.MaximumDataPduLength,
                ImplementationClassUid = policy.ImplementationClassUid,
                ImplementationVersionName = policy.ImplementationVersionName,
                AsynchronousOperationsWindow = Narrow(request.UserInformation.AsynchronousOperationsWindow, policy),
                RoleSelections = AnswerRoles(request, contexts),
                SopClassExtendedNegotiations = AnswerExtendedNegotiations(request, policy, contexts),
                UserIdentityResponse = identityResponse,
            },
        };

    // The numbers keep the requestor's point of view: what it invokes is what we perform.
    private static AsynchronousOperationsWindow? Narrow(AsynchronousOperationsWindow? asked, AcceptorPolicy policy) =>
        asked is null
            ? null
            : new AsynchronousOperationsWindow(
                AsynchronousOperationsWindow.Stricter(asked.Invoked, policy.MaximumOperationsPerformed),
                AsynchronousOperationsWindow.Stricter(asked.Performed, policy.MaximumOperationsInvoked));

    // One answer per SOP class that was asked for and has an accepted context.
    private static ItemList<RoleSelection> AnswerRoles(AssociateRequestPdu request, Negotiated[] contexts)
    {
        if (request.UserInformation.RoleSelections.Count == 0)
        {
            return [];
        }

        var answers = new List<RoleSelection>();
        foreach (RoleSelection asked in request.UserInformation.RoleSelections.DistinctBy(static role => role.SopClassUid))
        {
            if (Array.Find(contexts, context => context.IsAccepted && context.Proposal.AbstractSyntax == asked.SopClassUid) is { } context)
            {
                answers.Add(new RoleSelection(asked.SopClassUid, context.RequestorIsScu, context.RequestorIsScp));
            }
        }

        return ItemList.From(answers);
    }

    private static ItemList<SopClassExtendedNegotiation> AnswerExtendedNegotiations(AssociateRequestPdu request, AcceptorPolicy policy, Negotiated[] contexts)
    {
        if (policy.AnswerExtendedNegotiation is null)
        {
            return [];
        }

        var answers = new List<SopClassExtendedNegotiation>();
        foreach (SopClassExtendedNegotiation asked in request.UserInformation.SopClassExtendedNegotiations)
        {
            if (Array.Exists(contexts, context => context.IsAccepted && context.Proposal.AbstractSyntax == asked.SopClassUid)
                && policy.AnswerExtendedNegotiation(asked) is { } information)
            {
                answers.Add(asked with { ApplicationInformation = information });
            }
        }

        return ItemList.From(answers);
    }

    private static Association CreateAssociation(AssociateRequestPdu request, AssociateAcceptPdu accept, PduLimits limits, Negotiated[] contexts)
    {
        UserInformation asked = request.UserInformation;
        AsynchronousOperationsWindow window = accept.UserInformation.AsynchronousOperationsWindow ?? AsynchronousOperationsWindow.Synchronous;
        uint peerMaximum = asked.MaximumLength ?? 0;
        return new Association
        {
            Role = AssociationRole.Acceptor,
            CallingAETitle = request.CallingAETitle,
            CalledAETitle = request.CalledAETitle,
            NegotiatedContexts = ItemList.From(contexts.Select(static context => context.ToContext())),
            PeerMaximumPduLength = peerMaximum,
            OurMaximumPduLength = limits.MaximumDataPduLength,
            MaximumSentPduLength = MaximumLengthNegotiation.ToSend(peerMaximum, limits),
            MaximumOperationsInvoked = window.Performed,
            MaximumOperationsPerformed = window.Invoked,
            PeerImplementationClassUid = asked.ImplementationClassUid,
            PeerImplementationVersionName = asked.ImplementationVersionName,
            ExtendedNegotiations = accept.UserInformation.SopClassExtendedNegotiations,
            CommonExtendedNegotiations = asked.SopClassCommonExtendedNegotiations,
            UserIdentity = asked.UserIdentity,
            UserIdentityResponse = accept.UserInformation.UserIdentityResponse,
        };
    }

    private sealed record Negotiated(
        PresentationContextProposalItem Proposal,
        PresentationContextResult Result,
        TransferSyntax? TransferSyntax,
        bool RequestorIsScu,
        bool RequestorIsScp)
    {
        public bool IsAccepted => Result == PresentationContextResult.Acceptance;

        // The transfer syntax of a refused context means nothing but has to be there (PS3.8 9.3.3.2).
        public PresentationContextAnswerItem ToAnswer() =>
            new(Proposal.Id, Result, TransferSyntax?.Uid ?? Data.TransferSyntax.ImplicitVRLittleEndian.Uid);

        // The requestor's roles mirror ours.
        public PresentationContext ToContext() =>
            new(Proposal.Id, Proposal.AbstractSyntax, Result, TransferSyntax, RequestorIsScp, RequestorIsScu);
    }
}

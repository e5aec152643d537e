using System.Diagnostics.CodeAnalysis;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Associations;

/// <summary>The requestor's side of the negotiation (PS3.8 7.1, PS3.7 D.3). Pure functions.</summary>
public static class RequestorNegotiation
{
    /// <summary>The A-ASSOCIATE-RQ for a request.</summary>
    /// <param name="request">What to propose.</param>
    /// <param name="limits">The limits of the reader on this connection; their data PDU length is stated to the peer.</param>
    public static AssociateRequestPdu CreateRequest(AssociationRequest request, PduLimits limits) => new()
    {
        FixedFields = new AssociateFixedFields(request.CalledAETitle, request.CallingAETitle),
        PresentationContexts = ItemList.From(request.PresentationContexts.Select(static context =>
            new PresentationContextProposalItem(
                context.Id,
                context.AbstractSyntax,
                ItemList.From(context.TransferSyntaxes.Select(static transferSyntax => transferSyntax.Uid))))),
        UserInformation = new UserInformation
        {
            MaximumLength = limits.MaximumDataPduLength,
            ImplementationClassUid = request.ImplementationClassUid,
            ImplementationVersionName = request.ImplementationVersionName,
            AsynchronousOperationsWindow = request.AsynchronousOperationsWindow,
            RoleSelections = request.RoleSelections,
            SopClassExtendedNegotiations = request.ExtendedNegotiations,
            SopClassCommonExtendedNegotiations = request.CommonExtendedNegotiations,
            UserIdentity = request.UserIdentity is { } identity && request.RequirePositiveUserIdentityResponse
                ? identity with { PositiveResponseRequested = true }
                : request.UserIdentity,
        },
    };

    /// <summary>Draws the conclusion from the peer's A-ASSOCIATE-AC.</summary>
    /// <param name="request">What was proposed.</param>
    /// <param name="accept">What came back.</param>
    /// <param name="limits">The limits the request was made with.</param>
    /// <param name="association">What holds from now on. It may have no accepted context.</param>
    /// <param name="error">Why this acceptance is none: abort the association.</param>
    public static bool TryConclude(
        AssociationRequest request,
        AssociateAcceptPdu accept,
        PduLimits limits,
        [NotNullWhen(true)] out Association? association,
        [NotNullWhen(false)] out PduError? error)
    {
        association = null;
        UserInformation answer = accept.UserInformation;
        uint peerMaximum = answer.MaximumLength ?? 0;
        if (!MaximumLengthNegotiation.IsUsable(peerMaximum))
        {
            error = MaximumLengthNegotiation.TooSmall(peerMaximum);
            return false;
        }

        if (request is { RequirePositiveUserIdentityResponse: true, UserIdentity: not null } && answer.UserIdentityResponse is null)
        {
            error = new PduError(
                PduErrorCode.UserIdentityNotConfirmed,
                0,
                "user identity response sub-item",
                "PS3.7 D.3.3.7",
                AbortReason.NotSpecified,
                "the acceptor did not confirm the user identity");
            return false;
        }

        AsynchronousOperationsWindow window = Narrow(request.AsynchronousOperationsWindow, answer.AsynchronousOperationsWindow);
        error = null;
        association = new Association
        {
            Role = AssociationRole.Requestor,
            CallingAETitle = request.CallingAETitle,
            CalledAETitle = request.CalledAETitle,
            NegotiatedContexts = ItemList.From(request.PresentationContexts.Select(context => Conclude(request, context, accept))),
            PeerMaximumPduLength = peerMaximum,
            OurMaximumPduLength = limits.MaximumDataPduLength,
            MaximumSentPduLength = MaximumLengthNegotiation.ToSend(peerMaximum, limits),
            MaximumOperationsInvoked = window.Invoked,
            MaximumOperationsPerformed = window.Performed,
            PeerImplementationClassUid = answer.ImplementationClassUid,
            PeerImplementationVersionName = answer.ImplementationVersionName,
            ExtendedNegotiations = answer.SopClassExtendedNegotiations,
            CommonExtendedNegotiations = request.CommonExtendedNegotiations,
            UserIdentity = request.UserIdentity,
            UserIdentityResponse = answer.UserIdentityResponse,
        };
        return true;
    }

    // No answer means one operation at a time; more than was asked for is not ours to use.
    private static AsynchronousOperationsWindow Narrow(AsynchronousOperationsWindow? asked, AsynchronousOperationsWindow? answer) =>
        asked is null || answer is null
            ? AsynchronousOperationsWindow.Synchronous
            : new AsynchronousOperationsWindow(
                AsynchronousOperationsWindow.Stricter(asked.Invoked, answer.Invoked),
                AsynchronousOperationsWindow.Stricter(asked.Performed, answer.Performed));

    private static PresentationContext Conclude(AssociationRequest request, ProposedPresentationContext proposal, AssociateAcceptPdu accept)
    {
        (bool scu, bool scp) = Roles(request, proposal.AbstractSyntax, accept.UserInformation);
        PresentationContextAnswerItem? answer = accept.PresentationContexts.FirstOrDefault(item => item.Id == proposal.Id);

        // Not answered: not usable, and nobody says why.
        PresentationContextResult result = answer?.Result ?? PresentationContextResult.NoReason;
        TransferSyntax? transferSyntax = null;
        if (answer is { Result: PresentationContextResult.Acceptance })
        {
            // A transfer syntax we did not offer is one we may not be able to write: not usable.
            transferSyntax = proposal.TransferSyntaxes.FirstOrDefault(offered => offered.Uid == answer.TransferSyntax);
            result = transferSyntax is null ? PresentationContextResult.TransferSyntaxesNotSupported : result;
        }

        return new PresentationContext(proposal.Id, proposal.AbstractSyntax, result, transferSyntax, scu, scp);
    }

    // PS3.7 D.3.3.4: without an answer the requestor is SCU only; an answer may only take away.
    private static (bool Scu, bool Scp) Roles(AssociationRequest request, Uid sopClass, UserInformation answer)
    {
        if (request.RoleSelections.Count == 0)
        {
            return (true, false);
        }

        RoleSelection? asked = request.RoleSelections.FirstOrDefault(role => role.SopClassUid == sopClass);
        RoleSelection? got = answer.RoleSelections.FirstOrDefault(role => role.SopClassUid == sopClass);
        return asked is null || got is null ? (true, false) : (asked.Scu && got.Scu, asked.Scp && got.Scp);
    }
}

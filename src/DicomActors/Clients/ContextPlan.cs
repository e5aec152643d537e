using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Clients;

/// <summary>
/// Which presentation contexts to propose for what is queued. Pure. What does not fit the 128 of one association stays queued for
/// another one.
/// </summary>
/// <param name="Request">The association to ask for.</param>
/// <param name="Proposed">The needs it was made for.</param>
/// <param name="HasFallbacks">Whether uncompressed instances were also proposed in the other VR encoding.</param>
internal sealed record ContextPlan(AssociationRequest Request, IReadOnlySet<ContextNeed> Proposed, bool HasFallbacks)
{
    // The default syntax last: every implementation has it (PS3.5 10.1), and explicit VR loses less.
    private static readonly TransferSyntax[] Uncompressed =
        [TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian];

    /// <summary>Plans an association.</summary>
    /// <param name="peer">Titles, window, and the storage classes to take from C-GET.</param>
    /// <param name="needs">What is queued, the most urgent first, each once.</param>
    public static ContextPlan For(DicomPeer peer, IEnumerable<ContextNeed> needs)
    {
        var request = new AssociationRequest(peer.CallingAETitle, peer.CalledAETitle)
        {
            UserIdentity = peer.UserIdentity,
            AsynchronousOperationsWindow = peer.AsynchronousOperations == 1
                ? null
                : new AsynchronousOperationsWindow((ushort)peer.AsynchronousOperations, 1),
        };
        var proposed = new HashSet<ContextNeed>();
        var contexts = new HashSet<(Uid SopClass, TransferSyntax? TransferSyntax)>();
        foreach (var need in needs)
        {
            var roles = need.Retrieves ? peer.RetrievedSopClasses : [];
            var fallback = peer.ReencodesUncompressed ? FallbackOf(need) : null;
            if (Missing(need, fallback, roles, contexts) > AssociationRequest.MaximumPresentationContexts - contexts.Count)
            {
                // A need of its own may still fit: a C-GET takes much room, an echo little.
                continue;
            }

            proposed.Add(need);
            request = Propose(request, contexts, need.SopClass, need.TransferSyntax);
            if (fallback is not null)
            {
                // A context of its own: of two syntaxes in one the peer might pick the one that changes the bytes.
                request = Propose(request, contexts, need.SopClass, fallback);
            }

            foreach (var sopClass in roles)
            {
                request = Propose(request, contexts, sopClass, null).WithRole(sopClass, scu: true, scp: true);
            }
        }

        if (proposed.Any(static need => need.Retrieves))
        {
            request = CompressedContexts.Propose(request, peer.RetrievedSopClasses, peer.RetrievedTransferSyntaxes);
        }

        return new ContextPlan(WithOwnScpRoles(request, proposed), proposed, peer.ReencodesUncompressed);
    }

    /// <summary>The other syntax that what has this need can be sent in, re-encoded; null if there is none.</summary>
    public static TransferSyntax? FallbackOf(ContextNeed need) =>
        need.TransferSyntax is { } own ? ReencodedContent.FindTarget(own) : null;

    /// <summary>Whether an association that came of this plan can carry what has this need.</summary>
    public bool Serves(Association association, ContextNeed need)
    {
        if (need.Reports)
        {
            // Whoever takes the context takes the report: many peers do not answer the role selection.
            return association.AcceptedContexts.Any(context => context.AbstractSyntax == need.SopClass);
        }

        if (association.FindContext(need.SopClass, need.TransferSyntax) is null && !ServesByFallback(association, need))
        {
            return false;
        }

        return !need.Retrieves || association.AcceptedContexts.Any(static context => context.LocalIsScp);
    }

    /// <summary>
    /// What to send for a request that is served: the request itself, or a store of its instance re-encoded where the peer has
    /// refused the instance's own transfer syntax.
    /// </summary>
    public DimseRequest Fit(Association association, DimseRequest request)
    {
        var need = ContextNeed.Of(request);
        return request is CStoreRequest store && association.FindContext(need.SopClass, need.TransferSyntax) is null
            && ServesByFallback(association, need)
                ? store with { Content = new ReencodedContent(store.Content) }
                : request;
    }

    // Only where its own syntax was proposed too: else nobody knows whether the peer would have taken the instance as it is.
    private bool ServesByFallback(Association association, ContextNeed need) => HasFallbacks && Proposed.Contains(need)
        && FallbackOf(need) is { } fallback && association.FindContext(need.SopClass, fallback) is not null;

    // PS3.7 D.3.3.4: who opens the association is the SCU of it all unless it asks for more. Reports come from the SCP.
    private static AssociationRequest WithOwnScpRoles(AssociationRequest request, HashSet<ContextNeed> proposed)
    {
        foreach (var report in proposed.Where(static need => need.Reports))
        {
            var asksToo = proposed.Any(need => !need.Reports && need.SopClass == report.SopClass);
            request = request.WithRole(report.SopClass, scu: asksToo, scp: true);
        }

        return request;
    }

    private static int Missing(
        ContextNeed need, TransferSyntax? fallback, IEnumerable<Uid> roles, HashSet<(Uid SopClass, TransferSyntax? TransferSyntax)> contexts) =>
        (contexts.Contains((need.SopClass, need.TransferSyntax)) ? 0 : 1)
        + (fallback is null || contexts.Contains((need.SopClass, fallback)) ? 0 : 1)
        + roles.Count(sopClass => !contexts.Contains((sopClass, null)));

    private static AssociationRequest Propose(
        AssociationRequest request, HashSet<(Uid SopClass, TransferSyntax? TransferSyntax)> contexts, Uid sopClass, TransferSyntax? transferSyntax)
    {
        if (!contexts.Add((sopClass, transferSyntax)))
        {
            return request;
        }

        // One context per transfer syntax: the peer picks one of each context, and has to be able to take every file.
        return transferSyntax is null
            ? request.WithContext(sopClass, Uncompressed)
            : request.WithContext(sopClass, transferSyntax);
    }
}

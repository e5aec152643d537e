using System.Runtime.CompilerServices;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>
/// What a requestor proposes. Immutable: the <c>With…</c> methods return a changed copy. Every part is checked when it is set, so a
/// request that exists can be sent.
/// </summary>
/// <remarks>The maximum PDU length is not here: it is what the connection's <see cref="Codec.PduLimits"/> enforce.</remarks>
public sealed record AssociationRequest
{
    /// <summary>Most presentation contexts in one association: the odd numbers of a byte (PS3.8 9.3.2.2).</summary>
    public const int MaximumPresentationContexts = 128;

    // A user information item is at most 65,535 bytes. Kept below it for what is always there: 51H, 52H, 53H and 55H.
    private const int UserInformationBudget = ushort.MaxValue - 128;

    /// <summary>A request without presentation contexts.</summary>
    /// <param name="callingAETitle">Our AE title.</param>
    /// <param name="calledAETitle">The peer's AE title.</param>
    /// <exception cref="ArgumentException">A title is not valid; the message says why.</exception>
    public AssociationRequest(string callingAETitle, string calledAETitle)
    {
        CallingAETitle = callingAETitle;
        CalledAETitle = calledAETitle;
    }

    /// <summary>Our AE title: 1 to 16 printable ASCII characters without a backslash.</summary>
    /// <exception cref="ArgumentException">The title is not valid.</exception>
    public string CallingAETitle { get; init => field = AETitle.Require(value, nameof(CallingAETitle)); }

    /// <summary>The peer's AE title: 1 to 16 printable ASCII characters without a backslash.</summary>
    /// <exception cref="ArgumentException">The title is not valid.</exception>
    public string CalledAETitle { get; init => field = AETitle.Require(value, nameof(CalledAETitle)); }

    /// <summary>Up to 128 contexts with ids of their own, see <see cref="WithContext(Uid, TransferSyntax[])"/>. Default none.</summary>
    /// <exception cref="ArgumentException">Too many, or an id is there twice.</exception>
    public ItemList<ProposedPresentationContext> PresentationContexts { get; init => field = RequireContexts(value); } = [];

    /// <summary>Roles other than "we are SCU", one entry per SOP class. A C-GET needs SCP for each storage class. Default none.</summary>
    public ItemList<RoleSelection> RoleSelections { get; init => field = RequireSize(value, static r => 8 + r.SopClassUid.Value.Length); } = [];

    /// <summary>Operations at once; null (default) proposes nothing, which means one at a time.</summary>
    public AsynchronousOperationsWindow? AsynchronousOperationsWindow { get; init; }

    /// <summary>Details of service classes. Default none.</summary>
    public ItemList<SopClassExtendedNegotiation> ExtendedNegotiations { get; init => field = RequireSize(value, static n => 6 + n.SopClassUid.Value.Length + n.ApplicationInformation.Count); } = [];

    /// <summary>What kind of SOP class a SOP class is. Default none.</summary>
    public ItemList<SopClassCommonExtendedNegotiation> CommonExtendedNegotiations { get; init => field = RequireSize(value, SizeOf); } = [];

    /// <summary>Who asks; null (default) says nothing about it.</summary>
    public UserIdentity? UserIdentity { get; init => field = RequireIdentity(value); }

    /// <summary>
    /// True: a response to <see cref="UserIdentity"/> is requested, and an acceptance without one is not good enough: we abort. Without
    /// meaning if there is no identity. Default false.
    /// </summary>
    public bool RequirePositiveUserIdentityResponse { get; init; }

    /// <summary>How we name our implementation. Default <see cref="ImplementationIdentity.ClassUid"/>.</summary>
    public Uid ImplementationClassUid { get; init => field = ImplementationIdentity.RequireClassUid(value); } = ImplementationIdentity.ClassUid;

    /// <summary>1 to 16 characters, or null for none. Default <see cref="ImplementationIdentity.VersionName"/>.</summary>
    public string? ImplementationVersionName { get; init => field = ImplementationIdentity.RequireVersionName(value); } = ImplementationIdentity.VersionName;

    /// <summary>The same request with one context more, with the next free odd id.</summary>
    /// <param name="abstractSyntax">The SOP class.</param>
    /// <param name="transferSyntaxes">At least one, the preferred one first.</param>
    /// <exception cref="ArgumentException">There are 128 contexts already, or an argument is not valid.</exception>
    public AssociationRequest WithContext(Uid abstractSyntax, params TransferSyntax[] transferSyntaxes) =>
        this with { PresentationContexts = PresentationContexts.Add(new(NextId(), abstractSyntax, ItemList.Create<TransferSyntax>(transferSyntaxes))) };

    /// <summary>The same request with one context per transfer syntax, so that the peer accepts each of them on its own.</summary>
    /// <exception cref="ArgumentException">More than 128 contexts in all, or an argument is not valid.</exception>
    public AssociationRequest WithContextPerTransferSyntax(Uid abstractSyntax, params TransferSyntax[] transferSyntaxes) =>
        transferSyntaxes.Aggregate(this, (request, transferSyntax) => request.WithContext(abstractSyntax, transferSyntax));

    /// <summary>The same request with a role selection, which replaces an earlier one for the SOP class.</summary>
    public AssociationRequest WithRole(Uid sopClassUid, bool scu, bool scp) =>
        this with { RoleSelections = [.. RoleSelections.Where(role => role.SopClassUid != sopClassUid), new RoleSelection(sopClassUid, scu, scp)] };

    private byte NextId()
    {
        if (PresentationContexts.Count >= MaximumPresentationContexts)
        {
            throw new ArgumentException($"An association holds at most {MaximumPresentationContexts} presentation contexts; use a second association.");
        }

        Span<bool> used = stackalloc bool[256];
        foreach (ProposedPresentationContext context in PresentationContexts)
        {
            used[context.Id] = true;
        }

        int id = 1;
        while (used[id])
        {
            id += 2;
        }

        return (byte)id;
    }

    private static ItemList<ProposedPresentationContext> RequireContexts(ItemList<ProposedPresentationContext> contexts, [CallerMemberName] string name = "")
    {
        if (contexts.Count > MaximumPresentationContexts)
        {
            throw new ArgumentException($"An association holds at most {MaximumPresentationContexts} presentation contexts, not {contexts.Count}; use a second association.", name);
        }

        Span<bool> used = stackalloc bool[256];
        foreach (ProposedPresentationContext context in contexts)
        {
            if (used[context.Id])
            {
                throw new ArgumentException($"Presentation context id {context.Id} is there twice.", name);
            }

            used[context.Id] = true;
        }

        return contexts;
    }

    // The parts share one item of 65,535 bytes: with a quarter each all fit together.
    private static ItemList<T> RequireSize<T>(ItemList<T> items, Func<T, int> sizeOf, [CallerMemberName] string name = "") =>
        items.Sum(sizeOf) <= UserInformationBudget / 4
            ? items
            : throw new ArgumentException($"{name} takes {items.Sum(sizeOf)} bytes, {UserInformationBudget / 4} at most fit the user information.", name);

    private static int SizeOf(SopClassCommonExtendedNegotiation negotiation) =>
        10 + negotiation.SopClassUid.Value.Length + negotiation.ServiceClassUid.Value.Length
        + negotiation.RelatedGeneralSopClassUids.Sum(static uid => 2 + uid.Value.Length);

    private static UserIdentity? RequireIdentity(UserIdentity? identity, [CallerMemberName] string name = "")
    {
        int size = identity is null ? 0 : 10 + identity.PrimaryField.Count + identity.SecondaryField.Count;
        return size <= UserInformationBudget / 4
            ? identity
            : throw new ArgumentException($"The user identity takes {size} bytes, {UserInformationBudget / 4} at most fit the user information.", name);
    }
}

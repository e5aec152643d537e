using System.Collections.Immutable;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>What an acceptor accepts. Immutable: the <c>With…</c> methods return a changed copy; safe to share between connections.</summary>
public sealed record AcceptorPolicy
{
    /// <summary>Supported SOP classes. Default none.</summary>
    public ImmutableDictionary<Uid, SupportedSopClass> SopClasses { get; init; } = ImmutableDictionary<Uid, SupportedSopClass>.Empty;

    /// <summary>What to do with other SOP classes. Default refuse.</summary>
    public UnknownSopClassPolicy UnknownSopClasses { get; init; } = UnknownSopClassPolicy.Reject;

    /// <summary>What is offered for a SOP class that <see cref="UnknownSopClasses"/> lets in. Default: any transfer syntax, requestor is SCU.</summary>
    public SupportedSopClass UnknownSopClassOffer { get; init; } = new([]);

    /// <summary>Whose order of transfer syntaxes decides. Default the requestor's.</summary>
    public TransferSyntaxPreference TransferSyntaxPreference { get; init; } = TransferSyntaxPreference.Requestor;

    /// <summary>AE titles we answer to, compared without padding, case matters. Empty (default): any.</summary>
    /// <exception cref="ArgumentException">A title is not valid.</exception>
    public ItemList<string> CalledAETitles { get; init => field = RequireTitles(value, nameof(CalledAETitles)); } = [];

    /// <summary>AE titles we talk to, compared without padding, case matters. Empty (default): any.</summary>
    /// <exception cref="ArgumentException">A title is not valid.</exception>
    public ItemList<string> CallingAETitles { get; init => field = RequireTitles(value, nameof(CallingAETitles)); } = [];

    /// <summary>
    /// Operations we are willing to have outstanding towards the requestor, 0: any number. Default 1. The answer is never more than
    /// the requestor asks for.
    /// </summary>
    public ushort MaximumOperationsInvoked { get; init; } = 1;

    /// <summary>Operations of the requestor we are willing to perform at once, 0: any number. Default 1.</summary>
    public ushort MaximumOperationsPerformed { get; init; } = 1;

    /// <summary>
    /// Answers a SOP class extended negotiation with the agreed application information, or null for "not supported". Called for
    /// SOP classes with an accepted context only, on the engine's receive loop: it must not block. Default: nothing is supported.
    /// </summary>
    public Func<SopClassExtendedNegotiation, ItemList<byte>?>? AnswerExtendedNegotiation { get; init; }

    /// <summary>
    /// Judges a user identity, on the engine's receive loop: it must not block. Default null: identities are not looked at and get no
    /// response.
    /// </summary>
    public Func<UserIdentity, UserIdentityDecision>? JudgeUserIdentity { get; init; }

    /// <summary>Refuse requests without a user identity. Default false.</summary>
    public bool RequireUserIdentity { get; init; }

    /// <summary>How we name our implementation. Default <see cref="ImplementationIdentity.ClassUid"/>.</summary>
    public Uid ImplementationClassUid { get; init => field = ImplementationIdentity.RequireClassUid(value); } = ImplementationIdentity.ClassUid;

    /// <summary>1 to 16 characters, or null for none. Default <see cref="ImplementationIdentity.VersionName"/>.</summary>
    public string? ImplementationVersionName { get; init => field = ImplementationIdentity.RequireVersionName(value); } = ImplementationIdentity.VersionName;

    /// <summary>The same policy with a SOP class more, or another offer for it.</summary>
    /// <param name="sopClass">The SOP class.</param>
    /// <param name="transferSyntaxes">Supported transfer syntaxes, the preferred one first; none: whatever is proposed.</param>
    public AcceptorPolicy WithSopClass(Uid sopClass, params TransferSyntax[] transferSyntaxes) =>
        WithSopClass(sopClass, new SupportedSopClass(ItemList.Create<TransferSyntax>(transferSyntaxes)));

    /// <summary>The same policy with a SOP class more, or another offer for it.</summary>
    public AcceptorPolicy WithSopClass(Uid sopClass, SupportedSopClass offer) =>
        this with { SopClasses = SopClasses.SetItem(sopClass, offer) };

    /// <summary>The same policy with several SOP classes more, all with the same offer.</summary>
    public AcceptorPolicy WithSopClasses(IEnumerable<Uid> sopClasses, params TransferSyntax[] transferSyntaxes)
    {
        var offer = new SupportedSopClass(ItemList.Create<TransferSyntax>(transferSyntaxes));
        return this with { SopClasses = SopClasses.SetItems(sopClasses.Select(sopClass => KeyValuePair.Create(sopClass, offer))) };
    }

    private static ItemList<string> RequireTitles(ItemList<string> titles, string name) =>
        ItemList.From(titles.Select(title => AETitle.Require(title, name)));
}

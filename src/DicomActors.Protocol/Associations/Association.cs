using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Associations;

/// <summary>What both sides agreed on, seen from our side. Immutable, safe to share.</summary>
public sealed record Association
{
    /// <summary>Our side.</summary>
    public required AssociationRole Role { get; init; }

    /// <summary>The requestor's AE title.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>The acceptor's AE title.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>Every proposed context with its outcome, in the order they were proposed.</summary>
    public required ItemList<PresentationContext> NegotiatedContexts { get; init; }

    /// <summary>Longest P-DATA-TF the peer receives, in bytes without the PDU header; 0: no limit.</summary>
    public required uint PeerMaximumPduLength { get; init; }

    /// <summary>Longest P-DATA-TF we receive, in bytes without the PDU header.</summary>
    public required uint OurMaximumPduLength { get; init; }

    /// <summary>Longest P-DATA-TF we send, in bytes without the PDU header: the peer's limit or our own cap, whichever is less. Never 0.</summary>
    public required uint MaximumSentPduLength { get; init; }

    /// <summary>
    /// Operations we may have outstanding towards the peer; 0: no limit. C-CANCEL does not count (PS3.7 9.3.2.3 has no response), and
    /// responses never wait for it.
    /// </summary>
    public ushort MaximumOperationsInvoked { get; init; } = 1;

    /// <summary>Operations the peer may have outstanding towards us; 0: no limit.</summary>
    public ushort MaximumOperationsPerformed { get; init; } = 1;

    /// <summary>Empty if the peer did not say.</summary>
    public Uid PeerImplementationClassUid { get; init; }

    /// <summary>Null if the peer did not say.</summary>
    public string? PeerImplementationVersionName { get; init; }

    /// <summary>What the acceptor answered to extended negotiation; nothing for a SOP class means not supported (PS3.7 D.3.3.5).</summary>
    public ItemList<SopClassExtendedNegotiation> ExtendedNegotiations { get; init; } = [];

    /// <summary>What the requestor said about its SOP classes; there is no answer to it.</summary>
    public ItemList<SopClassCommonExtendedNegotiation> CommonExtendedNegotiations { get; init; } = [];

    /// <summary>Who asked for the association, if the requestor said so.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>The acceptor's response to the user identity; null if there was none.</summary>
    public UserIdentityResponse? UserIdentityResponse { get; init; }

    /// <summary>The AE title of this side.</summary>
    public string OwnAETitle => Role == AssociationRole.Requestor ? CallingAETitle : CalledAETitle;

    /// <summary>The AE title of the other side.</summary>
    public string PeerAETitle => Role == AssociationRole.Requestor ? CalledAETitle : CallingAETitle;

    /// <summary>The contexts messages may be exchanged in. May be empty: release or abort then.</summary>
    public IEnumerable<PresentationContext> AcceptedContexts => NegotiatedContexts.Where(static context => context.IsAccepted);

    /// <summary>Most payload bytes of a P-DATA-TF with one PDV. Even, at least 2 (PS3.8 E.2).</summary>
    public int MaximumFragmentLength => (int)(MaximumSentPduLength - PduWriter.PdvOverhead) & ~1;

    /// <summary>The accepted context with this id; null if there is none, or it was refused.</summary>
    public PresentationContext? FindContext(byte id)
    {
        foreach (PresentationContext context in NegotiatedContexts)
        {
            if (context.Id == id)
            {
                return context.IsAccepted ? context : null;
            }
        }

        return null;
    }

    /// <summary>An accepted context in which we may send requests of a SOP class.</summary>
    /// <param name="sopClass">The SOP class, compared with the abstract syntax.</param>
    /// <param name="transferSyntax">Only a context with this transfer syntax; null: the first accepted one.</param>
    /// <returns>Null if there is none.</returns>
    public PresentationContext? FindContext(Uid sopClass, TransferSyntax? transferSyntax = null)
    {
        foreach (PresentationContext context in NegotiatedContexts)
        {
            if (context.IsAccepted && context.LocalIsScu && context.AbstractSyntax == sopClass
                && (transferSyntax is null || transferSyntax.Equals(context.AcceptedTransferSyntax)))
            {
                return context;
            }
        }

        return null;
    }

    /// <summary>The acceptor's extended negotiation answer for a SOP class; null: not supported.</summary>
    public SopClassExtendedNegotiation? FindExtendedNegotiation(Uid sopClass) =>
        ExtendedNegotiations.FirstOrDefault(negotiation => negotiation.SopClassUid == sopClass);
}

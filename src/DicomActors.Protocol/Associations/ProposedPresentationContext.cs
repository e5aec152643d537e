using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>A SOP class and the transfer syntaxes a requestor offers for it (PS3.8 7.1.1.13).</summary>
public sealed record ProposedPresentationContext
{
    /// <summary>A presentation context.</summary>
    /// <param name="id">Odd, 1 to 255. Unique in its association.</param>
    /// <param name="abstractSyntax">The SOP class.</param>
    /// <param name="transferSyntaxes">At least one, the preferred one first.</param>
    /// <exception cref="ArgumentException">The id is even, the SOP class is not a UID, or there is no transfer syntax.</exception>
    public ProposedPresentationContext(byte id, Uid abstractSyntax, ItemList<TransferSyntax> transferSyntaxes)
    {
        if (id % 2 == 0)
        {
            throw new ArgumentException($"Presentation context id {id} is even; it must be odd.", nameof(id));
        }

        if (!abstractSyntax.IsValid)
        {
            throw new ArgumentException($"'{abstractSyntax}' is not a UID.", nameof(abstractSyntax));
        }

        if (transferSyntaxes.Count == 0)
        {
            throw new ArgumentException($"The presentation context for {abstractSyntax} has no transfer syntax.", nameof(transferSyntaxes));
        }

        Id = id;
        AbstractSyntax = abstractSyntax;
        TransferSyntaxes = transferSyntaxes;
    }

    /// <summary>Odd, 1 to 255.</summary>
    public byte Id { get; }

    /// <summary>The SOP class.</summary>
    public Uid AbstractSyntax { get; }

    /// <summary>At least one, the preferred one first.</summary>
    public ItemList<TransferSyntax> TransferSyntaxes { get; }
}

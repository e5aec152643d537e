using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.2.2, presentation context item of A-ASSOCIATE-RQ:
//
//   0      20H
//   1      reserved, 0
//   2-3    item length
//   4      presentation context id, odd, 1 to 255
//   5-7    reserved, 0
//   8-     one abstract syntax sub-item (30H, 0, uint16 length, UID),
//          one or more transfer syntax sub-items (40H, 0, uint16 length, UID)

/// <summary>A presentation context a requestor proposes (PS3.8 9.3.2.2).</summary>
/// <param name="Id">Odd, 1 to 255. An even id is kept: the negotiation refuses that one context.</param>
/// <param name="AbstractSyntax">The SOP class; empty if the peer sent none.</param>
/// <param name="TransferSyntaxes">The proposed transfer syntaxes in the peer's order; empty if the peer sent none.</param>
public sealed record PresentationContextProposalItem(byte Id, Uid AbstractSyntax, ItemList<Uid> TransferSyntaxes)
{
    private const string Section = "PS3.8 9.3.2.2";

    internal static PresentationContextProposalItem Read(ref ItemReader reader, List<PresentationContextProposalItem> before)
    {
        byte id = reader.ReadByte("presentation context id", Section);
        if (before.Exists(other => other.Id == id))
        {
            reader.Reject("presentation context id", Section, $"id {id} is proposed twice");
        }

        reader.Skip(3, "reserved field", Section);
        Uid abstractSyntax = default;
        bool hasAbstractSyntax = false;
        var transferSyntaxes = new List<Uid>();
        while (reader.TryReadItem(out ItemType type, out ItemReader item))
        {
            switch (type)
            {
                case ItemType.AbstractSyntax:
                    reader.RequireFirst(hasAbstractSyntax, "abstract syntax sub-item", "PS3.8 9.3.2.2.1");
                    hasAbstractSyntax = true;
                    abstractSyntax = item.ReadRestAsUid("abstract syntax name", "PS3.8 9.3.2.2.1");
                    break;
                case ItemType.TransferSyntax:
                    reader.RequireBelow(transferSyntaxes.Count, reader.Limits.MaximumTransferSyntaxesPerContext, "transfer syntax sub-items", "PS3.8 9.3.2.2.2");
                    transferSyntaxes.Add(item.ReadRestAsUid("transfer syntax name", "PS3.8 9.3.2.2.2"));
                    break;
            }
        }

        return new PresentationContextProposalItem(id, abstractSyntax, ItemList.From(transferSyntaxes));
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.PresentationContextProposal);
        writer.WriteByte(Id);
        writer.WriteZeros(3);
        writer.WriteUidItem(ItemType.AbstractSyntax, AbstractSyntax);
        foreach (Uid transferSyntax in TransferSyntaxes)
        {
            writer.WriteUidItem(ItemType.TransferSyntax, transferSyntax);
        }

        writer.EndItem(start, "presentation context item");
    }
}

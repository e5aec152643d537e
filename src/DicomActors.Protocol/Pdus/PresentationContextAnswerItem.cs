using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.3.2, presentation context item of A-ASSOCIATE-AC:
//
//   0      21H
//   1      reserved, 0
//   2-3    item length
//   4      presentation context id
//   5      reserved, 0
//   6      result
//   7      reserved, 0
//   8-     one transfer syntax sub-item (40H, 0, uint16 length, UID); without meaning when the result is not 0

/// <summary>The acceptor's answer to one proposed presentation context (PS3.8 9.3.3.2).</summary>
/// <param name="Id">The id of the proposal.</param>
/// <param name="Result">Accepted, or why not.</param>
/// <param name="TransferSyntax">The chosen transfer syntax; empty or meaningless when refused.</param>
public sealed record PresentationContextAnswerItem(byte Id, PresentationContextResult Result, Uid TransferSyntax)
{
    private const string Section = "PS3.8 9.3.3.2";

    internal static PresentationContextAnswerItem Read(ref ItemReader reader)
    {
        byte id = reader.ReadByte("presentation context id", Section);
        reader.Skip(1, "reserved field", Section);
        var result = (PresentationContextResult)reader.ReadByte("result", Section);
        reader.Skip(1, "reserved field", Section);
        Uid transferSyntax = default;
        bool hasTransferSyntax = false;
        while (reader.TryReadItem(out ItemType type, out ItemReader item))
        {
            if (type != ItemType.TransferSyntax)
            {
                continue;
            }

            reader.RequireFirst(hasTransferSyntax, "transfer syntax sub-item", "PS3.8 9.3.3.2.1");
            hasTransferSyntax = true;

            // A refused context carries anything there, even bytes that are no UID: not looked at.
            transferSyntax = result == PresentationContextResult.Acceptance
                ? item.ReadRestAsUid("transfer syntax name", "PS3.8 9.3.3.2.1")
                : item.ReadRestAsUidIfAny();
        }

        return new PresentationContextAnswerItem(id, result, transferSyntax);
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.PresentationContextAnswer);
        writer.WriteByte(Id);
        writer.WriteByte(0);
        writer.WriteByte((byte)Result);
        writer.WriteByte(0);
        writer.WriteUidItem(ItemType.TransferSyntax, TransferSyntax);
        writer.EndItem(start, "presentation context item");
    }
}

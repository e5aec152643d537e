using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.5, SOP class extended negotiation sub-item:
//
//   0        56H
//   1        reserved, 0
//   2-3      item length
//   4-5      UID length n
//   6-       SOP class UID, n bytes
//   6+n-     service class application information, defined by the service class

/// <summary>Details of a service class that both sides agree on (PS3.7 D.3.3.5).</summary>
/// <param name="SopClassUid">The SOP class.</param>
/// <param name="ApplicationInformation">Opaque bytes; typed views are in <see cref="Associations"/>.</param>
public sealed record SopClassExtendedNegotiation(Uid SopClassUid, ItemList<byte> ApplicationInformation)
{
    internal static SopClassExtendedNegotiation Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.5";
        Uid sopClass = reader.ReadUidWithLength("SOP class UID of extended negotiation", Section);
        return new SopClassExtendedNegotiation(
            sopClass,
            reader.ReadBytes(reader.Remaining, "service class application information", Section));
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.SopClassExtendedNegotiation);
        writer.WriteUidWithLength(SopClassUid);
        writer.WriteBytes(ApplicationInformation.Span);
        writer.EndItem(start, "SOP class extended negotiation sub-item");
    }
}

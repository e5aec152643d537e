using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.6, SOP class common extended negotiation sub-item:
//
//   0        57H
//   1        sub-item version, 0
//   2-3      item length
//   4-5      SOP class UID length n
//   6-       SOP class UID, n bytes
//   then     uint16 service class UID length, service class UID
//   then     uint16 length of the list, and per related general SOP class: uint16 UID length, UID
//   then     reserved, not tested

/// <summary>What kind of SOP class this is, for an acceptor that does not know it (PS3.7 D.3.3.6).</summary>
/// <param name="SopClassUid">The SOP class.</param>
/// <param name="ServiceClassUid">Its service class, such as Storage 1.2.840.10008.4.2.</param>
/// <param name="RelatedGeneralSopClassUids">SOP classes whose rules it obeys as well.</param>
public sealed record SopClassCommonExtendedNegotiation(Uid SopClassUid, Uid ServiceClassUid, ItemList<Uid> RelatedGeneralSopClassUids)
{
    internal static SopClassCommonExtendedNegotiation Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.6";
        Uid sopClass = reader.ReadUidWithLength("SOP class UID of common extended negotiation", Section);
        Uid serviceClass = reader.ReadUidWithLength("service class UID", Section);
        var related = new List<Uid>();
        ItemReader list = reader.ReadPart(reader.ReadUInt16("related general SOP class list length", Section), "related general SOP class list", Section);
        while (list.Remaining > 0 && !list.Failed)
        {
            reader.RequireBelow(related.Count, reader.Limits.MaximumRelatedGeneralSopClasses, "related general SOP classes", Section);
            related.Add(list.ReadUidWithLength("related general SOP class UID", Section));
        }

        return new SopClassCommonExtendedNegotiation(sopClass, serviceClass, ItemList.From(related));
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.SopClassCommonExtendedNegotiation);
        writer.WriteUidWithLength(SopClassUid);
        writer.WriteUidWithLength(ServiceClassUid);
        int list = writer.BeginLength();
        foreach (Uid related in RelatedGeneralSopClassUids)
        {
            writer.WriteUidWithLength(related);
        }

        writer.EndLength(list, "related general SOP class list");
        writer.EndItem(start, "SOP class common extended negotiation sub-item");
    }
}

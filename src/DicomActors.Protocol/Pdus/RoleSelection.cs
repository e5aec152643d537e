using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.4, SCP/SCU role selection sub-item:
//
//   0        54H
//   1        reserved, 0
//   2-3      item length
//   4-5      UID length n
//   6-       SOP class UID, n bytes
//   6+n      SCU role: 1 supported by the requestor (RQ), accepted (AC)
//   7+n      SCP role

/// <summary>
/// The roles the association requestor may take for a SOP class, in all its presentation contexts (PS3.7 D.3.3.4). An answer may only
/// take away.
/// </summary>
/// <param name="SopClassUid">The SOP class.</param>
/// <param name="Scu">The requestor may be service class user.</param>
/// <param name="Scp">The requestor may be service class provider.</param>
public sealed record RoleSelection(Uid SopClassUid, bool Scu, bool Scp)
{
    internal static RoleSelection Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.4";
        Uid sopClass = reader.ReadUidWithLength("SOP class UID of role selection", Section);
        var role = new RoleSelection(sopClass, reader.ReadByte("SCU role", Section) != 0, reader.ReadByte("SCP role", Section) != 0);
        reader.RequireEnd("role selection sub-item", Section);
        return role;
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.RoleSelection);
        writer.WriteUidWithLength(SopClassUid);
        writer.WriteByte(Scu ? (byte)1 : (byte)0);
        writer.WriteByte(Scp ? (byte)1 : (byte)0);
        writer.EndItem(start, "role selection sub-item");
    }
}

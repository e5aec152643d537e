using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

/// <summary>
/// The fields A-ASSOCIATE-RQ and A-ASSOCIATE-AC have at the same place (PS3.8 9.3.2, 9.3.3). Kept as they are on the wire, padding
/// and reserved bytes included, because the accepting side returns them unchanged. A requestor does not test what came back.
/// </summary>
public sealed record AssociateFixedFields
{
    internal const int ReservedLength = 32;

    private static readonly ItemList<byte> NothingReserved = ItemList.Create<byte>(new byte[ReservedLength]);

    /// <summary>Fields as a requestor sends them; the titles are padded when written.</summary>
    public AssociateFixedFields(string calledAETitle, string callingAETitle)
        : this(calledAETitle, callingAETitle, NothingReserved)
    {
    }

    private AssociateFixedFields(string called, string calling, ItemList<byte> reserved)
    {
        CalledAETitleField = called.PadRight(AETitle.MaximumLength);
        CallingAETitleField = calling.PadRight(AETitle.MaximumLength);
        CalledAETitle = AETitle.Trim(called);
        CallingAETitle = AETitle.Trim(calling);
        Reserved = reserved;
    }

    /// <summary>The called AE title, without padding.</summary>
    public string CalledAETitle { get; }

    /// <summary>The calling AE title, without padding.</summary>
    public string CallingAETitle { get; }

    /// <summary>16 characters, one per byte (ISO 8859-1), with the peer's padding.</summary>
    public string CalledAETitleField { get; }

    /// <summary>16 characters, one per byte (ISO 8859-1), with the peer's padding.</summary>
    public string CallingAETitleField { get; }

    /// <summary>The 32 reserved bytes.</summary>
    public ItemList<byte> Reserved { get; }

    internal static AssociateFixedFields Read(ref ItemReader reader, out ushort protocolVersion)
    {
        protocolVersion = reader.ReadUInt16("protocol version", "PS3.8 9.3.2");
        reader.Skip(2, "reserved field", "PS3.8 9.3.2");
        string called = reader.ReadText(AETitle.MaximumLength, "called AE title", "PS3.8 9.3.2");
        string calling = reader.ReadText(AETitle.MaximumLength, "calling AE title", "PS3.8 9.3.2");
        ItemList<byte> reserved = reader.ReadBytes(ReservedLength, "reserved field", "PS3.8 9.3.2");
        return new AssociateFixedFields(called, calling, reserved);
    }

    internal void Write(ItemWriter writer, ushort protocolVersion)
    {
        writer.WriteUInt16(protocolVersion);
        writer.WriteUInt16(0);
        writer.WriteText(CalledAETitleField, AETitle.MaximumLength, "called AE title");
        writer.WriteText(CallingAETitleField, AETitle.MaximumLength, "calling AE title");
        writer.WriteBytes(Reserved.Span);
    }

    // PS3.8 9.3.2.1: 10H, 0, uint16 length, application context name (UID, no padding). Left out when it was absent.
    internal static void WriteApplicationContext(ItemWriter writer, Uid name)
    {
        if (!name.IsEmpty)
        {
            writer.WriteUidItem(ItemType.ApplicationContext, name);
        }
    }
}

using System.Buffers.Binary;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>
/// Command sets as bytes: implicit VR little endian whatever the context's transfer syntax, elements of group 0000 in
/// ascending order, group length first (PS3.7 6.3.1).
/// </summary>
public static class CommandSetCodec
{
    private const int HeaderLength = 8;
    private const int GroupLengthElement = HeaderLength + sizeof(uint);

    /// <summary>Encodes into <paramref name="destination"/>.</summary>
    /// <returns>False when it is too short; a longer one then succeeds.</returns>
    public static bool TryEncode(in CommandSet set, Span<byte> destination, out int written)
    {
        var writer = new CommandSetWriter(destination);
        writer.WriteUInt32(CommandTags.GroupLength, 0);
        writer.WriteUid(CommandTags.AffectedSopClassUid, set.AffectedSopClassUid);
        writer.WriteUid(CommandTags.RequestedSopClassUid, set.RequestedSopClassUid);
        writer.WriteUInt16(CommandTags.CommandField, (ushort)set.Command);
        WriteMessageIds(ref writer, set);
        writer.WriteText(CommandTags.MoveDestination, set.MoveDestination);
        if (set.Command is DimseCommand.CStoreRequest or DimseCommand.CFindRequest or DimseCommand.CGetRequest or DimseCommand.CMoveRequest)
        {
            writer.WriteUInt16(CommandTags.Priority, (ushort)set.Priority);
        }

        // Any value but 0101H says that a data set follows; 0001H is what most others send.
        writer.WriteUInt16(CommandTags.CommandDataSetType, set.HasDataset ? (ushort)0x0001 : CommandTags.NoDataset);
        if (set.IsResponse)
        {
            writer.WriteUInt16(CommandTags.Status, set.Status.Code);
            writer.WriteTags(CommandTags.OffendingElement, set.OffendingElements);
            writer.WriteText(CommandTags.ErrorComment, set.ErrorComment);
            writer.WriteUInt16(CommandTags.ErrorId, set.ErrorId);
        }

        writer.WriteUid(CommandTags.AffectedSopInstanceUid, set.AffectedSopInstanceUid);
        writer.WriteUid(CommandTags.RequestedSopInstanceUid, set.RequestedSopInstanceUid);
        writer.WriteUInt16(CommandTags.EventTypeId, set.EventTypeId);
        writer.WriteTags(CommandTags.AttributeIdentifierList, set.AttributeIdentifiers);
        writer.WriteUInt16(CommandTags.ActionTypeId, set.ActionTypeId);
        writer.WriteUInt16(CommandTags.RemainingSubOperations, set.Remaining);
        writer.WriteUInt16(CommandTags.CompletedSubOperations, set.Completed);
        writer.WriteUInt16(CommandTags.FailedSubOperations, set.Failed);
        writer.WriteUInt16(CommandTags.WarningSubOperations, set.Warning);
        writer.WriteText(CommandTags.MoveOriginatorAETitle, set.MoveOriginatorAETitle);
        writer.WriteUInt16(CommandTags.MoveOriginatorMessageId, set.MoveOriginatorMessageId);
        written = writer.Written;
        if (writer.Overflowed)
        {
            return false;
        }

        BinaryPrimitives.WriteInt32LittleEndian(destination[HeaderLength..], written - GroupLengthElement);
        return true;
    }

    /// <summary>The bytes of a command set.</summary>
    public static byte[] ToArray(in CommandSet set)
    {
        var buffer = new byte[512];
        int written;
        while (!TryEncode(set, buffer, out written))
        {
            buffer = new byte[buffer.Length * 2];
        }

        return buffer.AsSpan(0, written).ToArray();
    }

    /// <summary>
    /// Decodes. Unknown elements are skipped, and the order is not checked; what cannot be a command set is an error.
    /// </summary>
    /// <param name="bytes">The whole command set.</param>
    /// <param name="set">The elements.</param>
    /// <param name="error">What is wrong, when the result is false.</param>
    /// <param name="knownSopClass">A SOP class UID that is likely in it, and is then reused.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out CommandSet set, out CommandSetError error, Uid knownSopClass = default)
    {
        set = default;
        error = default;
        var hasCommand = false;
        var hasDatasetType = false;
        var offset = 0;
        while (offset < bytes.Length)
        {
            var rest = bytes[offset..];
            if (rest.Length < HeaderLength)
            {
                return Fail(offset, default, "cut off inside an element header", out error);
            }

            var group = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var element = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var tag = new DicomTag(group, element);
            if (group != 0)
            {
                return Fail(offset, tag, "not an element of group 0000", out error);
            }

            if (length > (uint)(rest.Length - HeaderLength))
            {
                return Fail(offset, tag, $"announces {length} bytes, {rest.Length - HeaderLength} are left", out error);
            }

            var value = rest.Slice(HeaderLength, (int)length);
            if (!CommandSetElements.TryStore(element, value, ref set, knownSopClass))
            {
                return Fail(offset, tag, $"has a value of {length} bytes, which its VR does not allow", out error);
            }

            hasCommand |= element == CommandTags.CommandField;
            hasDatasetType |= element == CommandTags.CommandDataSetType;
            offset += HeaderLength + (int)length;
        }

        return hasCommand && hasDatasetType
            || Fail(
                offset,
                new DicomTag(0, hasCommand ? CommandTags.CommandDataSetType : CommandTags.CommandField),
                "is missing",
                out error);
    }

    private static void WriteMessageIds(ref CommandSetWriter writer, in CommandSet set)
    {
        if (set.IsResponse || set.Command == DimseCommand.CCancelRequest)
        {
            writer.WriteUInt16(CommandTags.MessageIdBeingRespondedTo, set.MessageIdBeingRespondedTo);
        }
        else
        {
            writer.WriteUInt16(CommandTags.MessageId, set.MessageId);
        }
    }

    private static bool Fail(int offset, DicomTag tag, string message, out CommandSetError error)
    {
        error = new CommandSetError(offset, tag, message);
        return false;
    }
}

using System.Buffers.Binary;
using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>Reads the value of one command element into a <see cref="CommandSet"/>.</summary>
internal static class CommandSetElements
{
    /// <summary>Stores a value; false when its length does not fit its VR.</summary>
    public static bool TryStore(ushort element, ReadOnlySpan<byte> value, ref CommandSet set, Uid knownSopClass)
    {
        switch (element)
        {
            case CommandTags.AffectedSopClassUid:
                set.AffectedSopClassUid = ReadUid(value, knownSopClass);
                return true;
            case CommandTags.RequestedSopClassUid:
                set.RequestedSopClassUid = ReadUid(value, knownSopClass);
                return true;
            case CommandTags.AffectedSopInstanceUid:
                set.AffectedSopInstanceUid = ReadUid(value, default);
                return true;
            case CommandTags.RequestedSopInstanceUid:
                set.RequestedSopInstanceUid = ReadUid(value, default);
                return true;
            case CommandTags.MoveDestination:
                set.MoveDestination = ReadText(value);
                return true;
            case CommandTags.MoveOriginatorAETitle:
                set.MoveOriginatorAETitle = ReadText(value);
                return true;
            case CommandTags.ErrorComment:
                set.ErrorComment = ReadText(value);
                return true;
            case CommandTags.OffendingElement:
                set.OffendingElements = ReadTags(value);
                return value.Length % sizeof(uint) == 0;
            case CommandTags.AttributeIdentifierList:
                set.AttributeIdentifiers = ReadTags(value);
                return value.Length % sizeof(uint) == 0;
            default:
                return TryStoreNumber(element, value, ref set);
        }
    }

    private static bool TryStoreNumber(ushort element, ReadOnlySpan<byte> value, ref CommandSet set)
    {
        var isNumber = value.Length >= sizeof(ushort);
        var number = isNumber ? BinaryPrimitives.ReadUInt16LittleEndian(value) : (ushort)0;
        switch (element)
        {
            case CommandTags.CommandField:
                set.Command = (DimseCommand)number;
                return isNumber;
            case CommandTags.MessageId:
                set.MessageId = number;
                return isNumber;
            case CommandTags.MessageIdBeingRespondedTo:
                set.MessageIdBeingRespondedTo = number;
                return isNumber;
            case CommandTags.Priority:
                set.Priority = (DimsePriority)number;
                return isNumber;
            case CommandTags.CommandDataSetType:
                set.HasDataset = number != CommandTags.NoDataset;
                return isNumber;
            case CommandTags.Status:
                set.Status = new DimseStatus(number);
                return isNumber;
        }

        // The rest is optional: an empty value is as good as none.
        ushort? optional = isNumber ? number : null;
        switch (element)
        {
            case CommandTags.ErrorId:
                set.ErrorId = optional;
                break;
            case CommandTags.EventTypeId:
                set.EventTypeId = optional;
                break;
            case CommandTags.ActionTypeId:
                set.ActionTypeId = optional;
                break;
            case CommandTags.RemainingSubOperations:
                set.Remaining = optional;
                break;
            case CommandTags.CompletedSubOperations:
                set.Completed = optional;
                break;
            case CommandTags.FailedSubOperations:
                set.Failed = optional;
                break;
            case CommandTags.WarningSubOperations:
                set.Warning = optional;
                break;
            case CommandTags.MoveOriginatorMessageId:
                set.MoveOriginatorMessageId = optional;
                break;
        }

        return true;
    }

    private static Uid ReadUid(ReadOnlySpan<byte> value, Uid known)
    {
        var trimmed = value.TrimEnd("\0 "u8);
        return !known.IsEmpty && Ascii.Equals(trimmed, known.Value) ? known : new Uid(Encoding.Latin1.GetString(trimmed));
    }

    private static string ReadText(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim(' ', '\0');

    private static DicomTag[] ReadTags(ReadOnlySpan<byte> value)
    {
        var tags = new DicomTag[value.Length / sizeof(uint)];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(value[(4 * i)..]), BinaryPrimitives.ReadUInt16LittleEndian(value[((4 * i) + 2)..]));
        }

        return tags;
    }
}

using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <summary>Recognises data sets by their first elements, where nothing announces them. Works on the first bytes of a file.</summary>
internal static class BareDataset
{
    /// <summary>Elements that must be in order and known before bytes pass for a data set.</summary>
    private const int ConvincingElements = 4;

    /// <summary>Whether the bytes begin with group 0002 in explicit VR little endian: meta information without preamble and prefix.</summary>
    public static bool StartsWithMetaInformation(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 8 && BinaryPrimitives.ReadUInt16LittleEndian(bytes) == 0x0002
        && TagDictionary.TryFind(new DicomTag(2, BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])), out var entry)
        && bytes[4] == (byte)((ushort)entry.VR >> 8) && bytes[5] == (byte)entry.VR;

    /// <summary>The transfer syntax in which the bytes read as the beginning of a data set, or <see langword="null"/>.</summary>
    public static TransferSyntax? FindTransferSyntax(ReadOnlySpan<byte> bytes)
    {
        foreach (var syntax in (ReadOnlySpan<TransferSyntax>)[
            TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRBigEndian])
        {
            if (LooksLike(bytes, syntax))
            {
                return syntax;
            }
        }

        return null;
    }

    /// <summary>SOP Class UID and SOP Instance UID, (0008,0016) and (0008,0018), each empty if it is not among the first elements.</summary>
    public static (Uid SopClass, Uid SopInstance) FindSopUids(ReadOnlySpan<byte> bytes, TransferSyntax syntax)
    {
        if (syntax.IsDeflated)
        {
            bytes = Deflation.InflatePrefix(bytes, Part10Reader.MaximumHeaderLength, out _, out _);
            syntax = TransferSyntax.ExplicitVRLittleEndian;
        }

        var (sopClass, sopInstance) = (Uid.Empty, Uid.Empty);
        var reader = new DatasetReader(bytes, syntax);
        while (reader.Read() && reader.Tag <= DicomTag.SopInstanceUid)
        {
            if (reader.Tag == DicomTag.SopClassUid)
            {
                sopClass = new Uid(reader.GetValue().GetText(SpecificCharacterSet.Default));
            }
            else if (reader.Tag == DicomTag.SopInstanceUid)
            {
                sopInstance = new Uid(reader.GetValue().GetText(SpecificCharacterSet.Default));
            }

            reader.Skip();
        }

        return (sopClass, sopInstance);
    }

    // A data set begins with low even groups whose elements are known, rise, and in explicit VR carry their own VR.
    private static bool LooksLike(ReadOnlySpan<byte> bytes, TransferSyntax syntax)
    {
        var reader = new DatasetReader(bytes, syntax);
        var previous = default(DicomTag);
        var convincing = 0;
        while (convincing < ConvincingElements && reader.Read())
        {
            var tag = reader.Tag;
            if ((convincing == 0 && (tag.IsPrivate || tag.Group is 0 or > 0x0010)) || (convincing > 0 && tag <= previous) || !IsPlausible(tag, reader.VR))
            {
                return false;
            }

            previous = tag;
            convincing++;
            if (!reader.Skip())
            {
                break;
            }
        }

        // A small data set may have fewer elements, but then it must be whole.
        return convincing == ConvincingElements || (convincing > 0 && reader.Error is null);
    }

    private static bool IsPlausible(DicomTag tag, VR vr) =>
        tag.IsPrivate || tag.IsGroupLength
        || (TagDictionary.TryFind(tag, out var entry) && (vr == VR.UN || vr == entry.VR || entry.AllowedVRs.Contains(vr)));
}

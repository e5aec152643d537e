using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <summary>
/// A data set as it is on the wire or in a file: bytes and the transfer syntax they are in. Immutable, so that actors can
/// share it, provided that nobody changes the memory it was made from. Nothing is checked up front:
/// <see cref="Validate"/> tells whether the bytes are sound, and look-ups in bad data simply find nothing beyond the fault.
/// </summary>
public sealed class EncodedDataset
{
    private readonly SpecificCharacterSet? _inheritedCharacterSet;
    private SpecificCharacterSet? _characterSet;
    private byte[]? _inflated;

    /// <summary>The data set that these bytes are in this transfer syntax (deflated bytes, if it is a deflated one).</summary>
    public EncodedDataset(ReadOnlyMemory<byte> bytes, TransferSyntax transferSyntax)
        : this(bytes, transferSyntax, null)
    {
    }

    private EncodedDataset(ReadOnlyMemory<byte> bytes, TransferSyntax transferSyntax, SpecificCharacterSet? inheritedCharacterSet)
    {
        Bytes = bytes;
        TransferSyntax = transferSyntax;
        _inheritedCharacterSet = inheritedCharacterSet;
    }

    /// <summary>The encoded data set.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How it is encoded.</summary>
    public TransferSyntax TransferSyntax { get; }

    /// <summary>Whether there are no bytes at all.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>
    /// Specific Character Set (0008,0005) of this data set; an item without one has that of the data set it lies in
    /// (PS3.3 C.12.1.1.2).
    /// </summary>
    public SpecificCharacterSet CharacterSet => _characterSet ??= FindCharacterSet();

    private ReadOnlyMemory<byte> Plain => TransferSyntax.IsDeflated ? _inflated : Bytes;

    /// <summary>A reader at the beginning. A deflated data set is inflated once and kept.</summary>
    public DatasetReader GetReader(DatasetReaderLimits? limits = null)
    {
        limits ??= DatasetReaderLimits.Default;
        if (!TransferSyntax.IsDeflated)
        {
            return new DatasetReader(Bytes.Span, TransferSyntax, limits);
        }

        if (_inflated is null && Deflation.TryInflate(Bytes.Span, limits.MaximumInflatedLength, out var inflated, out _))
        {
            _inflated = inflated;
        }

        // What cannot be inflated is given to the reader as it is, for it to report the error.
        return _inflated is { } plain && plain.Length <= limits.MaximumInflatedLength
            ? new DatasetReader(plain, TransferSyntax.ExplicitVRLittleEndian, limits)
            : new DatasetReader(Bytes.Span, TransferSyntax, limits);
    }

    /// <summary>Reads everything; the first fault, or <see langword="null"/> if the data set is sound.</summary>
    public DatasetError? Validate(DatasetReaderLimits? limits = null)
    {
        var reader = GetReader(limits);
        while (reader.Read())
        {
        }

        return reader.Error;
    }

    /// <summary>Whether the element is present at the top level, with or without a value.</summary>
    public bool Contains(DicomTag tag)
    {
        var reader = GetReader();
        return MoveTo(ref reader, tag);
    }

    /// <summary>The first element at the top level with this tag.</summary>
    public bool TryGetElement(DicomTag tag, out EncodedElement element)
    {
        var reader = GetReader();
        if (!MoveTo(ref reader, tag))
        {
            element = default;
            return false;
        }

        var vr = reader.VR == VR.UN && !tag.IsPrivate ? TagDictionary.FindVR(tag) : reader.VR;
        element = new EncodedElement(tag, vr, Plain.Slice(reader.ValueOffset, reader.Value.Length), reader.IsBigEndian);
        return true;
    }

    /// <summary>
    /// The text of an element at the top level in its character set, several values separated by backslashes; numbers in
    /// decimal. Empty if the element has no value, <see langword="null"/> if it is absent.
    /// </summary>
    public string? GetString(DicomTag tag) => TryGetElement(tag, out var element) ? element.Value.GetText(CharacterSet) : null;

    /// <summary>The values of an element at the top level as texts; none if it is absent or has no value.</summary>
    public IReadOnlyList<string> GetStrings(DicomTag tag) =>
        TryGetElement(tag, out var element) ? element.Value.GetTexts(CharacterSet) : [];

    /// <summary>The first UID of an element at the top level; <see cref="Uid.Empty"/> if there is none.</summary>
    public Uid GetUid(DicomTag tag) =>
        TryGetElement(tag, out var element) && element.Value.GetTexts(SpecificCharacterSet.Default) is [var first, ..] ? new Uid(first) : Uid.Empty;

    /// <summary>An integer of an element at the top level (binary or IS); <see langword="null"/> if there is none.</summary>
    public long? GetInteger(DicomTag tag, int index = 0) =>
        TryGetElement(tag, out var element) && element.Value.TryGetInteger(out var value, index) ? value : null;

    /// <summary>A number of an element at the top level (any numeric VR, DS and IS included); <see langword="null"/> if there is none.</summary>
    public double? GetNumber(DicomTag tag, int index = 0) =>
        TryGetElement(tag, out var element) && element.Value.TryGetNumber(out var value, index) ? value : null;

    /// <summary>
    /// The tag of a private element at the top level: the block its creator has reserved in the group (PS3.5 7.8.1), and the
    /// element's number in that block. <see langword="null"/> if the creator has no block.
    /// </summary>
    public DicomTag? FindPrivateTag(ushort group, string creator, byte element)
    {
        var reader = GetReader();
        while (reader.Read())
        {
            if (reader.Tag.Group == group && reader.Tag.IsPrivateCreator && reader.GetValue().GetText(CharacterSet) == creator)
            {
                return new DicomTag(group, (ushort)((reader.Tag.Element << 8) | element));
            }

            reader.Skip();
        }

        return null;
    }

    /// <summary>The items of a sequence at the top level, sharing this data set's memory; none if it is absent or empty.</summary>
    public IReadOnlyList<EncodedDataset> GetItems(DicomTag sequence)
    {
        var reader = GetReader();
        var items = new List<EncodedDataset>();
        if (!MoveTo(ref reader, sequence) || reader.TokenType != DatasetTokenType.SequenceStart)
        {
            return items;
        }

        while (reader.Read() && reader.TokenType == DatasetTokenType.ItemStart)
        {
            var start = reader.ValueOffset;
            var syntax = reader.IsExplicitVR
                ? reader.IsBigEndian ? TransferSyntax.ExplicitVRBigEndian : TransferSyntax.ExplicitVRLittleEndian
                : TransferSyntax.ImplicitVRLittleEndian;
            if (!reader.Skip())
            {
                break;
            }

            items.Add(new EncodedDataset(Plain[start..reader.TokenOffset], syntax, CharacterSet));
        }

        return items;
    }

    /// <summary>
    /// The same data set in another transfer syntax. Converts among all syntaxes without compressed pixel data, and to an
    /// encapsulated one only from that same one; group lengths are dropped.
    /// </summary>
    public bool TryConvert(
        TransferSyntax target, [NotNullWhen(true)] out EncodedDataset? converted, [NotNullWhen(false)] out DatasetError? error)
    {
        if (target.Equals(TransferSyntax))
        {
            (converted, error) = (this, null);
            return true;
        }

        converted = null;
        if (target.IsEncapsulated && Contains(DicomTag.PixelData))
        {
            error = new DatasetError(
                DatasetErrorCode.UnsupportedConversion, 0, DicomTag.PixelData, $"Pixel data would have to be compressed to {target}, which needs a codec.");
            return false;
        }

        var reader = GetReader();
        var writer = DatasetWriter.For(target);
        error = DatasetTranscoder.Copy(ref reader, writer, allowEncapsulated: false);
        if (error is not null)
        {
            return false;
        }

        var bytes = writer.ToArray();
        converted = new EncodedDataset(target.IsDeflated ? Deflation.Deflate(bytes) : bytes, target, _inheritedCharacterSet);
        return true;
    }

    /// <summary>The transfer syntax and the size; no content.</summary>
    public override string ToString() => $"Data set of {Bytes.Length} bytes, {TransferSyntax}";

    private static bool MoveTo(ref DatasetReader reader, DicomTag tag)
    {
        while (reader.Read())
        {
            if (reader.Tag == tag && reader.Depth == 0)
            {
                return true;
            }

            if (!reader.Skip())
            {
                return false;
            }
        }

        return false;
    }

    private SpecificCharacterSet FindCharacterSet()
    {
        var reader = GetReader();

        // Only group length and the identifying elements of group 0008 may come before it.
        while (reader.Read() && reader.Tag <= DicomTag.SpecificCharacterSet)
        {
            if (reader.Tag == DicomTag.SpecificCharacterSet)
            {
                return SpecificCharacterSet.Parse(reader.GetValue().GetText(SpecificCharacterSet.Default));
            }

            reader.Skip();
        }

        return _inheritedCharacterSet ?? SpecificCharacterSet.Default;
    }
}

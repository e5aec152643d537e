using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <summary>
/// Makes a data set: takes elements in any order, a later one replacing an earlier one of the same tag, and encodes them
/// sorted and padded. Text is encoded in Specific Character Set (0008,0005); if none was added and some text is not ASCII,
/// the data set states ISO_IR 192 (UTF-8). Items take the character set of the data set they lie in. Not thread-safe.
/// </summary>
/// <param name="transferSyntax">How the data set is to be encoded.</param>
public sealed partial class DatasetBuilder(TransferSyntax transferSyntax)
{
    private readonly SortedDictionary<DicomTag, BuilderElement> _elements = [];

    /// <summary>How the data set is to be encoded.</summary>
    public TransferSyntax TransferSyntax { get; } = transferSyntax;

    /// <summary>How many elements there are at this level.</summary>
    public int Count => _elements.Count;

    /// <summary>
    /// Whether sequences and items end at delimiters rather than stating their length. Default <see langword="false"/>;
    /// that of the outermost builder counts.
    /// </summary>
    public bool UndefinedSequenceLengths { get; set; }

    /// <summary>
    /// Adds an element whose VR the dictionary knows, from text: characters as they are, numbers in decimal and tags in
    /// hexadecimal, several values separated by backslashes. An empty text makes an empty value, or an empty sequence.
    /// </summary>
    /// <exception cref="ArgumentException">The text is not a value of that VR.</exception>
    public DatasetBuilder Add(DicomTag tag, string value) => Add(tag, TagDictionary.FindVR(tag), value);

    /// <summary>Adds an element of this VR from text, see <see cref="Add(DicomTag, string)"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a value of that VR.</exception>
    public DatasetBuilder Add(DicomTag tag, VR vr, string value) =>
        TryAdd(tag, vr, value, out var error) ? this : throw new ArgumentException(error, nameof(value));

    /// <summary>Adds an element of several text values.</summary>
    /// <exception cref="ArgumentException">A text is not a value of the element's VR.</exception>
    public DatasetBuilder Add(DicomTag tag, params IEnumerable<string> values) => Add(tag, string.Join('\\', values));

    /// <summary>Adds a UID.</summary>
    public DatasetBuilder Add(DicomTag tag, Uid value) => Set(tag, new TextElement(VR.UI, value.Value));

    /// <summary>Adds an element with this value, padded to even length if it is not. Numbers are given little endian, whatever the transfer syntax.</summary>
    public DatasetBuilder Add(DicomTag tag, VR vr, ReadOnlySpan<byte> value) => Set(tag, new BytesElement(vr, value.ToArray(), IsBigEndian: false));

    /// <summary>Adds integers to an element of a binary integer VR, or of IS or DS.</summary>
    /// <exception cref="ArgumentException">The VR holds no integers, or a number is beyond its range.</exception>
    public DatasetBuilder AddIntegers(DicomTag tag, params IEnumerable<long> values)
    {
        var vr = TagDictionary.FindVR(tag);
        if (vr.IsText())
        {
            return Add(tag, vr, string.Join('\\', values));
        }

        var output = new ArrayBufferWriter<byte>(16);
        foreach (var value in values)
        {
            if (!BinaryValueText.TryAppendInteger(vr, value, output))
            {
                throw new ArgumentException($"{value} is not a value of {tag} {vr.Letters()}.", nameof(values));
            }
        }

        return Add(tag, vr, output.WrittenSpan);
    }

    /// <summary>
    /// Adds an element from text, see <see cref="Add(DicomTag, string)"/>; answers <see langword="false"/> and a line that
    /// says why if the text is not a value of the VR.
    /// </summary>
    public bool TryAdd(DicomTag tag, VR vr, string value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        switch (vr)
        {
            case VR.SQ when value.Length == 0:
                Set(tag, new SequenceElement([]));
                return true;
            case VR.SQ:
                error = $"{Describe(tag)} is a sequence: give an attribute of its item, like {Describe(tag)}[0].{DicomTag.Modality.Keyword}=CT.";
                return false;
            case VR.UN or VR.OB:
                Set(tag, new TextElement(vr, value));
                return true;
            default:
                return vr.IsText() ? AddText(tag, vr, value) : TryAddNumbers(tag, vr, value, out error);
        }
    }

    /// <summary>Adds an item to a sequence, which is made if there is none, and returns the item for filling.</summary>
    public DatasetBuilder AddItem(DicomTag sequence)
    {
        var item = new DatasetBuilder(TransferSyntax);
        GetSequence(sequence).Items.Add(item);
        return item;
    }

    /// <summary>Adds a copy of a data set as an item to a sequence, which is made if there is none.</summary>
    public DatasetBuilder AddItem(DicomTag sequence, EncodedDataset item)
    {
        var copy = new DatasetBuilder(TransferSyntax);
        copy.AddAll(item);
        GetSequence(sequence).Items.Add(copy);
        return this;
    }

    /// <summary>Adds compressed pixel data; the first fragment is the basic offset table, which may be empty (PS3.5 A.4).</summary>
    /// <exception cref="InvalidOperationException">The transfer syntax is not an encapsulated one.</exception>
    public DatasetBuilder AddFragments(DicomTag tag, IEnumerable<ReadOnlyMemory<byte>> fragments) => TransferSyntax.IsEncapsulated
        ? Set(tag, new FragmentsElement(VR.OB, [.. fragments]))
        : throw new InvalidOperationException($"{TransferSyntax} has no fragments.");

    /// <summary>
    /// Adds copies of all elements of a data set, replacing those of the same tags. Its Specific Character Set comes along;
    /// text is converted where another one is added afterwards.
    /// </summary>
    /// <returns>The first fault in the data set, before which all was copied; <see langword="null"/> if it is sound.</returns>
    public DatasetError? AddAll(EncodedDataset dataset)
    {
        var reader = dataset.GetReader();
        DatasetCopying.CopyElements(ref reader, this, dataset.CharacterSet);
        return reader.Error;
    }

    /// <summary>Takes an element away; <see langword="false"/> if it was not there.</summary>
    public bool Remove(DicomTag tag) => _elements.Remove(tag);

    /// <summary>Whether an element was added.</summary>
    public bool Contains(DicomTag tag) => _elements.ContainsKey(tag);

    /// <summary>The data set as it stands now. Later changes to the builder do not touch it.</summary>
    public EncodedDataset Build()
    {
        if (!StatesCharacterSet && NeedsCharacterSet(isTopLevel: true))
        {
            Add(DicomTag.SpecificCharacterSet, SpecificCharacterSet.Utf8.Value);
        }

        var writer = DatasetWriter.For(TransferSyntax);
        WriteTo(writer, SpecificCharacterSet.Default, UndefinedSequenceLengths);
        var bytes = writer.ToArray();
        return new EncodedDataset(TransferSyntax.IsDeflated ? Deflation.Deflate(bytes) : bytes, TransferSyntax);
    }

    internal DatasetBuilder Set(DicomTag tag, BuilderElement element)
    {
        _elements[tag] = element;
        return this;
    }

    private static string Describe(DicomTag tag) => tag.Keyword ?? tag.ToString();

    private bool AddText(DicomTag tag, VR vr, string value)
    {
        Set(tag, new TextElement(vr, value));
        return true;
    }

    private bool TryAddNumbers(DicomTag tag, VR vr, string value, [NotNullWhen(false)] out string? error)
    {
        if (!BinaryValueText.TryParse(vr, value, out var bytes, out error))
        {
            error = $"{Describe(tag)}: {error}";
            return false;
        }

        Set(tag, new BytesElement(vr, bytes, IsBigEndian: false));
        return true;
    }

    private SequenceElement GetSequence(DicomTag tag)
    {
        if (!_elements.TryGetValue(tag, out var element) || element is not SequenceElement sequence)
        {
            sequence = new SequenceElement([]);
            Set(tag, sequence);
        }

        return sequence;
    }

    // An empty (0008,0005), as in a query, states none.
    private bool StatesCharacterSet =>
        _elements.TryGetValue(DicomTag.SpecificCharacterSet, out var element) && element is not TextElement { Text: "" };

    // Whether some text that will be encoded with this data set's character set is not ASCII.
    private bool NeedsCharacterSet(bool isTopLevel) =>
        (isTopLevel || !StatesCharacterSet)
        && _elements.Values.Any(element => element switch
        {
            SequenceElement sequence => sequence.Items.Any(item => item.NeedsCharacterSet(isTopLevel: false)),
            _ => element.NeedsCharacterSet,
        });

    private void WriteTo(DatasetWriter writer, SpecificCharacterSet inherited, bool undefinedLengths)
    {
        var characterSet = _elements.TryGetValue(DicomTag.SpecificCharacterSet, out var own) && own is TextElement { Text: not "" } text
            ? SpecificCharacterSet.Parse(text.Text)
            : inherited;
        foreach (var (tag, element) in _elements)
        {
            if (element is not SequenceElement sequence)
            {
                element.WriteTo(tag, writer, characterSet);
                continue;
            }

            writer.BeginSequence(tag, undefinedLengths);
            foreach (var item in sequence.Items)
            {
                writer.BeginItem(undefinedLengths);
                item.WriteTo(writer, characterSet, undefinedLengths);
                writer.EndItem();
            }

            writer.EndSequence();
        }
    }
}

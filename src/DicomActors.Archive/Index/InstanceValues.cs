using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>What the index keeps of a data set, as text: in UTF-8, whatever character set it came in.</summary>
internal sealed class InstanceValues
{
    private readonly Dictionary<string, string> _values = new(ArchiveAttributes.All.Count, StringComparer.Ordinal);

    /// <summary>Reads a data set. One that is damaged says what it says before the fault.</summary>
    public InstanceValues(StoredInstance instance)
    {
        var dataset = instance.Attributes;
        var reader = dataset.GetReader();
        while (reader.Read() && reader.Tag <= ArchiveAttributes.Last)
        {
            if (reader.TokenType == DatasetTokenType.Element && ArchiveAttributes.FindStored(reader.Tag) is { } attribute)
            {
                var value = new ElementValue(reader.Value, reader.VR == VR.UN ? attribute.VR : reader.VR, reader.IsBigEndian);
                _values[attribute.Column] = Normalize(attribute.VR, value.GetText(dataset.CharacterSet));
            }

            reader.Skip();
        }

        // How it is known to those who stored it: what the request or the file said, not what the data set says.
        _values[DicomTag.SopInstanceUid.Keyword!] = instance.SopInstanceUid.Value;
        _values[DicomTag.SopClassUid.Keyword!] = instance.SopClassUid.Value;
    }

    public string this[string column] => _values.GetValueOrDefault(column, string.Empty);

    public string StudyInstanceUid => this[DicomTag.StudyInstanceUid.Keyword!];

    public string SeriesInstanceUid => this[DicomTag.SeriesInstanceUid.Keyword!];

    // PS3.5 6.2: the old form of a date has points. Without them dates sort as text.
    private static string Normalize(VR vr, string text) =>
        vr == VR.DA && text.Length == "2024.02.29".Length ? text.Replace(".", "", StringComparison.Ordinal) : text;
}

using System.Globalization;
using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>Writes data sets as text for people: one line per element, items indented. Contains patient data, so mind where it goes.</summary>
public static class DatasetDump
{
    private const int LongestValue = 80;
    private const int LongestBinary = 16;

    /// <summary>
    /// Writes the data set, and at its end the fault that stopped the reading, if there is one. Values are cut after about 80
    /// characters; text of items is read in the character set of the data set.
    /// </summary>
    public static void Write(TextWriter output, EncodedDataset dataset, DatasetReaderLimits? limits = null)
    {
        var reader = dataset.GetReader(limits);
        while (reader.Read())
        {
            var indent = new string(' ', 2 * reader.Depth);
            switch (reader.TokenType)
            {
                case DatasetTokenType.Element:
                    WriteLine(output, indent, ref reader, DescribeValue(reader.GetValue(), dataset.CharacterSet));
                    break;
                case DatasetTokenType.SequenceStart:
                    WriteLine(output, indent, ref reader, "sequence");
                    break;
                case DatasetTokenType.EncapsulatedStart:
                    WriteLine(output, indent, ref reader, "compressed pixel data");
                    break;
                case DatasetTokenType.ItemStart:
                    output.WriteLine($"{indent} item");
                    break;
                case DatasetTokenType.Fragment:
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indent}  fragment of {reader.Value.Length} bytes"));
                    break;
            }
        }

        if (reader.Error is { } error)
        {
            output.WriteLine($"! {error}");
        }
    }

    private static void WriteLine(TextWriter output, string indent, ref DatasetReader reader, string value)
    {
        var length = reader.HasUndefinedLength ? "undefined" : reader.Value.Length.ToString(CultureInfo.InvariantCulture);
        output.WriteLine($"{indent}{reader.Tag} {reader.VR.Letters()} {length,9} {reader.Tag.Keyword ?? "-"}: {value}");
    }

    private static string DescribeValue(ElementValue value, SpecificCharacterSet characterSet)
    {
        if (value.Bytes.IsEmpty)
        {
            return "(empty)";
        }

        if (!value.VR.IsText() && !value.VR.IsBinaryInteger() && value.VR is not (VR.AT or VR.FL or VR.FD))
        {
            var start = Convert.ToHexString(value.Bytes[..Math.Min(LongestBinary, value.Bytes.Length)]);
            return value.Bytes.Length > LongestBinary ? start + "..." : start;
        }

        // Enough bytes for what is shown, however many there are.
        value = new ElementValue(value.Bytes[..Math.Min(16 * LongestValue, value.Bytes.Length)], value.VR, value.IsBigEndian);
        var text = new StringBuilder();
        foreach (var character in value.GetText(characterSet))
        {
            if (text.Length == LongestValue)
            {
                text.Append("...");
                break;
            }

            text.Append(char.IsControl(character) ? '.' : character);
        }

        return text.ToString();
    }
}

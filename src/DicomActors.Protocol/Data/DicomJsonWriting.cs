using System.Globalization;
using System.Text.Json;

namespace DicomActors.Protocol.Data;

/// <summary>Data set to JSON (PS3.18 F.2).</summary>
internal static class DicomJsonWriting
{
    /// <summary>Integers beyond this lose digits in implementations that read JSON numbers as doubles.</summary>
    private const long LargestExactInteger = 1L << 53;

    /// <summary>Writes what is left of the reader's data set, or of the item it stands in, as an object.</summary>
    public static void WriteDataset(Utf8JsonWriter writer, ref DatasetReader reader, SpecificCharacterSet characterSet)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != DatasetTokenType.ItemEnd)
        {
            if (reader.Tag.IsGroupLength)
            {
                continue;
            }

            writer.WriteStartObject(reader.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
            writer.WriteString("vr"u8, reader.TokenType == DatasetTokenType.SequenceStart ? "SQ" : reader.VR.Letters());
            if (reader.TokenType == DatasetTokenType.SequenceStart)
            {
                WriteItems(writer, ref reader, characterSet);
            }
            else if (reader.TokenType == DatasetTokenType.EncapsulatedStart)
            {
                reader.Skip();
            }
            else if (reader.Tag == DicomTag.SpecificCharacterSet)
            {
                characterSet = SpecificCharacterSet.Parse(reader.GetValue().GetText(SpecificCharacterSet.Default));
                WriteTexts(writer, [SpecificCharacterSet.Utf8.Value]);
            }
            else if (!reader.Value.IsEmpty)
            {
                WriteValue(writer, reader.GetValue(), characterSet);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, ref DatasetReader reader, SpecificCharacterSet characterSet)
    {
        var any = false;
        while (reader.Read() && reader.TokenType == DatasetTokenType.ItemStart)
        {
            if (!any)
            {
                writer.WriteStartArray("Value"u8);
                any = true;
            }

            WriteDataset(writer, ref reader, characterSet);
        }

        if (any)
        {
            writer.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, ElementValue value, SpecificCharacterSet characterSet)
    {
        switch (value.VR)
        {
            case VR.PN:
                WriteNames(writer, value.GetTexts(characterSet));
                break;
            case VR.IS or VR.DS:
                WriteDecimals(writer, value.GetTexts(characterSet));
                break;
            case var vr when vr.IsText() || vr == VR.AT:
                WriteTexts(writer, value.GetTexts(characterSet));
                break;
            case VR.FL or VR.FD:
                WriteReals(writer, value);
                break;
            case var vr when vr.IsBinaryInteger():
                WriteIntegers(writer, value);
                break;
            default:
                writer.WriteBase64String("InlineBinary"u8, ToLittleEndian(value));
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string[] texts)
    {
        if (texts.Length == 0)
        {
            return;
        }

        writer.WriteStartArray("Value"u8);
        foreach (var text in texts)
        {
            if (text.Length == 0)
            {
                writer.WriteNullValue();
            }
            else
            {
                writer.WriteStringValue(text);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter writer, string[] names)
    {
        if (names.Length == 0)
        {
            return;
        }

        writer.WriteStartArray("Value"u8);
        foreach (var name in names)
        {
            writer.WriteStartObject();
            var groups = name.Split('=', DicomJsonNames.ComponentGroups.Length);
            for (var i = 0; i < groups.Length; i++)
            {
                if (groups[i].TrimEnd(' ') is { Length: > 0 } group)
                {
                    writer.WriteString(DicomJsonNames.ComponentGroups[i], group);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDecimals(Utf8JsonWriter writer, string[] texts)
    {
        if (texts.Length == 0)
        {
            return;
        }

        writer.WriteStartArray("Value"u8);
        foreach (var text in texts)
        {
            if (text.Length == 0)
            {
                writer.WriteNullValue();
            }
            else if (JsonNumber.IsValid(text))
            {
                writer.WriteRawValue(text, skipInputValidation: true);
            }
            else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                // Such as "+1", "01" or ".5": DICOM allows them, JSON does not.
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(text);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteReals(Utf8JsonWriter writer, ElementValue value)
    {
        writer.WriteStartArray("Value"u8);
        for (var i = 0; value.TryGetNumber(out var number, i); i++)
        {
            if (!double.IsFinite(number))
            {
                writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
            }
            else if (value.VR == VR.FL)
            {
                writer.WriteNumberValue((float)number);
            }
            else
            {
                writer.WriteNumberValue(number);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteIntegers(Utf8JsonWriter writer, ElementValue value)
    {
        writer.WriteStartArray("Value"u8);
        var texts = value.GetTexts(SpecificCharacterSet.Default);
        for (var i = 0; i < texts.Length; i++)
        {
            if (value.TryGetInteger(out var number, i) && number is >= -LargestExactInteger and <= LargestExactInteger)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(texts[i]);
            }
        }

        writer.WriteEndArray();
    }

    private static ReadOnlySpan<byte> ToLittleEndian(ElementValue value)
    {
        var unit = value.VR.UnitSize();
        if (!value.IsBigEndian || unit == 1)
        {
            return value.Bytes;
        }

        var bytes = value.Bytes.ToArray();
        for (var i = 0; i + unit <= bytes.Length; i += unit)
        {
            bytes.AsSpan(i, unit).Reverse();
        }

        return bytes;
    }
}

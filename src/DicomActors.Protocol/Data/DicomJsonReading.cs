using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace DicomActors.Protocol.Data;

/// <summary>JSON to data set (PS3.18 F.2). Errors carry the path to the fault.</summary>
internal static class DicomJsonReading
{
    /// <summary>Longest DS value (PS3.5 table 6.2-1).</summary>
    private const int LongestDecimalString = 16;

    public static DatasetError? ReadDataset(JsonElement json, DatasetBuilder builder, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fail(path, null, $"a data set is a JSON object, not {Describe(json)}");
        }

        foreach (var property in json.EnumerateObject())
        {
            var propertyPath = path + "/" + property.Name;
            if (property.Name.Length != 8 || !uint.TryParse(property.Name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                return Fail(propertyPath, null, "the name of an attribute is its tag in 8 hexadecimal digits");
            }

            if (ReadAttribute(property.Value, new DicomTag(number), builder, propertyPath) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static DatasetError? ReadAttribute(JsonElement json, DicomTag tag, DatasetBuilder builder, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fail(path, tag, $"an attribute is a JSON object, not {Describe(json)}");
        }

        var vr = TagDictionary.FindVR(tag);
        if (json.TryGetProperty("vr"u8, out var letters)
            && (letters.ValueKind != JsonValueKind.String || !VRExtensions.TryParse(letters.GetString(), out vr)))
        {
            return Fail(path + "/vr", tag, "not a VR of DICOM");
        }

        if (json.TryGetProperty("BulkDataURI"u8, out _))
        {
            return Fail(path + "/BulkDataURI", tag, "bulk data is elsewhere and is not fetched; give it as InlineBinary");
        }

        if (json.TryGetProperty("InlineBinary"u8, out var binary))
        {
            return ReadBinary(binary, tag, vr, builder, path + "/InlineBinary");
        }

        if (!json.TryGetProperty("Value"u8, out var values) || values.ValueKind == JsonValueKind.Null)
        {
            return AddEmpty(tag, vr, builder);
        }

        path += "/Value";
        return values.ValueKind != JsonValueKind.Array
            ? Fail(path, tag, $"values are a JSON array, not {Describe(values)}")
            : values.GetArrayLength() == 0 ? AddEmpty(tag, vr, builder) : ReadValues(values, tag, vr, builder, path);
    }

    private static DatasetError? AddEmpty(DicomTag tag, VR vr, DatasetBuilder builder)
    {
        builder.Add(tag, vr, string.Empty);
        return null;
    }

    private static DatasetError? ReadBinary(JsonElement json, DicomTag tag, VR vr, DatasetBuilder builder, string path)
    {
        if (vr.IsText() || vr == VR.SQ)
        {
            return Fail(path, tag, $"a value of VR {vr.Letters()} is not binary");
        }

        if (json.ValueKind != JsonValueKind.String || !json.TryGetBytesFromBase64(out var bytes))
        {
            return Fail(path, tag, "not base64");
        }

        builder.Add(tag, vr, bytes);
        return null;
    }

    private static DatasetError? ReadValues(JsonElement values, DicomTag tag, VR vr, DatasetBuilder builder, string path)
    {
        if (tag == DicomTag.SpecificCharacterSet)
        {
            // The text is Unicode whatever the attribute says (PS3.18 F.2.2).
            builder.Add(tag, SpecificCharacterSet.Utf8.Value);
            return null;
        }

        return vr switch
        {
            VR.SQ => ReadItems(values, tag, builder, path),
            VR.AT => ReadTags(values, tag, builder, path),
            _ when vr.IsText() => ReadTexts(values, tag, vr, builder, path),
            _ when vr.IsBinaryInteger() || vr is VR.FL or VR.FD => ReadNumbers(values, tag, vr, builder, path),
            _ => Fail(path, tag, $"a value of VR {vr.Letters()} is given as InlineBinary"),
        };
    }

    private static DatasetError? ReadItems(JsonElement values, DicomTag tag, DatasetBuilder builder, string path)
    {
        builder.Add(tag, VR.SQ, string.Empty);
        var index = 0;
        foreach (var value in values.EnumerateArray())
        {
            var item = builder.AddItem(tag);
            if (value.ValueKind != JsonValueKind.Null && ReadDataset(value, item, $"{path}[{index}]") is { } error)
            {
                return error;
            }

            index++;
        }

        return null;
    }

    private static DatasetError? ReadTexts(JsonElement values, DicomTag tag, VR vr, DatasetBuilder builder, string path)
    {
        var texts = new List<string>();
        foreach (var value in values.EnumerateArray())
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.Null => string.Empty,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number when vr is VR.DS or VR.IS => ToDecimalString(value, vr),
                JsonValueKind.Object when vr == VR.PN => ToPersonName(value),
                _ => null,
            };
            if (text is null)
            {
                return Fail($"{path}[{texts.Count}]", tag, $"{Describe(value)} is not a value of VR {vr.Letters()}");
            }

            texts.Add(text);
        }

        builder.Add(tag, vr, string.Join('\\', texts));
        return null;
    }

    private static DatasetError? ReadTags(JsonElement values, DicomTag tag, DatasetBuilder builder, string path)
    {
        var output = new ArrayBufferWriter<byte>(16);
        foreach (var value in values.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.String || !DicomTag.TryParse(value.GetString(), out var named))
            {
                return Fail($"{path}[{output.WrittenCount / 4}]", tag, $"{Describe(value)} is not a tag");
            }

            BinaryValueText.Append(named, output);
        }

        builder.Add(tag, VR.AT, output.WrittenSpan);
        return null;
    }

    private static DatasetError? ReadNumbers(JsonElement values, DicomTag tag, VR vr, DatasetBuilder builder, string path)
    {
        var output = new ArrayBufferWriter<byte>(16);
        foreach (var value in values.EnumerateArray())
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.String => value.GetString(),
                _ => null,
            };
            if (text is null || !TryAppend(vr, text, output))
            {
                return Fail($"{path}[{output.WrittenCount / vr.UnitSize()}]", tag, $"{Describe(value)} is not a value of VR {vr.Letters()}");
            }
        }

        builder.Add(tag, vr, output.WrittenSpan);
        return null;
    }

    private static bool TryAppend(VR vr, string text, ArrayBufferWriter<byte> output)
    {
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && BinaryValueText.TryAppendInteger(vr, integer, output))
        {
            return true;
        }

        // "NaN" and "Infinity" are read by the invariant culture; "inf" is what other writers say.
        double? number = text.ToUpperInvariant() switch
        {
            "INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
        };
        if (number is not { } real)
        {
            return false;
        }

        // A whole number may be written with a fraction or an exponent, such as 512.0.
        return BinaryValueText.TryAppendReal(vr, real, output)
            || (double.IsInteger(real) && Math.Abs(real) <= long.MaxValue && BinaryValueText.TryAppendInteger(vr, (Int128)real, output));
    }

    private static string? ToDecimalString(JsonElement value, VR vr)
    {
        var text = value.GetRawText();
        if (vr == VR.IS)
        {
            return value.TryGetInt64(out _) ? text
                : value.TryGetDouble(out var real) && double.IsInteger(real) && Math.Abs(real) <= int.MaxValue
                    ? real.ToString("F0", CultureInfo.InvariantCulture)
                    : null;
        }

        if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return null;
        }

        for (var digits = 17; text.Length > LongestDecimalString && digits > 0; digits--)
        {
            text = number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }

    private static string? ToPersonName(JsonElement value)
    {
        var groups = new string[DicomJsonNames.ComponentGroups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = string.Empty;
            if (!value.TryGetProperty(DicomJsonNames.ComponentGroups[i], out var group) || group.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (group.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            groups[i] = group.GetString()!;
        }

        return string.Join('=', groups).TrimEnd('=');
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "this text",
        JsonValueKind.Number => "this number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static DatasetError Fail(string path, DicomTag? tag, string what) =>
        new(DatasetErrorCode.InvalidJson, -1, tag, $"{(path.Length == 0 ? "JSON" : path)}: {what}.");
}

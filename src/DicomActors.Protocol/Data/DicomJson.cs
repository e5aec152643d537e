using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The DICOM JSON model (PS3.18 Annex F) to and from data sets. Numbers are JSON numbers wherever JSON can express them; a
/// DS or IS keeps its digits. Text is Unicode, so Specific Character Set becomes ISO_IR 192.
/// </summary>
/// <remarks>
/// Binary values are written as InlineBinary. Compressed pixel data has no inline form in the model: it is written with its
/// VR and no value. BulkDataURI points to data elsewhere and is an error when read.
/// </remarks>
public static class DicomJson
{
    /// <summary>
    /// Writes a data set as one JSON object. Returns the first fault of the data set, <see langword="null"/> if it is sound;
    /// the JSON is well-formed all the same and holds what comes before the fault.
    /// </summary>
    public static DatasetError? Write(Utf8JsonWriter writer, EncodedDataset dataset, DatasetReaderLimits? limits = null)
    {
        var reader = dataset.GetReader(limits);
        DicomJsonWriting.WriteDataset(writer, ref reader, dataset.CharacterSet);
        return reader.Error;
    }

    /// <summary>Reads one data set from UTF-8 JSON; <see langword="false"/> and what is wrong if it is not the DICOM JSON model.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="transferSyntax">How the data set is to be encoded.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="error">What is wrong, with the path to it.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8Json,
        TransferSyntax transferSyntax,
        [NotNullWhen(true)] out EncodedDataset? dataset,
        [NotNullWhen(false)] out DatasetError? error)
    {
        try
        {
            // Each sequence nests an object, an array and an object.
            var options = new JsonDocumentOptions { MaxDepth = (3 * DatasetReaderLimits.Default.MaximumDepth) + 3 };
            using var document = JsonDocument.Parse(utf8Json, options);
            return TryRead(document.RootElement, transferSyntax, out dataset, out error);
        }
        catch (JsonException exception)
        {
            dataset = null;
            error = new DatasetError(DatasetErrorCode.InvalidJson, exception.BytePositionInLine ?? -1, null, $"Not JSON: {exception.Message}");
            return false;
        }
    }

    /// <summary>Reads one data set from parsed JSON, see the other overload.</summary>
    public static bool TryRead(
        JsonElement json,
        TransferSyntax transferSyntax,
        [NotNullWhen(true)] out EncodedDataset? dataset,
        [NotNullWhen(false)] out DatasetError? error)
    {
        var builder = new DatasetBuilder(transferSyntax);
        try
        {
            error = DicomJsonReading.ReadDataset(json, builder, string.Empty);
        }
        catch (InvalidOperationException)
        {
            // The only way JsonElement has of telling that escapes make half a surrogate pair.
            error = new DatasetError(DatasetErrorCode.InvalidJson, -1, null, "JSON: a text holds half of a surrogate pair.");
        }

        dataset = error is null ? builder.Build() : null;
        return error is null;
    }
}

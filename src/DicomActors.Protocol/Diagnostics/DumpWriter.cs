using System.Globalization;
using System.Text;
using System.Text.Json;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>
/// Writes PDUs and DIMSE messages as readable lines. Values of data sets are patient data and are left out unless asked for;
/// the data set of a C-STORE is never written.
/// </summary>
public sealed class DumpWriter : DicomInspector
{
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly bool _withDatasets;

    /// <summary>Creates a dump.</summary>
    /// <param name="output">Where the lines go; not disposed.</param>
    /// <param name="withDatasets">Whether the data sets of messages are written, as DICOM JSON. Default false.</param>
    public DumpWriter(TextWriter output, bool withDatasets = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _withDatasets = withDatasets;
    }

    /// <inheritdoc />
    public override void OnPdu(TrafficDirection direction, DateTimeOffset time, Pdu pdu) => Write(direction, time, pdu.ToString());

    /// <inheritdoc />
    public override void OnMessage(TrafficDirection direction, DateTimeOffset time, byte presentationContextId, ushort messageId, object message)
    {
        var (what, dataset) = message switch
        {
            DimseRequest request => (Describe(request), request.Dataset),
            DimseResponse response => (Describe(response), response.Dataset),
            _ => ("C-CANCEL", null),
        };
        Write(direction, time, string.Create(
            CultureInfo.InvariantCulture, $"{what}, message {messageId}, context {presentationContextId}{DescribeDataset(dataset)}"));
    }

    private static string Describe(DimseRequest request)
    {
        var text = $"{request.Command} {NameOf(request.SopClassUid)}";
        return request switch
        {
            CStoreRequest store => $"{text}, instance {store.SopInstanceUid}, {store.Content.TransferSyntax}",
            CMoveRequest move => $"{text} to {move.MoveDestination}",
            NActionRequest action => string.Create(CultureInfo.InvariantCulture, $"{text}, instance {action.SopInstanceUid}, action {action.ActionTypeId}"),
            NEventReportRequest report => string.Create(CultureInfo.InvariantCulture, $"{text}, instance {report.SopInstanceUid}, event {report.EventTypeId}"),
            _ => text,
        };
    }

    private static string Describe(DimseResponse response)
    {
        var text = new StringBuilder($"{response.Command}, {response.Status}");
        switch (response)
        {
            case CMoveResponse move:
                AppendCounts(text, move.Remaining, move.Completed, move.Failed, move.Warning);
                break;
            case CGetResponse get:
                AppendCounts(text, get.Remaining, get.Completed, get.Failed, get.Warning);
                break;
        }

        if (response.OffendingElements.Count > 0)
        {
            text.Append(", offending ").AppendJoin(' ', response.OffendingElements);
        }

        return text.ToString();
    }

    private static void AppendCounts(StringBuilder text, ushort? remaining, ushort? completed, ushort? failed, ushort? warning) =>
        text.Append(CultureInfo.InvariantCulture, $", remaining {remaining}, completed {completed}, failed {failed}, warning {warning}");

    private static string NameOf(Uid sopClass) => sopClass.Name ?? sopClass.Value;

    private string DescribeDataset(EncodedDataset? dataset)
    {
        if (dataset is null)
        {
            return "";
        }

        var length = string.Create(CultureInfo.InvariantCulture, $", data set of {dataset.Bytes.Length} bytes");
        if (!_withDatasets)
        {
            return length;
        }

        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            DicomJson.Write(writer, dataset);
        }

        return $"{length} {Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length)}";
    }

    private void Write(TrafficDirection direction, DateTimeOffset time, string text)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{time.UtcDateTime:HH:mm:ss.ffffff} {(direction == TrafficDirection.Sent ? "->" : "<-")} {text}");
        lock (_lock)
        {
            _output.WriteLine(line);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>Turns the bytes of one direction of a connection into lines, with a reader of its own and no trust in what it reads.</summary>
internal sealed class DirectionDump(ConnectionDump connection, bool withDatasets)
{
    private const string Detail = "      ";

    // Longer ones are told by their length.
    private const int LongestCommand = 64 << 10;
    private const int LongestDataset = 256 << 10;

    private readonly PduReader _reader = new(new PduLimits { MaximumAssociatePduLength = 64 << 20, MaximumDataPduLength = int.MaxValue });
    private readonly ArrayBufferWriter<byte> _gathered = new();
    private long _gatheredLength;
    private long _pduStart;
    private int _pdvLength;
    private bool _isFirstPdv;
    private bool _isStore;
    private bool _isBroken;

    /// <summary>Reads on, and appends the lines of what is complete.</summary>
    public void Read(ReadOnlyMemory<byte> bytes, string prefix, StringBuilder lines)
    {
        while (!_isBroken)
        {
            var result = _reader.Read(bytes);
            bytes = bytes[result.Consumed..];
            switch (result.Status)
            {
                case PduReadStatus.NeedMoreData:
                    return;
                case PduReadStatus.Pdu:
                    connection.Learn(result.Pdu!);
                    lines.Append(prefix).Append(CultureInfo.InvariantCulture, $"{PduText.NameOf(result.Pdu!)}, {_reader.Position - _pduStart} bytes{PduText.Summary(result.Pdu!)}\n");
                    foreach (var line in PduText.Details(result.Pdu!))
                    {
                        lines.Append(Detail).Append(line).Append('\n');
                    }

                    break;
                case PduReadStatus.DataFragment:
                    Add(result.Fragment, prefix, lines);
                    break;
                default:
                    _isBroken = true;
                    lines.Append(prefix).Append(CultureInfo.InvariantCulture, $"not a PDU: {result.Error}. The rest of this direction is not shown.\n");
                    break;
            }

            if (_reader.IsAtPduBoundary)
            {
                _pduStart = _reader.Position;
            }
        }
    }

    private void Add(in DataFragment fragment, string prefix, StringBuilder lines)
    {
        _isFirstPdv |= fragment.StartsPdu;
        _pdvLength += fragment.Payload.Length;
        _gatheredLength += fragment.Payload.Length;
        if (fragment.IsCommand ? _gatheredLength <= LongestCommand : withDatasets && !_isStore && _gatheredLength <= LongestDataset)
        {
            _gathered.Write(fragment.Payload.Span);
        }

        if (!fragment.EndsPdv)
        {
            return;
        }

        lines.Append(prefix).Append(
            CultureInfo.InvariantCulture,
            $"{(_isFirstPdv ? "P-DATA-TF" : "P-DATA-TF (same PDU)")}, PDV of {_pdvLength} bytes, context {fragment.PresentationContextId}, {(fragment.IsCommand ? "command" : "data set")}{(fragment.IsLastFragment ? ", last" : "")}\n");
        _isFirstPdv = false;
        _pdvLength = 0;
        if (fragment.IsLastFragment)
        {
            lines.Append(prefix);
            if (fragment.IsCommand)
            {
                DescribeCommand(fragment.PresentationContextId, lines);
            }
            else
            {
                DescribeDataset(fragment.PresentationContextId, lines);
            }

            _gathered.ResetWrittenCount();
            _gatheredLength = 0;
        }
    }

    private void DescribeCommand(byte contextId, StringBuilder lines)
    {
        if (_gathered.WrittenCount < _gatheredLength)
        {
            lines.Append(CultureInfo.InvariantCulture, $"command set of {_gatheredLength} bytes, too long to be shown\n");
            return;
        }

        if (!CommandSetCodec.TryDecode(_gathered.WrittenSpan, out var set, out var error))
        {
            lines.Append(CultureInfo.InvariantCulture, $"not a command set: {error}\n");
        }
        else
        {
            _isStore = set.Command == DimseCommand.CStoreRequest;
            var status = set.IsResponse ? $", status {set.Status}" : "";
            var id = set.IsResponse || set.Command == DimseCommand.CCancelRequest ? $"to message {set.MessageIdBeingRespondedTo}" : $"message {set.MessageId}";
            lines.Append(CultureInfo.InvariantCulture, $"{set.Command.MessageName()} {id}, {connection.Describe(contextId)}{status}\n");
        }

        AppendElements(TransferSyntax.ImplicitVRLittleEndian, lines);
    }

    private void DescribeDataset(byte contextId, StringBuilder lines)
    {
        lines.Append(CultureInfo.InvariantCulture, $"data set of {_gatheredLength} bytes, context {contextId}\n");
        if (withDatasets && !_isStore && _gathered.WrittenCount == _gatheredLength && connection.TransferSyntaxOf(contextId) is { } transferSyntax)
        {
            AppendElements(transferSyntax, lines);
        }
    }

    private void AppendElements(TransferSyntax transferSyntax, StringBuilder lines)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        DatasetDump.Write(text, new EncodedDataset(_gathered.WrittenMemory, transferSyntax));
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Append(Detail).Append(line).Append('\n');
        }
    }
}

using System.Globalization;
using System.Text;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>The dump of one connection: what both directions share.</summary>
internal sealed class ConnectionDump : DicomInspector
{
    private readonly Lock _lock = new();
    private readonly Action<string> _write;
    private readonly int _number;
    private readonly DirectionDump _sent;
    private readonly DirectionDump _received;
    private readonly Dictionary<byte, Uid> _abstractSyntaxes = [];
    private readonly Dictionary<byte, TransferSyntax> _transferSyntaxes = [];

    /// <param name="write">Takes whole lines, each with its line end.</param>
    /// <param name="number">What tells this connection's lines from those of others.</param>
    /// <param name="withDatasets">Whether data sets are written.</param>
    public ConnectionDump(Action<string> write, int number, bool withDatasets)
    {
        _write = write;
        _number = number;
        _sent = new DirectionDump(this, withDatasets);
        _received = new DirectionDump(this, withDatasets);
    }

    public override void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var lines = new StringBuilder();
            var prefix = string.Create(
                CultureInfo.InvariantCulture, $"{time.UtcDateTime:HH:mm:ss.ffffff}Z #{_number} {(direction == TrafficDirection.Sent ? "->" : "<-")} ");
            (direction == TrafficDirection.Sent ? _sent : _received).Read(bytes.ToArray(), prefix, lines);
            if (lines.Length > 0)
            {
                _write(lines.ToString());
            }
        }
    }

    /// <summary>Remembers what the contexts mean.</summary>
    public void Learn(Pdu pdu)
    {
        switch (pdu)
        {
            case AssociateRequestPdu request:
                foreach (var context in request.PresentationContexts)
                {
                    _abstractSyntaxes[context.Id] = context.AbstractSyntax;
                }

                break;
            case AssociateAcceptPdu accept:
                foreach (var context in accept.PresentationContexts.Where(static context => context.Result == PresentationContextResult.Acceptance))
                {
                    _transferSyntaxes[context.Id] = TransferSyntax.FromUid(context.TransferSyntax);
                }

                break;
        }
    }

    /// <summary>The context as a person would name it.</summary>
    public string Describe(byte contextId) => string.Create(
        CultureInfo.InvariantCulture,
        $"context {contextId}{(_abstractSyntaxes.TryGetValue(contextId, out var syntax) ? $" ({PduText.NameOf(syntax)})" : "")}");

    /// <summary>How the data sets of a context are encoded; null if it was not accepted.</summary>
    public TransferSyntax? TransferSyntaxOf(byte contextId) => _transferSyntaxes.GetValueOrDefault(contextId);
}

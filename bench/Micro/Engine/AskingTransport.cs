using DicomActors.Protocol.Pdus;

namespace Micro.Engine;

/// <summary>A peer that asks, and is answered.</summary>
internal sealed class AskingTransport : PushedTransport
{
    private readonly Signal _answered = new();

    /// <summary>Hands in a message, or the request for the association; completes with the answer.</summary>
    public ValueTask AskAsync(ReadOnlyMemory<byte> bytes)
    {
        var answer = _answered.NextAsync();
        Push(bytes);
        return answer;
    }

    protected override void OnWritten(ReadOnlySpan<byte> pdu)
    {
        if ((PduType)pdu[0] is PduType.AssociateAccept or PduType.DataTransfer)
        {
            _answered.Set();
        }
    }
}

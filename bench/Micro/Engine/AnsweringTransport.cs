using System.Buffers.Binary;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace Micro.Engine;

/// <summary>A peer that accepts the association and answers every request, all of one kind, with Success as soon as its last byte is written.</summary>
internal sealed class AnsweringTransport : PushedTransport
{
    private const ushort Placeholder = 0xABCD;
    private const int ControlHeader = 11;
    private const byte IsCommand = 1;
    private const byte IsLast = 2;

    private readonly byte[] _acceptance;
    private readonly byte[] _response;
    private readonly int _idInRequest;
    private readonly int _idInResponse;
    private readonly bool _hasDataset;
    private ushort _messageId;

    public AnsweringTransport(AssociationRequest association, DimseRequest request)
    {
        _acceptance = PduWriter.ToArray(Samples.Agree(association).Pdu);
        var commandSet = DimseMessages.ToCommandSet(request, Placeholder);
        _hasDataset = commandSet.HasDataset;
        _idInRequest = PduWriter.DataHeaderLength + OffsetOfId(CommandSetCodec.ToArray(commandSet));
        var contextId = association.PresentationContexts.First(context => context.AbstractSyntax == request.SopClassUid).Id;
        _response = Messages.ToPdu(DimseMessages.ToCommandSet(DimseResponse.For(request, DimseStatus.Success), request, Placeholder), contextId);
        _idInResponse = OffsetOfId(_response);
    }

    protected override void OnWritten(ReadOnlySpan<byte> pdu)
    {
        switch ((PduType)pdu[0])
        {
            case PduType.AssociateRequest:
                Push(_acceptance);
                break;
            case PduType.DataTransfer:
                OnFragment(pdu);
                break;
        }
    }

    private void OnFragment(ReadOnlySpan<byte> pdu)
    {
        var isCommand = (pdu[ControlHeader] & IsCommand) != 0;
        if (isCommand)
        {
            _messageId = BinaryPrimitives.ReadUInt16LittleEndian(pdu[_idInRequest..]);
        }

        if ((pdu[ControlHeader] & IsLast) != 0 && isCommand != _hasDataset)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_response.AsSpan(_idInResponse), _messageId);
            Push(_response);
        }
    }

    private static int OffsetOfId(ReadOnlySpan<byte> bytes) => bytes.IndexOf<byte>([Placeholder & 0xFF, Placeholder >> 8]);
}

using System.Buffers.Binary;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>
/// Decodes the byte stream of one connection (PS3.8 9.3). It takes whatever bytes there are, in pieces of any size, and never throws on
/// them. P-DATA-TF PDUs are handed on piece by piece without copying or allocating; other PDUs are collected, but never more than was
/// really received and allowed by <see cref="PduLimits"/>. Not thread-safe: it belongs to the receive loop.
/// </summary>
/// <remarks>
/// Call <see cref="Read"/> with the received bytes, advance by <see cref="PduReadResult.Consumed"/>, and call again until it returns
/// <see cref="PduReadStatus.NeedMoreData"/>: then everything was taken and the buffer may be reused.
/// </remarks>
public sealed class PduReader
{
    // PS3.8 9.3.5.1: uint32 PDV item length, context id, message control header (E.2).
    private const int PdvHeaderLength = 6;
    private const uint FixedBodyLength = 4;
    private const uint FixedAssociateLength = 68;
    private const byte CommandBit = 1;
    private const byte LastFragmentBit = 2;

    private readonly PduLimits _limits;
    private readonly byte[] _header = new byte[Pdu.HeaderLength];
    private int _headerLength;
    private State _state = State.PduHeader;
    private PduError? _error;
    private bool _sawPdu;

    private PduType _type;
    private uint _pduRemaining;
    private byte[]? _body;
    private int _bodyLength;

    private bool _startsPdu;
    private uint _pdvRemaining;
    private byte _contextId;
    private byte _controlHeader;

    /// <summary>A reader at the start of a connection.</summary>
    public PduReader(PduLimits limits) => _limits = limits;

    private enum State : byte
    {
        PduHeader,
        Body,
        PdvHeader,
        PdvPayload,
    }

    /// <summary>Bytes taken since the start of the connection.</summary>
    public long Position { get; private set; }

    /// <summary>True between PDUs: the connection may end here without cutting anything short.</summary>
    public bool IsAtPduBoundary => _state == State.PduHeader && _headerLength == 0;

    /// <summary>True inside a P-DATA-TF PDU.</summary>
    public bool IsInsideDataPdu => _state is State.PdvHeader or State.PdvPayload;

    /// <summary>Takes bytes up to the next PDU, fragment or error.</summary>
    /// <param name="buffer">Bytes received after those of the earlier calls. May be empty.</param>
    public PduReadResult Read(ReadOnlyMemory<byte> buffer)
    {
        int start = 0;
        while (_error is null)
        {
            ReadOnlyMemory<byte> rest = buffer[start..];
            switch (_state)
            {
                case State.PduHeader:
                    if (!TryFillHeader(rest.Span, Pdu.HeaderLength, ref start))
                    {
                        return _error is null ? NeedMore(start) : Failed(start);
                    }

                    BeginPdu();
                    break;

                case State.Body:
                    if (!TryTakeBody(rest.Span, ref start, out Pdu? pdu))
                    {
                        return NeedMore(start);
                    }

                    if (pdu is not null)
                    {
                        return new PduReadResult(PduReadStatus.Pdu, start, pdu, default, null);
                    }

                    break;

                case State.PdvHeader:
                    if (!TryFillHeader(rest.Span, PdvHeaderLength, ref start))
                    {
                        return NeedMore(start);
                    }

                    BeginPdv();
                    break;

                default:
                    if (rest.IsEmpty && _pdvRemaining > 0)
                    {
                        return NeedMore(start);
                    }

                    DataFragment fragment = TakeFragment(rest, ref start);
                    return new PduReadResult(PduReadStatus.DataFragment, start, null, fragment, null);
            }
        }

        return Failed(start);
    }

    private static PduReadResult NeedMore(int consumed) => new(PduReadStatus.NeedMoreData, consumed, null, default, null);

    private PduReadResult Failed(int consumed) => new(PduReadStatus.Error, consumed, null, default, _error);

    // Headers are collected byte by byte in _header, because they may come in pieces.
    private bool TryFillHeader(ReadOnlySpan<byte> rest, int length, ref int start)
    {
        // The first byte decides: an unknown type is an error at once, not after six bytes that may never come.
        if (_state == State.PduHeader && _headerLength == 0 && !rest.IsEmpty && rest[0] is 0 or > (byte)PduType.Abort)
        {
            FailUnknownType(rest);
            return false;
        }

        int count = Math.Min(length - _headerLength, rest.Length);
        rest[..count].CopyTo(_header.AsSpan(_headerLength));
        _headerLength += count;
        Take(count, ref start);
        return _headerLength == length;
    }

    private void BeginPdu()
    {
        _headerLength = 0;
        _type = (PduType)_header[0];
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(2));
        if (!CheckPduLength(length))
        {
            return;
        }

        _sawPdu = true;
        _pduRemaining = length;
        if (_type == PduType.DataTransfer)
        {
            _startsPdu = true;
            _state = State.PdvHeader;
        }
        else
        {
            _bodyLength = 0;
            _state = State.Body;
        }
    }

    private bool CheckPduLength(uint length)
    {
        (uint smallest, uint largest, string section) = _type switch
        {
            PduType.AssociateRequest => (FixedAssociateLength, _limits.MaximumAssociatePduLength, "PS3.8 9.3.2"),
            PduType.AssociateAccept => (FixedAssociateLength, _limits.MaximumAssociatePduLength, "PS3.8 9.3.3"),
            PduType.DataTransfer => ((uint)PdvHeaderLength, _limits.MaximumDataPduLength, "PS3.8 9.3.5"),
            PduType.AssociateReject => (FixedBodyLength, FixedBodyLength, "PS3.8 9.3.4"),
            PduType.ReleaseRequest => (FixedBodyLength, FixedBodyLength, "PS3.8 9.3.6"),
            PduType.ReleaseResponse => (FixedBodyLength, FixedBodyLength, "PS3.8 9.3.7"),
            _ => (FixedBodyLength, FixedBodyLength, "PS3.8 9.3.8"),
        };
        if (length >= smallest && length <= largest)
        {
            return true;
        }

        PduErrorCode code = length > largest && smallest != largest ? PduErrorCode.PduTooLong : PduErrorCode.InvalidPduLength;
        string expected = smallest == largest ? $"{smallest}" : length > largest ? $"at most {largest}, our limit" : $"at least {smallest}";
        Fail(code, Position - 4, "PDU length", section, AbortReason.InvalidPduParameterValue, $"PDU type {(byte)_type:X2}H announces {length} bytes, expected {expected}");
        return false;
    }

    private bool TryTakeBody(ReadOnlySpan<byte> rest, ref int start, out Pdu? pdu)
    {
        pdu = null;
        int needed = (int)_pduRemaining;
        if (_bodyLength == 0 && rest.Length >= needed)
        {
            pdu = Decode(rest[..needed], Position);
            Take(needed, ref start);
            return true;
        }

        int count = Math.Min(needed, rest.Length);
        Append(rest[..count]);
        Take(count, ref start);
        _pduRemaining -= (uint)count;
        if (_pduRemaining > 0)
        {
            return false;
        }

        pdu = Decode(_body.AsSpan(0, _bodyLength), Position - _bodyLength);
        _body = null;
        return true;
    }

    // Grows with what arrives, not with what the header announces.
    private void Append(ReadOnlySpan<byte> bytes)
    {
        int needed = _bodyLength + bytes.Length;
        if (_body is null || _body.Length < needed)
        {
            int announced = _bodyLength + (int)_pduRemaining;
            Array.Resize(ref _body, Math.Max(needed, Math.Min(announced, 2 * (_body?.Length ?? 0))));
        }

        bytes.CopyTo(_body.AsSpan(_bodyLength));
        _bodyLength = needed;
    }

    private Pdu? Decode(ReadOnlySpan<byte> body, long offset)
    {
        var context = new DecodeContext(_limits);
        var reader = new ItemReader(body, offset, context);
        Pdu pdu = _type switch
        {
            PduType.AssociateRequest => AssociateRequestPdu.Read(ref reader),
            PduType.AssociateAccept => AssociateAcceptPdu.Read(ref reader),
            PduType.AssociateReject => AssociateRejectPdu.Read(ref reader),
            PduType.ReleaseRequest => ReleaseRequestPdu.Instance,
            PduType.ReleaseResponse => ReleaseResponsePdu.Instance,
            _ => AbortPdu.Read(ref reader),
        };
        _state = State.PduHeader;
        _error = context.Error;
        return _error is null ? pdu : null;
    }

    private void BeginPdv()
    {
        _headerLength = 0;
        const string Section = "PS3.8 9.3.5.1";
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_header);
        _contextId = _header[4];
        _controlHeader = _header[5];
        _pduRemaining -= PdvHeaderLength;
        if (length < 2)
        {
            Fail(PduErrorCode.InvalidItemLength, Position - PdvHeaderLength, "PDV item length", Section, AbortReason.InvalidPduParameterValue, $"a PDV announces {length} bytes, its own header takes 2");
            return;
        }

        _pdvRemaining = length - 2;
        if (_pdvRemaining > _pduRemaining)
        {
            Fail(PduErrorCode.ItemOverrun, Position - PdvHeaderLength, "PDV item length", Section, AbortReason.InvalidPduParameterValue, $"a PDV announces {length} bytes, {_pduRemaining + 2} are left in its PDU");
            return;
        }

        // Another PDV must follow whole, or none.
        uint behind = _pduRemaining - _pdvRemaining;
        if (behind is > 0 and < PdvHeaderLength)
        {
            Fail(PduErrorCode.ItemOverrun, Position - PdvHeaderLength, "PDV item length", Section, AbortReason.InvalidPduParameterValue, $"{behind} bytes are left behind a PDV, too few for another");
            return;
        }

        _state = State.PdvPayload;
    }

    private DataFragment TakeFragment(ReadOnlyMemory<byte> rest, ref int start)
    {
        int count = (int)Math.Min(_pdvRemaining, (uint)rest.Length);
        _pdvRemaining -= (uint)count;
        _pduRemaining -= (uint)count;
        bool endsPdv = _pdvRemaining == 0;
        var fragment = new DataFragment(
            _contextId,
            (_controlHeader & CommandBit) != 0,
            (_controlHeader & LastFragmentBit) != 0,
            _startsPdu,
            endsPdv,
            rest[..count]);
        _startsPdu = false;
        Take(count, ref start);
        if (endsPdv)
        {
            _state = _pduRemaining == 0 ? State.PduHeader : State.PdvHeader;
        }

        return fragment;
    }

    private void Take(int count, ref int start)
    {
        start += count;
        Position += count;
    }

    private void FailUnknownType(ReadOnlySpan<byte> rest)
    {
        string? protocol = _sawPdu ? null : ForeignProtocol.Recognize(rest);
        string found = rest[0] is >= (byte)' ' and <= (byte)'~' ? $"{rest[0]:X2}H ('{(char)rest[0]}')" : $"{rest[0]:X2}H";
        string message = protocol is not null
            ? $"not DICOM: the peer sent {protocol} (first byte {found})"
            : $"PDU type {found} does not exist";
        Fail(
            _sawPdu ? PduErrorCode.UnrecognizedPduType : PduErrorCode.NotDicom,
            Position,
            "PDU type",
            "PS3.8 9.3.1",
            AbortReason.UnrecognizedPdu,
            message);
    }

    private void Fail(PduErrorCode code, long offset, string field, string section, AbortReason reason, string message) =>
        _error = new PduError(code, offset, field, section, reason, message);
}

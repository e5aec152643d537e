using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.TestKit;

/// <summary>
/// A peer that does what a test tells it, PDU by PDU, right or wrong. It reads only inside an Expect call: between
/// calls it is a peer that has stopped reading. Every Expect gives up after <see cref="Patience"/> of real time.
/// </summary>
public sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TransportConnection _transport;
    private readonly PduReader _reader = new(new PduLimits { MaximumDataPduLength = int.MaxValue });
    private readonly byte[] _buffer = new byte[64 * 1024];
    private ReadOnlyMemory<byte> _unread;

    /// <summary>A peer on a connection it then owns.</summary>
    public ScriptedPeer(TransportConnection transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
    }

    /// <summary>Longest real time an Expect waits. Default 20 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The association, once accepted or requested through this class.</summary>
    public Association? Association { get; private set; }

    /// <summary>Lengths of the P-DATA-TF fragments received so far, in order.</summary>
    public IList<int> ReceivedFragmentLengths { get; } = [];

    /// <summary>Connects to a listening node over TCP.</summary>
    public static async Task<ScriptedPeer> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var connector = new TcpConnector(endPoint.Address.ToString(), endPoint.Port);
        return new ScriptedPeer(await connector.ConnectAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes the next connection of a listener.</summary>
    public static async Task<ScriptedPeer> AcceptAsync(TcpTransportListener listener, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return new ScriptedPeer(await listener.AcceptAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Waits for a PDU of this type; anything else is an error.</summary>
    public async Task<TPdu> ExpectAsync<TPdu>()
        where TPdu : Pdu
    {
        var result = await NextAsync(typeof(TPdu).Name).ConfigureAwait(false);
        return result.Pdu as TPdu ?? throw new ScriptedPeerException($"Expected {typeof(TPdu).Name}, got {Describe(result)}.");
    }

    /// <summary>Waits for an A-ABORT; data that was on its way before it is skipped.</summary>
    public async Task<AbortPdu> ExpectAbortAsync()
    {
        while (true)
        {
            var result = await NextAsync(nameof(AbortPdu)).ConfigureAwait(false);
            if (result.Status != PduReadStatus.DataFragment)
            {
                return result.Pdu as AbortPdu ?? throw new ScriptedPeerException($"Expected {nameof(AbortPdu)}, got {Describe(result)}.");
            }
        }
    }

    /// <summary>Waits for a whole DIMSE message.</summary>
    public async Task<PeerMessage> ExpectMessageAsync()
    {
        var (context, bytes) = await GatherAsync(isCommand: true).ConfigureAwait(false);
        if (!CommandSetCodec.TryDecode(bytes, out var command, out var error))
        {
            throw new ScriptedPeerException($"Expected a command set, got bytes that are none: {error}.");
        }

        return new PeerMessage(context, command, command.HasDataset ? (await GatherAsync(isCommand: false).ConfigureAwait(false)).Bytes : null);
    }

    /// <summary>Waits for a whole DIMSE message with this Command Field.</summary>
    public async Task<PeerMessage> ExpectMessageAsync(DimseCommand command)
    {
        var message = await ExpectMessageAsync().ConfigureAwait(false);
        return message.Command.Command == command
            ? message
            : throw new ScriptedPeerException($"Expected {command}, got {message.Command.Command} with status {message.Command.Status}.");
    }

    /// <summary>Waits until the other side closes or resets the connection; a PDU before that is an error.</summary>
    public async Task ExpectCloseAsync()
    {
        try
        {
            var result = await NextAsync("the close of the connection", endIsExpected: true).ConfigureAwait(false);
            if (result.Status != PduReadStatus.NeedMoreData)
            {
                throw new ScriptedPeerException($"Expected the close of the connection, got {Describe(result)}.");
            }
        }
        catch (IOException)
        {
            // A reset is a close, too.
        }
    }

    /// <summary>Reads and throws away what comes until the other side closes or resets the connection; returns the number of bytes.</summary>
    public async Task<long> DrainAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        long count = _unread.Length;
        try
        {
            while (await _transport.ReadAsync(_buffer, patience.Token).ConfigureAwait(false) is var read and > 0)
            {
                count += read;
            }
        }
        catch (IOException)
        {
            // A reset is a close, too.
        }

        return count;
    }

    /// <summary>Sends a PDU.</summary>
    public Task SendAsync(Pdu pdu) => SendRawAsync(PduWriter.ToArray(pdu));

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _transport.WriteAsync(bytes, patience.Token).ConfigureAwait(false);
    }

    /// <summary>Sends one P-DATA-TF PDU with these values.</summary>
    public Task SendDataAsync(params Pdv[] values) => SendRawAsync(Pdv.ToPdu(values));

    /// <summary>Sends a DIMSE message, command set and data set each in one PDU.</summary>
    public async Task SendMessageAsync(byte contextId, CommandSet command, ReadOnlyMemory<byte>? dataset = null)
    {
        command.HasDataset = dataset is not null;
        await SendDataAsync(new Pdv(contextId, true, true, CommandSetCodec.ToArray(command))).ConfigureAwait(false);
        if (dataset is { } bytes)
        {
            await SendDataAsync(new Pdv(contextId, false, true, bytes)).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request.</summary>
    public Task SendRequestAsync(byte contextId, DimseRequest request, ushort messageId, ReadOnlyMemory<byte>? dataset = null) =>
        SendMessageAsync(contextId, DimseMessages.ToCommandSet(request, messageId), dataset ?? request.Dataset?.Bytes);

    /// <summary>Answers a received request with a status, and a data set if given.</summary>
    public Task RespondAsync(PeerMessage request, DimseStatus status, ReadOnlyMemory<byte>? dataset = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = new CommandSet
        {
            Command = (DimseCommand)((ushort)request.Command.Command | 0x8000),
            MessageIdBeingRespondedTo = request.Command.MessageId,
            Status = status,
            AffectedSopClassUid = request.Command.AffectedSopClassUid,
            AffectedSopInstanceUid = request.Command.AffectedSopInstanceUid,
        };
        return SendMessageAsync(request.PresentationContextId, response, dataset);
    }

    /// <summary>As acceptor: waits for the A-ASSOCIATE-RQ and accepts by the policy.</summary>
    public async Task<Association> AcceptAssociationAsync(AcceptorPolicy policy, PduLimits? limits = null)
    {
        var request = await ExpectAsync<AssociateRequestPdu>().ConfigureAwait(false);
        var decision = AcceptorNegotiation.Negotiate(request, policy, limits ?? PduLimits.Default);
        if (decision is not AssociationAcceptance acceptance)
        {
            throw new ScriptedPeerException($"Expected a request the policy accepts, but it was {decision}.");
        }

        await SendAsync(acceptance.Pdu).ConfigureAwait(false);
        return Association = acceptance.Association;
    }

    /// <summary>As requestor: asks for an association and waits for the acceptance.</summary>
    public async Task<Association> RequestAssociationAsync(AssociationRequest request, PduLimits? limits = null)
    {
        await SendAsync(RequestorNegotiation.CreateRequest(request, limits ?? PduLimits.Default)).ConfigureAwait(false);
        var accept = await ExpectAsync<AssociateAcceptPdu>().ConfigureAwait(false);
        return RequestorNegotiation.TryConclude(request, accept, limits ?? PduLimits.Default, out var association, out var error)
            ? Association = association
            : throw new ScriptedPeerException($"The acceptance is none: {error}");
    }

    /// <summary>As the side that asked: releases and waits for the answer.</summary>
    public async Task ReleaseAsync()
    {
        await SendAsync(ReleaseRequestPdu.Instance).ConfigureAwait(false);
        await ExpectAsync<ReleaseResponsePdu>().ConfigureAwait(false);
    }

    /// <summary>Drops the connection as a crashed peer does: the other side sees a reset.</summary>
    public void Reset() => _transport.Abort();

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private static string Describe(in PduReadResult result) => result.Status switch
    {
        PduReadStatus.Pdu => result.Pdu!.ToString(),
        PduReadStatus.DataFragment => $"P-DATA-TF ({(result.Fragment.IsCommand ? "command" : "data set")}, {result.Fragment.Payload.Length} bytes)",
        PduReadStatus.Error => $"bytes that are no PDU: {result.Error}",
        _ => "the close of the connection",
    };

    private async Task<(byte Context, byte[] Bytes)> GatherAsync(bool isCommand)
    {
        var bytes = new MemoryStream();
        var pdvLength = 0;
        while (true)
        {
            var expected = isCommand ? "a command fragment" : "a data set fragment";
            var result = await NextAsync(expected).ConfigureAwait(false);
            if (result.Status != PduReadStatus.DataFragment || result.Fragment.IsCommand != isCommand)
            {
                throw new ScriptedPeerException($"Expected {expected}, got {Describe(result)}.");
            }

            bytes.Write(result.Fragment.Payload.Span);
            pdvLength += result.Fragment.Payload.Length;
            if (result.Fragment.EndsPdv)
            {
                ReceivedFragmentLengths.Add(pdvLength);
                pdvLength = 0;
            }

            if (result.Fragment.EndsCommandOrDataset)
            {
                return (result.Fragment.PresentationContextId, bytes.ToArray());
            }
        }
    }

    private async Task<PduReadResult> NextAsync(string expected, bool endIsExpected = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var result = _reader.Read(_unread);
                _unread = _unread[result.Consumed..];
                if (result.Status != PduReadStatus.NeedMoreData)
                {
                    return result;
                }

                var count = await _transport.ReadAsync(_buffer, patience.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    return endIsExpected ? result : throw new ScriptedPeerException($"Expected {expected}, but the connection was closed.");
                }

                _unread = _buffer.AsMemory(0, count);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new ScriptedPeerException($"Expected {expected}, but nothing came for {Patience.TotalSeconds:0} s.", exception);
        }
    }
}

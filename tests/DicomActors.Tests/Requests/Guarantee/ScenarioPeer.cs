using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>The peer of a <see cref="Scenario"/>.</summary>
internal sealed class ScenarioPeer(Scenario scenario, AssociationRequest proposal, TransportConnection transport)
{
    private const byte EchoContext = 1;
    private const byte StoreContext = 3;
    private const byte FindContext = 5;

    private static readonly DimseStatus[] Statuses =
        [DimseStatus.Success, DimseStatus.ProcessingFailure, DimseStatus.OutOfResources, DimseStatus.Cancel, new DimseStatus(0xB000)];

    private static readonly byte[] HalfAPdu = [0x04, 0, 0, 0, 0, 80, 0, 0];

    private readonly PduReader _reader = new(new PduLimits { MaximumDataPduLength = int.MaxValue });
    private readonly byte[] _buffer = new byte[scenario.ReadsSlowly ? 50 : 16 * 1024];
    private readonly List<byte> _command = [];
    private readonly List<PeerMessage> _held = [];
    private readonly Queue<PeerAct> _acts = new(scenario.Acts);
    private CommandSet? _awaitsDataset;
    private ushort _lastMessageId;
    private bool _isOver;

    /// <summary>Until the connection is over, or <paramref name="stop"/> says so.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (scenario.WeAccept)
            {
                await BeginAsync(PduWriter.ToArray(RequestorNegotiation.CreateRequest(proposal, PduLimits.Default))).ConfigureAwait(false);
            }

            while (!_isOver && await transport.ReadAsync(_buffer, stop).ConfigureAwait(false) is var count and > 0)
            {
                await TakeAsync(_buffer.AsMemory(0, count), stop).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side has closed, or the run is over.
        }
        finally
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!_isOver)
        {
            var result = _reader.Read(bytes);
            bytes = bytes[result.Consumed..];
            switch (result)
            {
                case { Status: PduReadStatus.DataFragment }:
                    await TakeAsync(result.Fragment, stop).ConfigureAwait(false);
                    break;
                case { Pdu: AssociateRequestPdu request }:
                    await AnswerAsync(request, stop).ConfigureAwait(false);
                    break;
                case { Pdu: AssociateAcceptPdu }:
                    await ActOnItsOwnAsync(stop).ConfigureAwait(false);
                    break;
                case { Pdu: ReleaseRequestPdu }:
                    await AnswerReleaseAsync().ConfigureAwait(false);
                    break;
                case { Status: PduReadStatus.Pdu }:
                    _isOver = true;
                    break;
                default:
                    return;
            }
        }
    }

    private async Task AnswerAsync(AssociateRequestPdu request, CancellationToken stop)
    {
        var policy = new AcceptorPolicy
        {
            UnknownSopClasses = UnknownSopClassPolicy.AcceptAll,
            UnknownSopClassOffer = new SupportedSopClass([]) { RequestorMayBeScp = true },
            MaximumOperationsPerformed = (ushort)scenario.Window,
            MaximumOperationsInvoked = (ushort)scenario.Window,
        };
        var acceptance = (AssociationAcceptance)AcceptorNegotiation.Negotiate(request, policy, PduLimits.Default);
        await BeginAsync(PduWriter.ToArray(acceptance.Pdu)).ConfigureAwait(false);
        if (scenario.Associate == AssociateBehaviour.Proper)
        {
            await ActOnItsOwnAsync(stop).ConfigureAwait(false);
        }
    }

    private Task BeginAsync(byte[] proper) => scenario.Associate switch
    {
        AssociateBehaviour.Proper => SendAsync(proper),
        AssociateBehaviour.Rejects => SendAsync(AssociationRejection.TemporaryCongestion.ToPdu()),
        AssociateBehaviour.Aborts => SendAsync(new AbortPdu(AbortSource.ServiceUser, AbortReason.NotSpecified)),
        AssociateBehaviour.Garbage => SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()),
        AssociateBehaviour.WrongPdu => SendAsync(ReleaseResponsePdu.Instance),
        AssociateBehaviour.ClosesInTheMiddle => CloseAfterAsync(proper[..^7]),
        AssociateBehaviour.Closes => CloseAfterAsync([]),
        AssociateBehaviour.Resets => Reset(),
        _ => Task.CompletedTask,
    };

    private Task AnswerReleaseAsync() => scenario.Release switch
    {
        ReleaseBehaviour.Confirms => SendAsync(ReleaseResponsePdu.Instance),
        ReleaseBehaviour.Collides => SendAsync([.. PduWriter.ToArray(ReleaseRequestPdu.Instance), .. PduWriter.ToArray(ReleaseResponsePdu.Instance)]),
        ReleaseBehaviour.Aborts => SendAsync(new AbortPdu(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu)),
        ReleaseBehaviour.Closes => CloseAfterAsync([]),
        ReleaseBehaviour.Garbage => SendAsync(new byte[100]),
        _ => Task.CompletedTask,
    };

    private async Task TakeAsync(DataFragment fragment, CancellationToken stop)
    {
        if (fragment.IsCommand)
        {
            _command.AddRange(fragment.Payload.Span);
        }

        if (!fragment.EndsCommandOrDataset)
        {
            return;
        }

        if (fragment.IsCommand)
        {
            var isGood = CommandSetCodec.TryDecode((byte[])[.. _command], out var command, out var error);
            _command.Clear();
            Assert.True(isGood, $"The peer should get command sets it can read, but: {error}");
            _awaitsDataset = command;
            if (command.HasDataset)
            {
                return;
            }
        }

        var message = new PeerMessage(fragment.PresentationContextId, _awaitsDataset!.Value, null);
        if (message.Command.Command == DimseCommand.CCancelRequest)
        {
            await AnswerCancelAsync(message.Command.MessageIdBeingRespondedTo).ConfigureAwait(false);
        }
        else if (!message.Command.IsResponse)
        {
            _held.Add(message);
            await ActAsync(_acts.TryDequeue(out var act) ? act : default, stop).ConfigureAwait(false);
        }
    }

    private async Task AnswerCancelAsync(ushort messageId)
    {
        if (scenario.HeedsCancel && _held.Find(held => held.Command.MessageId == messageId) is { } cancelled)
        {
            _held.Remove(cancelled);
            await RespondAsync(cancelled, DimseStatus.Cancel).ConfigureAwait(false);
        }
    }

    private async Task ActOnItsOwnAsync(CancellationToken stop)
    {
        for (var i = 0; i < scenario.EagerActs && !_isOver && _acts.TryDequeue(out var act); i++)
        {
            await ActAsync(act, stop).ConfigureAwait(false);
        }
    }

    private Task ActAsync(PeerAct act, CancellationToken stop) => act.Kind switch
    {
        PeerActKind.Answer => AnswerOldestAsync(Statuses[act.Number % Statuses.Length]),
        PeerActKind.Pending => RespondPendingAsync(act.Number % 20),
        PeerActKind.Hold => Task.CompletedTask,
        PeerActKind.AnswerAllBackwards => AnswerAllBackwardsAsync(Statuses[act.Number % Statuses.Length]),
        PeerActKind.AnswerTwice => AnswerTwiceAsync(),
        PeerActKind.AnswerWithWrongMessageId => AnswerWithWrongIdAsync((ushort)(act.Number * 331)),
        PeerActKind.Echo => RequestAsync(EchoContext, new CEchoRequest()),
        PeerActKind.Store => RequestAsync(StoreContext, ScenarioRequests.Store(act.Number), new byte[act.Number * 50 & ~1]),
        PeerActKind.StoreHalf => SendHalfAStoreAsync(),
        PeerActKind.Find => RequestAsync(FindContext, ScenarioRequests.Find),
        PeerActKind.FindAndCancel => FindAndCancelAsync(),
        PeerActKind.Release => SendAsync(ReleaseRequestPdu.Instance),
        PeerActKind.Garbage => SendAsync(Garbage(act.Number)),
        PeerActKind.WrongPdu => SendAsync(AssociationRejection.NoReasonGiven.ToPdu()),
        PeerActKind.Abort => SendAsync(new AbortPdu(AbortSource.ServiceUser, AbortReason.NotSpecified)),
        PeerActKind.Close => CloseAfterAsync([]),
        PeerActKind.CloseInTheMiddle => CloseAfterAsync(HalfAPdu),
        PeerActKind.Reset => Reset(),
        PeerActKind.StopReading => Task.Delay(Timeout.InfiniteTimeSpan, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Unknown act."),
    };

    private async Task AnswerOldestAsync(DimseStatus status)
    {
        if (_held.Count > 0)
        {
            var oldest = _held[0];
            _held.RemoveAt(0);
            await RespondAsync(oldest, status).ConfigureAwait(false);
        }
    }

    private async Task AnswerAllBackwardsAsync(DimseStatus status)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            await RespondAsync(_held[i], status).ConfigureAwait(false);
        }

        _held.Clear();
    }

    private async Task AnswerTwiceAsync()
    {
        if (_held.Count > 0)
        {
            await RespondAsync(_held[^1], DimseStatus.Success).ConfigureAwait(false);
            await AnswerOldestAsync(DimseStatus.Success).ConfigureAwait(false);
        }
    }

    private async Task AnswerWithWrongIdAsync(ushort id)
    {
        if (_held.Count > 0)
        {
            var set = _held[^1].Command;
            set.MessageId = id;
            await RespondAsync(_held[^1] with { Command = set }, DimseStatus.Success).ConfigureAwait(false);
        }
    }

    private async Task RespondPendingAsync(int count)
    {
        for (var i = 0; i <= count && _held.Count > 0; i++)
        {
            await RespondAsync(_held[^1], DimseStatus.Pending).ConfigureAwait(false);
        }
    }

    private async Task FindAndCancelAsync()
    {
        await RequestAsync(FindContext, ScenarioRequests.Find).ConfigureAwait(false);
        var cancel = new CommandSet { Command = DimseCommand.CCancelRequest, MessageIdBeingRespondedTo = _lastMessageId };
        await SendAsync(Pdv.ToPdu(new Pdv(FindContext, true, true, CommandSetCodec.ToArray(cancel)))).ConfigureAwait(false);
    }

    private Task SendHalfAStoreAsync()
    {
        var set = DimseMessages.ToCommandSet(ScenarioRequests.Store(1), ++_lastMessageId);
        return SendAsync(Pdv.ToPdu(
            new Pdv(StoreContext, true, true, CommandSetCodec.ToArray(set)), new Pdv(StoreContext, false, false, new byte[100])));
    }

    private Task RequestAsync(byte context, DimseRequest request, byte[]? dataset = null)
    {
        var set = DimseMessages.ToCommandSet(request, ++_lastMessageId);
        return SendMessageAsync(context, set, dataset ?? request.Dataset?.Bytes);
    }

    private Task RespondAsync(PeerMessage request, DimseStatus status)
    {
        var response = new CommandSet
        {
            Command = (DimseCommand)((ushort)request.Command.Command | 0x8000),
            MessageIdBeingRespondedTo = request.Command.MessageId,
            Status = status,
            AffectedSopClassUid = request.Command.AffectedSopClassUid,
            AffectedSopInstanceUid = request.Command.AffectedSopInstanceUid,
        };
        var hasMatch = request.Command.Command == DimseCommand.CFindRequest && status.Category == DimseStatusCategory.Pending;
        return SendMessageAsync(request.PresentationContextId, response, hasMatch ? ScenarioRequests.Find.Dataset!.Bytes : null);
    }

    private Task SendMessageAsync(byte context, CommandSet set, ReadOnlyMemory<byte>? dataset)
    {
        set.HasDataset = dataset is not null;
        var command = new Pdv(context, true, true, CommandSetCodec.ToArray(set));
        return SendAsync(dataset is { } bytes ? Pdv.ToPdu(command, new Pdv(context, false, true, bytes)) : Pdv.ToPdu(command));
    }

    private static byte[] Garbage(int seed)
    {
        var bytes = new byte[1 + (seed * 3)];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private Task SendAsync(Pdu pdu) => SendAsync(PduWriter.ToArray(pdu));

    private Task SendAsync(byte[] bytes) => transport.WriteAsync(bytes).AsTask();

    private async Task CloseAfterAsync(byte[] bytes)
    {
        _isOver = true;
        await SendAsync(bytes).ConfigureAwait(false);
    }

    private Task Reset()
    {
        _isOver = true;
        transport.Abort();
        return Task.CompletedTask;
    }
}

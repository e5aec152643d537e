using System.Runtime.CompilerServices;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Puts messages together from fragments (PS3.7 6.3, PS3.8 annex E): a command set, then its data set if it announces one, all in
/// one presentation context, never interleaved with another message. The data set of a C-STORE-RQ goes to its sink as it arrives;
/// others are gathered. Belongs to the receive loop.
/// </summary>
internal sealed class MessageAssembler(ConnectionCore core)
{
    private readonly FragmentGatherer _gatherer = new();
    private Phase _phase;
    private PresentationContext? _context;
    private CommandSet _set;
    private int _emptyFragments;
    private long _storeLength;
    private Uid _lastSopClass;
    private InboundRequest? _store;
    private ContentSink? _sink;

    private enum Phase
    {
        BetweenMessages,
        Command,
        Dataset,
        StoreDataset,
    }

    public long MessagesReceived { get; private set; }

    public bool IsInsideMessage => _phase != Phase.BetweenMessages;

    /// <summary>Takes a fragment; the result is what is wrong with it, or null.</summary>
    public ValueTask<PduError?> AcceptAsync(in DataFragment fragment)
    {
        if (Check(fragment) is { } error)
        {
            return new(error);
        }

        switch (_phase)
        {
            case Phase.BetweenMessages:
            case Phase.Command:
                return AcceptCommandAsync(fragment);
            case Phase.Dataset:
                return AcceptDatasetAsync(fragment);
            default:
                return AcceptStoreAsync(fragment);
        }
    }

    /// <summary>The connection is over: what was begun is discarded.</summary>
    public async ValueTask DiscardAsync()
    {
        _gatherer.Clear();
        if (_sink is { } sink)
        {
            _sink = null;
            await StoreSinks.DiscardAsync(sink, core.Logger).ConfigureAwait(false);
        }
    }

    private PduError? Check(in DataFragment fragment)
    {
        if (_phase == Phase.BetweenMessages)
        {
            if (!fragment.IsCommand)
            {
                return Error("message control header", AbortReason.UnexpectedPduParameter, "a data set fragment without a command that announced it");
            }

            _emptyFragments = 0;
            _context = core.FindContext(fragment.PresentationContextId);
            return _context is not null
                ? CheckProgress(fragment)
                : Error(
                    "presentation context id",
                    AbortReason.InvalidPduParameterValue,
                    $"presentation context {fragment.PresentationContextId} was not accepted on this association");
        }

        if (fragment.PresentationContextId != _context!.Id)
        {
            return Error(
                "presentation context id",
                AbortReason.InvalidPduParameterValue,
                $"a fragment in presentation context {fragment.PresentationContextId} inside a message in {_context.Id}");
        }

        return fragment.IsCommand == (_phase == Phase.Command)
            ? CheckProgress(fragment)
            : Error(
                "message control header",
                AbortReason.UnexpectedPduParameter,
                _phase == Phase.Command ? "a data set fragment inside a command set" : "a command fragment inside a data set");
    }

    // A message of nothing but empty fragments would take neither memory nor an end.
    private PduError? CheckProgress(in DataFragment fragment) =>
        !fragment.Payload.IsEmpty || fragment.EndsCommandOrDataset || ++_emptyFragments <= core.Options.MaximumEmptyFragments
            ? null
            : Error(
                "message fragment",
                AbortReason.NotSpecified,
                $"more than {core.Options.MaximumEmptyFragments} empty fragments in one message, our limit");

    private ValueTask<PduError?> AcceptCommandAsync(in DataFragment fragment)
    {
        _phase = Phase.Command;
        if (!_gatherer.TryAdd(fragment.Payload, fragment.EndsCommandOrDataset, core.Options.MaximumCommandSetLength))
        {
            return new(Error(
                "command set", AbortReason.InvalidPduParameterValue, $"a command set of more than {core.Options.MaximumCommandSetLength} bytes, our limit"));
        }

        if (!fragment.EndsCommandOrDataset)
        {
            return default;
        }

        var isCommandSet = CommandSetCodec.TryDecode(_gatherer.Gathered.Span, out _set, out var error, _lastSopClass);
        _gatherer.Clear();
        if (!isCommandSet)
        {
            return new(Error("command set", AbortReason.InvalidPduParameterValue, $"command set element {error.Tag} at {error.Offset}: {error.Message}"));
        }

        if (!_set.AffectedSopClassUid.IsEmpty)
        {
            _lastSopClass = _set.AffectedSopClassUid;
        }

        MessagesReceived++;
        return BeginMessageAsync();
    }

    private ValueTask<PduError?> BeginMessageAsync()
    {
        if (_set.Command == DimseCommand.CCancelRequest)
        {
            // A C-CANCEL has no data set (PS3.7 9.3.2.3); one that is announced all the same is read and ignored.
            _phase = _set.HasDataset ? Phase.Dataset : Phase.BetweenMessages;
            core.OnCancelReceived(_set.MessageIdBeingRespondedTo);
            return default;
        }

        if (_set.IsResponse)
        {
            return _set.HasDataset ? ExpectDataset() : new(Respond(null));
        }

        if (_set.Command == DimseCommand.CStoreRequest && _set.HasDataset)
        {
            return BeginStoreAsync();
        }

        return _set.HasDataset ? ExpectDataset() : RequestAsync(null);
    }

    private ValueTask<PduError?> ExpectDataset()
    {
        _phase = Phase.Dataset;
        return default;
    }

    private ValueTask<PduError?> AcceptDatasetAsync(in DataFragment fragment)
    {
        if (!_gatherer.TryAdd(fragment.Payload, fragment.EndsCommandOrDataset, core.Options.MaximumDatasetLength))
        {
            return new(Error(
                "data set", AbortReason.NotSpecified, $"a data set of more than {core.Options.MaximumDatasetLength} bytes, our limit for {_set.Command}"));
        }

        if (!fragment.EndsCommandOrDataset)
        {
            return default;
        }

        var dataset = new EncodedDataset(_gatherer.Gathered.ToArray(), _context!.AcceptedTransferSyntax!);
        _gatherer.Clear();
        if (_set.Command == DimseCommand.CCancelRequest)
        {
            _phase = Phase.BetweenMessages;
            return default;
        }

        return _set.IsResponse ? new(Respond(dataset)) : RequestAsync(dataset);
    }

    private PduError? Respond(EncodedDataset? dataset)
    {
        _phase = Phase.BetweenMessages;
        return core.OnResponse(_set, dataset)
            ? null
            : Error("command field", AbortReason.InvalidPduParameterValue, $"{_set.Command} is not a response to message {_set.MessageIdBeingRespondedTo}");
    }

    private async ValueTask<PduError?> RequestAsync(EncodedDataset? dataset)
    {
        _phase = Phase.BetweenMessages;
        DicomContent? content = _set.Command == DimseCommand.CStoreRequest ? DescribeContent() : null;
        if (DimseMessages.ToRequest(_set, dataset, content) is not { } request)
        {
            core.RefuseUnrecognized(_set, _context!);
            await core.WaitForResponseRoomAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        var refusal = Refusal(isWithoutDataset: dataset is null);
        await WaitForTurnAsync().ConfigureAwait(false);
        if (core.BeginRequest(_set, _context!, request, isArriving: refusal is not null) is { } inbound)
        {
            if (refusal is { } status)
            {
                inbound.Respond(status);
            }

            core.OnRequestComplete(inbound);
            return null;
        }

        await core.WaitForResponseRoomAsync(CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    /// <summary>What a request is refused with before anyone is asked; null lets it pass.</summary>
    private DimseStatus? Refusal(bool isWithoutDataset)
    {
        // PS3.7 C.5.23: not one of the operations agreed upon, because the peer is not SCU in this context (PS3.7 D.3.3.4). An
        // N-EVENT-REPORT goes the other way; many peers send it without role selection, so it passes in either role.
        if (!_context!.LocalIsScp && _set.Command != DimseCommand.NEventReportRequest)
        {
            return DimseStatus.UnrecognizedOperation;
        }

        return isWithoutDataset && NeedsDataset(_set.Command) ? DimseStatus.MistypedArgument : null;
    }

    private async ValueTask<PduError?> BeginStoreAsync()
    {
        _phase = Phase.StoreDataset;
        _storeLength = 0;
        await WaitForTurnAsync().ConfigureAwait(false);
        _store = core.BeginRequest(_set, _context!, new CStoreRequest(DescribeContent())
        {
            Priority = _set.Priority,
            MoveOriginatorAETitle = _set.MoveOriginatorAETitle,
            MoveOriginatorMessageId = _set.MoveOriginatorMessageId,
        }, isArriving: true);
        if (_store is null)
        {
            await core.WaitForResponseRoomAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        if (Refusal(isWithoutDataset: false) is { } refusal)
        {
            _store.Respond(refusal);
            return null;
        }

        var (sink, failure) = await StoreSinks.OpenAsync(core.User, _store, core.Logger, core.Over).ConfigureAwait(false);
        _sink = sink;
        if (sink is null && !_store.IsAnswered)
        {
            _store.Respond(failure ?? DimseStatus.ProcessingFailure);
        }

        return null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PduError?> AcceptStoreAsync(DataFragment fragment)
    {
        _storeLength += fragment.Payload.Length;
        if (_storeLength > core.Options.MaximumInstanceLength)
        {
            return Error(
                "data set", AbortReason.NotSpecified, $"an instance of more than {core.Options.MaximumInstanceLength} bytes, our limit");
        }

        if (_sink is not null && !fragment.Payload.IsEmpty)
        {
            var write = StoreSinks.TryWriteAsync(_sink, fragment.Payload, core.Logger, core.Over);
            if ((write.IsCompletedSuccessfully ? write.Result : await write.ConfigureAwait(false)) is { } failure)
            {
                await DiscardAsync().ConfigureAwait(false);
                _store!.Respond(failure);
            }
        }

        if (fragment.EndsCommandOrDataset)
        {
            EndStore();
        }

        return null;
    }

    private void EndStore()
    {
        var (store, sink) = (_store, _sink);
        (_store, _sink, _phase) = (null, null, Phase.BetweenMessages);
        if (store is null)
        {
            return;
        }

        if (sink is null)
        {
            core.OnRequestComplete(store);
        }
        else
        {
            core.CompleteStore(store, sink);
        }
    }

    private ReceivedContent DescribeContent() =>
        new(_set.AffectedSopClassUid, _set.AffectedSopInstanceUid, _context!.AcceptedTransferSyntax!);

    // A peer that does not take our answers may ask nothing more: a handler that answers at once never fills the window.
    private async ValueTask WaitForTurnAsync()
    {
        await core.WhenRequestMayBeTaken().ConfigureAwait(false);
        await core.WaitForResponseRoomAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static bool NeedsDataset(DimseCommand command) =>
        command is DimseCommand.CStoreRequest or DimseCommand.CFindRequest or DimseCommand.CGetRequest or DimseCommand.CMoveRequest
            or DimseCommand.NSetRequest;

    private PduError Error(string field, AbortReason reason, string message) =>
        new(PduErrorCode.InvalidValue, core.ReceivePosition, field, "PS3.7 6.3, PS3.8 annex E", reason, message);
}

using Akka.Actor;
using Akka.Event;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Connections;

/// <content>What it does with requests to send.</content>
public sealed partial class ConnectionActor
{
    // Whose death cancels which streams; most connections never have one.
    private Dictionary<IActorRef, HashSet<RequestId>>? _streamsOf;

    private void Send(SendRequest command) => Send(
        new RequestConversation(_requests, command.RequestId, command.Request, Context.Asker(), answersOnce: false)
        {
            ProgressInterval = _dicom.Settings.ProgressInterval,
            Options = command.Options,
            ParentActivity = command.ParentActivity,
        });

    private void Send(Converse command)
    {
        var asker = Context.Asker();
        var answersOnce = RequestResult.AnswersOnce(command.Request);
        if (!answersOnce)
        {
            asker = Context.Watch(Context.ActorOf(RequestActor.Props(command, asker, Self, _options.TimeProvider)));
            _requestActors++;
        }

        Send(new RequestConversation(_requests, command.RequestId, command.Request, asker, answersOnce)
        {
            ProgressInterval = _dicom.Settings.ProgressInterval,
            Options = command.Progress is null || command.Request is not CStoreRequest
                ? command.Options
                : (command.Options ?? new SendOptions()) with { WantsProgress = true },
            Progress = command.Progress,
            ParentActivity = command.ParentActivity,
        });
    }

    private void Send(StreamRequest command)
    {
        if ((command.Receiver ?? Context.Asker()) is not { } receiver)
        {
            Context.GetLogger().Warning("{0}: {1} comes from nobody who could take its responses; it is not sent", _events.Id, nameof(StreamRequest));
            return;
        }

        var isAccepted = Send(new RequestConversation(_requests, command.RequestId, command.Request, receiver, answersOnce: false)
        {
            ProgressInterval = _dicom.Settings.ProgressInterval,
            Options = command.Options,
            ParentActivity = command.ParentActivity,
            Demand = new ResponseDemand(command.InitialDemand),
        });
        if (isAccepted && receiver is IActorRef actor)
        {
            Watch(actor, command.RequestId);
        }
    }

    private bool Send(RequestConversation conversation)
    {
        if (_requests.TryAccept(conversation))
        {
            conversation.Outbound = _service!.Send(conversation.Request, conversation, conversation.Options);
            return true;
        }

        conversation.Answer(conversation.Failed(
            RequestFailure.NotAccepted, $"{conversation.RequestId} is under way already, or the association has ended."));
        return false;
    }

    /// <summary>A request that was never accepted: only its sender is told.</summary>
    private void RefuseRequest(RequestId id, DimseRequest request, ICanTell? asker, bool answersOnce)
    {
        var conversation = new RequestConversation(_requests, id, request, asker, answersOnce);
        var refusal = conversation.Failed(
            RequestFailure.NotAccepted, $"{_events.Id} has no established association: it is in phase {_phase}.");
        conversation.Answer(refusal with { ConnectionEnd = _end });
    }

    private void Cancel(CancelRequest command)
    {
        if (_requests.Find(command.RequestId) is not { Outbound: { } outbound } conversation)
        {
            return;
        }

        conversation.StopStream();
        _service!.Cancel(outbound);
        if (command.AbortAfter is not { } grace || grace == Timeout.InfiniteTimeSpan || outbound.State == OutboundRequestState.Ended)
        {
            return;
        }

        var overdue = new CancelOverdue(command.RequestId, grace);
        if (grace == TimeSpan.Zero)
        {
            AbortIfOutstanding(overdue);
        }
        else if (!Timers.IsTimerActive(command.RequestId))
        {
            Timers.StartSingleTimer(command.RequestId, overdue, grace);
        }
    }

    private void AbortIfOutstanding(CancelOverdue overdue)
    {
        if (_requests.Find(overdue.RequestId) is not null)
        {
            _service!.Abort(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{overdue.RequestId} was cancelled, and did not end within {overdue.Grace.TotalSeconds:0.###} s."));
        }
    }

    private void Watch(IActorRef receiver, RequestId stream)
    {
        _streamsOf ??= [];
        if (!_streamsOf.TryGetValue(receiver, out var streams))
        {
            _streamsOf.Add(Context.Watch(receiver), streams = []);
        }

        streams.Add(stream);
    }

    private void ForgetStream(RequestId stream)
    {
        foreach (var (receiver, streams) in _streamsOf ?? [])
        {
            if (streams.Remove(stream) && streams.Count == 0)
            {
                _streamsOf!.Remove(receiver);
                Context.Unwatch(receiver);
                return;
            }
        }
    }

    private void OnTerminated(IActorRef actor)
    {
        if (_streamsOf is null || !_streamsOf.Remove(actor, out var streams))
        {
            _requestActors--;
            StopWhenTold();
            return;
        }

        foreach (var stream in streams)
        {
            Cancel(new CancelRequest(stream));
        }
    }

    private sealed record CancelOverdue(RequestId RequestId, TimeSpan Grace);
}

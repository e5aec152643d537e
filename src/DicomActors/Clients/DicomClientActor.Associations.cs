using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;

namespace DicomActors.Clients;

/// <content>Opening, using and losing associations.</content>
public sealed partial class DicomClientActor
{
    /// <summary>Does whatever can be done now; called after every message.</summary>
    private void Proceed()
    {
        var now = Now;
        Expire(now);
        _queue.Wake(now);
        if (!_paused)
        {
            Assign(now);
            Resize(now);
        }

        ReleaseDone(now);
        if (_draining && _tickets.Count == 0 && _pool.Slots.Count == 0)
        {
            Context.Stop(Self);
            return;
        }

        ScheduleWake(now);
    }

    private void Expire(TimeSpan now)
    {
        foreach (var request in _tickets.TakeExpired(now).ToArray())
        {
            // Under way: its attempt has the rest of the deadline as its own timeout.
            if (request.Place != RequestPlace.Out)
            {
                End(request, TicketOutcome.Expired, Overdue(request));
            }
        }
    }

    private static string Overdue(QueuedRequest request) =>
        $"Its deadline passed{(request.Attempts == 0 ? " before it could be sent." : $" after {request.Attempts} attempts.")}";

    private void Assign(TimeSpan now)
    {
        while (_queue.Ready > 0 && _rate.WaitAt(now) == TimeSpan.Zero)
        {
            if (!TryAssignOne(now))
            {
                return;
            }

            _rate = _rate.TakenAt(now);
        }
    }

    private bool TryAssignOne(TimeSpan now)
    {
        foreach (var slot in _pool.WithRoom(now))
        {
            if (_queue.TryTake(slot.Serves, out var request))
            {
                slot.Assign(request);
                slot.Actor.Tell(new ClientAssociationActor.Send(request, OptionsOf(request, now)), Self);
                if (slot.IsUsedUp)
                {
                    Release(slot);
                }

                return true;
            }
        }

        return false;
    }

    private static SendOptions? OptionsOf(QueuedRequest request, TimeSpan now)
    {
        var options = request.Command.Options;
        if (request.ExpiresAt == TimeSpan.MaxValue)
        {
            return options;
        }

        var left = request.ExpiresAt - now;
        var total = options?.TotalTimeout is { } timeout && timeout != Timeout.InfiniteTimeSpan && timeout < left ? timeout : left;
        return (options ?? new SendOptions()) with { TotalTimeout = total };
    }

    private void Resize(TimeSpan now)
    {
        if (_queue.Ready == 0)
        {
            return;
        }

        var decision = PoolPolicy.Decide(_pool.View(_queue, now), _peer.MaximumAssociations, _peer.QueuedPerAssociation);

        // A peer in doubt is tried with one association at a time.
        var toOpen = _failures > 0 || _congestions > 0 || _circuit.State != CircuitState.Closed
            ? Math.Min(decision.ToOpen, 1 - Math.Min(1, _pool.Unproven))
            : decision.ToOpen;
        for (; toOpen > 0 && now >= _openNotBefore && _circuit.MayTry(now, _pool.Unproven); toOpen--)
        {
            OpenAssociation(now);
        }

        if (decision.ToRelease > 0 && _pool.LeastBusy() is { } slot)
        {
            Release(slot);
        }
    }

    private void OpenAssociation(TimeSpan now)
    {
        Turn(_circuit.Tried(now), "trying again");
        var needs = _queue.Needs().Select(static entry => entry.Need)
            .OrderBy(need => _pool.Serves(need, now)); // A stable sort: those nobody serves first, each kind in the queue's order.
        var plan = ContextPlan.For(_peer, needs);
        var request = new AdvancedDicomClientConnectionRequest { Connector = _peer.Connector, ServiceOptions = _peer.ServiceOptions };
        _pool.Add(new AssociationSlot(
            Context.Watch(Context.ActorOf(ClientAssociationActor.Props(request, plan.Request))), plan, _peer));
    }

    private void Establish(ClientAssociationActor.Established established)
    {
        var now = Now;
        var slot = _pool.Find(Sender)!;
        slot.Establish(established.Association, now);
        foreach (var need in slot.Plan.Proposed.Where(need => !slot.Serves(need) && !_pool.Serves(need, now)).ToArray())
        {
            var message = NoContext(need);
            _lastError = message;
            foreach (var request in _queue.All().Where(request => request.Need == need).ToArray())
            {
                End(request, TicketOutcome.Failed, message);
            }
        }

        if (!established.Association.AcceptedContexts.Any())
        {
            Release(slot);
        }
    }

    private string NoContext(ContextNeed need)
    {
        var transferSyntax = need.TransferSyntax is { } one ? $" in {one.Name}" : "";
        return $"{_peer.Name} accepts no presentation context for {need.SopClass.Name}{transferSyntax}.";
    }

    private void ReleaseDone(TimeSpan now)
    {
        foreach (var slot in _pool.Slots.Where(static slot => slot.IsOpen))
        {
            if (slot.IsTooOld(now) || (slot.IsIdle && (now - slot.IdleSince >= slot.Peer.Linger || (_draining && _queue.Count == 0))))
            {
                Release(slot);
            }
        }
    }

    /// <summary>Releases an association once everything given to it is answered.</summary>
    private void Release(AssociationSlot slot)
    {
        slot.IsClosing = true;
        slot.Actor.Tell(new ClientAssociationActor.Release(), Self);
    }

    /// <summary>An association is over: was it the peer's fault, and what follows from that?</summary>
    private void Lose(IActorRef actor, ClientAssociationActor.Over over)
    {
        if (_pool.Find(actor) is not { } slot)
        {
            return;
        }

        _pool.Remove(slot);
        foreach (var request in slot.InFlight.ToArray())
        {
            if (ReferenceEquals(over, Crashed))
            {
                // Whether it reached the peer nobody knows.
                request.Attempts++;
                if (RetryPolicy.Repeat(request.IsRepeatable, request.Attempts, _peer.MaximumAttempts) == RetryDecision.End || !TryRepeat(request))
                {
                    End(request, TicketOutcome.Failed, over.End.Message);
                }
            }
            else
            {
                // It had stopped when this was sent to it.
                Requeue(request);
            }
        }

        var isEndedByUs = slot.IsClosing && slot.Association is not null
            && over.End.Reason is ConnectionEndReason.Released or ConnectionEndReason.AbortedByUs;
        if (!slot.IsUnanswered && (isEndedByUs || slot.Completed > 0 || (slot.Association is not null && over.End.IsOrderly)))
        {
            return;
        }

        _lastError = over.End.Message;
        if (over.IsOurLimit || (_pool.Open > 0 && slot.Association is null))
        {
            // The peer, or this system, takes what is open and no more just now.
            _congestions++;
            _openNotBefore = Now + _peer.Backoff.After(_congestions, Random.Shared.NextDouble());
            return;
        }

        Suspect(over.End, isNegotiated: slot.Association is not null);
    }

    /// <summary>The peer failed, with no association open that would say otherwise.</summary>
    private void Suspect(ConnectionEnd end, bool isNegotiated)
    {
        var now = Now;
        _failures++;
        _openNotBefore = now + _peer.Backoff.After(_failures, Random.Shared.NextDouble());
        Turn(_circuit.Failed(now, _peer.CircuitThreshold, _peer.CircuitOpenFor), end.Message);
        if (!isNegotiated && !RetryPolicy.IsTransient(end))
        {
            FailQueued($"{_peer.Name}: {end.Message}");
        }
        else if (_failures >= _peer.MaximumAssociationFailures)
        {
            FailQueued($"{_peer.Name} failed {_failures} times in a row; the last: {end.Message}");
        }
    }

    /// <summary>The peer did some work: whatever was held against it is forgiven.</summary>
    private void Trust()
    {
        _failures = 0;
        _congestions = 0;
        Turn(CircuitBreaker.Closed, "the peer works");
    }

    private void Finish(ClientAssociationActor.AttemptEnded ended)
    {
        var slot = _pool.Find(Sender)!;
        var request = ended.Request;
        slot.Finish(request, Now);
        if (ended.Ending is not { } ending)
        {
            slot.IsClosing = true;
            Requeue(request);
            return;
        }

        request.Attempts += ending is RequestFailedEvent { MayHaveReachedPeer: false } ? 0 : 1;
        Judge(slot, ending);
        var decision = RetryPolicy.Decide(ending, request.IsRepeatable, request.Attempts, _peer.MaximumAttempts);
        if (decision == RetryDecision.Requeue)
        {
            Requeue(request);
        }
        else if (decision == RetryDecision.End || !TryRepeat(request))
        {
            EndAs(request, ended, ending);
        }
    }

    /// <summary>What the end of an attempt says about the association and the peer.</summary>
    private void Judge(AssociationSlot slot, RequestEvent ending)
    {
        switch (ending)
        {
            case RequestCompletedEvent or RequestCancelledEvent { Response: not null }:
                slot.Completed++;
                Trust();
                break;
            case RequestTimedOutEvent when !slot.IsUnanswered:
                slot.IsClosing = true;
                slot.IsUnanswered = true;
                slot.Actor.Tell(new ClientAssociationActor.Abort("A request was not answered in time."), Self);
                break;
            case RequestFailedEvent failed:
                // Whatever ended the association is reported soon; until then it is given nothing more.
                slot.IsClosing |= failed.Reason is RequestFailure.NotAccepted or RequestFailure.AssociationReleased
                    or RequestFailure.AssociationAborted or RequestFailure.ConnectionLost or RequestFailure.ContentFailed;
                break;
        }
    }

    private void EndAs(QueuedRequest request, ClientAssociationActor.AttemptEnded ended, RequestEvent ending)
    {
        switch (ending)
        {
            case RequestCompletedEvent { Response: var response }:
                End(request, TicketOutcome.Completed, $"{response.Status}", response, ended.Matches);
                break;
            case RequestCancelledEvent { Response: { } response } when ended.LimitReached:
                End(request, TicketOutcome.Completed, "Cancelled: it had as many matches as were wanted.", response, ended.Matches);
                break;
            case RequestCancelledEvent { Response: var response }:
                End(request, TicketOutcome.Cancelled, "Cancelled.", response, ended.Matches);
                break;
            case RequestEvent when Now >= request.ExpiresAt:
                End(request, TicketOutcome.Expired, Overdue(request));
                break;
            case RequestTimedOutEvent timedOut:
                End(request, TicketOutcome.TimedOut, $"{_peer.Name} did not answer within {timedOut.After.TotalSeconds:0.###} s.");
                break;
            case RequestFailedEvent failed:
                End(request, TicketOutcome.Failed, failed.Message);
                break;
        }
    }

    private void Requeue(QueuedRequest request)
    {
        if (request.IsCancelled)
        {
            End(request, TicketOutcome.Cancelled, "Cancelled before it was sent.");
        }
        else if (_givingUp)
        {
            End(request, TicketOutcome.Failed, $"{_peer.Name} is being drained, and the grace period is over.");
        }
        else if (Now >= request.ExpiresAt)
        {
            End(request, TicketOutcome.Expired, Overdue(request));
        }
        else
        {
            _queue.Add(request);
        }
    }

    private bool TryRepeat(QueuedRequest request)
    {
        var due = Now + _peer.Backoff.After(Math.Max(1, request.Attempts), Random.Shared.NextDouble());
        if (request.IsCancelled || _givingUp || due >= request.ExpiresAt)
        {
            return false;
        }

        _retried++;
        _queue.AddDelayed(request, due);
        return true;
    }

    /// <summary>One timer for everything that is to happen by itself.</summary>
    private void ScheduleWake(TimeSpan now)
    {
        var next = TimeSpan.MaxValue;
        Consider(_queue.NextDue);
        Consider(_tickets.NextDeadline);
        if (_queue.Ready > 0 && !_paused)
        {
            Consider(_openNotBefore);
            Consider(_circuit.State == CircuitState.Open ? _circuit.OpenUntil : null);
            Consider(now + _rate.WaitAt(now));
        }

        foreach (var slot in _pool.Slots.Where(static slot => slot.IsIdle))
        {
            Consider(slot.IdleSince + slot.Peer.Linger);
        }

        foreach (var slot in _pool.Slots.Where(static slot => slot.IsOpen && slot.Peer.AssociationLifetime != Timeout.InfiniteTimeSpan))
        {
            Consider(slot.EstablishedAt + slot.Peer.AssociationLifetime);
        }

        if (next == TimeSpan.MaxValue)
        {
            Timers.Cancel(WakeTimer);
        }
        else
        {
            // The wheel of the scheduler is coarser than a tick: never early, and never in a circle.
            Timers.StartSingleTimer(WakeTimer, Wake.Instance, next - now + TimeSpan.FromMilliseconds(1));
        }

        void Consider(TimeSpan? at)
        {
            if (at is { } time && time > now && time < next)
            {
                next = time;
            }
        }
    }
}

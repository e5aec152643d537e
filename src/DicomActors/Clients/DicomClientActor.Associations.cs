using Akka.Actor;
using DicomActors.Connections;
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
        if (MaySend)
        {
            // In this order: what the open associations would take beforehand may be worth an association of its own, and one
            // that has just been established is not idle before it had its chance.
            Grow(now);
            Assign(now);
            MakeRoom(now);
        }

        ReleaseDone(now);
        Show();
        if (_draining && _tickets.Count == 0 && _pool.Slots.Count == 0)
        {
            Context.Stop(Self);
            return;
        }

        ScheduleWake(now);
    }

    private void Show()
    {
        _gauge.Queued = _queue.Count;
        _gauge.Retried = _retried;
        _gauge.Circuit = _circuit.State;
        _gauge.Count(_pool);
    }

    private void Expire(TimeSpan now)
    {
        foreach (var request in _tickets.TakeExpired(now).ToArray())
        {
            // Under way: nobody waits for it any more, but until it is answered it has its place on its association.
            CancelAttempt(request);
            End(request, TicketOutcome.Expired, Overdue(request));
        }
    }

    private static string Overdue(QueuedRequest request) =>
        $"Its deadline passed{(request.Attempts == 0 ? " before it was answered." : $" after {request.Attempts} attempts.")}";

    private void Assign(TimeSpan now)
    {
        while (_queue.Ready > 0 && _rate.WaitAt(now) == TimeSpan.Zero)
        {
            // Sent beforehand is only what the other associations cannot have: the last of the queue wait for whoever is free first.
            var beforehand = _queue.Ready > _pool.Open + _pool.Opening;
            if (!TryAssignOne(now, beforehand))
            {
                return;
            }

            _rate = _rate.TakenAt(now);
        }
    }

    private bool TryAssignOne(TimeSpan now, bool beforehand)
    {
        foreach (var slot in _pool.WithRoom(now, beforehand))
        {
            if (_queue.TryTake(slot.Serves, out var request))
            {
                slot.Assign(request);
                slot.Actor.Tell(new ClientAssociationActor.Send(request, slot.Fit(request)), Self);
                if (slot.IsUsedUp)
                {
                    Release(slot);
                }

                return true;
            }
        }

        return false;
    }

    private void Grow(TimeSpan now)
    {
        var decision = Decide(now);

        // A peer in doubt is tried with one association at a time.
        var toOpen = _failures > 0 || _congestions > 0 || _circuit.State != CircuitState.Closed
            ? Math.Min(decision.ToOpen, 1 - Math.Min(1, _pool.Unproven))
            : decision.ToOpen;
        var notBefore = _pool.Established > 0 && _growNotBefore > _openNotBefore ? _growNotBefore : _openNotBefore;
        for (; toOpen > 0 && now >= notBefore && !_pool.IsInDoubt && _circuit.MayTry(now, _pool.Unproven); toOpen--)
        {
            OpenAssociation(now);
        }
    }

    private PoolDecision Decide(TimeSpan now) =>
        PoolPolicy.Decide(_pool.View(_queue, now), _peer.MaximumAssociations, _peer.QueuedPerAssociation);

    private void MakeRoom(TimeSpan now)
    {
        for (var toRelease = Decide(now).ToRelease; toRelease > 0 && _pool.LeastBusy() is { } slot; toRelease--)
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
        var request = new AdvancedDicomClientConnectionRequest
        {
            Connector = _peer.Connector,
            Handlers = _peer.Handlers,
            ServiceOptions = ServiceOptionsOf(_peer),
            Peer = _peer.Name,
        };
        _pool.Add(new AssociationSlot(
            Context.Watch(Context.ActorOf(ClientAssociationActor.Props(request, plan.Request))),
            plan, _peer, request.ServiceOptions.MaximumQueuedRequests, now));
    }

    private void Establish(ClientAssociationActor.Established established)
    {
        if (_pool.Find(Sender) is not { } slot)
        {
            return;
        }

        var now = Now;
        slot.Establish(established.Association, now);
        if (_pool.Established > 1)
        {
            _congestions = 0;
        }

        foreach (var need in slot.Plan.Proposed.Where(need => !slot.Serves(need) && !_pool.Serves(need, now)).ToArray())
        {
            var message = NoContext(need);
            _lastError = message;
            foreach (var request in _queue.All().Where(request => request.Need == need).ToArray())
            {
                End(request, TicketOutcome.Failed, message, failure: (RequestFailure.NoPresentationContext, null));
            }
        }

        if (!slot.IsClosing && !established.Association.AcceptedContexts.Any())
        {
            Release(slot);
        }
    }

    private string NoContext(ContextNeed need)
    {
        var message = $"{_peer.Name} accepts no presentation context for {need.SopClass.Name}";
        if (need.TransferSyntax is not { } own)
        {
            return $"{message}.";
        }

        return ContextPlan.FallbackOf(need) is not { } fallback ? $"{message} in {own.Name}."
            : _peer.ReencodesUncompressed ? $"{message} in {own.Name} or {fallback.Name}."
            : $"{message} in {own.Name}, and re-encoding is switched off.";
    }

    private void ReleaseDone(TimeSpan now)
    {
        foreach (var slot in _pool.Slots.Where(static slot => slot.IsOpen))
        {
            if (slot.IsPast(now) || (slot.IsIdle && (now - slot.IdleSince >= slot.Peer.Linger || (_draining && _queue.Count == 0))))
            {
                Release(slot);
            }
            else if (_draining && _tickets.Count == 0)
            {
                Abort(slot, "Nobody waits for an answer any more.");
            }
        }
    }

    private void Abort(AssociationSlot slot, string cause)
    {
        slot.IsClosing = true;
        slot.EndsByOurWill = true;
        slot.Actor.Tell(new ClientAssociationActor.Abort(cause), Self);
    }

    /// <summary>Releases an association once everything given to it is answered.</summary>
    private void Release(AssociationSlot slot)
    {
        slot.IsClosing = true;
        slot.EndsByOurWill = true;
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
        foreach (var request in slot.InFlight.Where(static request => !request.HasEnded).ToArray())
        {
            if (ReferenceEquals(over, Crashed))
            {
                // Whether it reached the peer nobody knows.
                request.Attempts++;
                if (RetryPolicy.Repeat(request.IsRepeatable, request.Attempts, _peer.MaximumAttempts) == RetryDecision.End || !TryRepeat(request))
                {
                    End(request, TicketOutcome.Failed, over.End.Message, failure: (RequestFailure.ConnectionLost, over.End));
                }
            }
            else
            {
                // It had stopped when this was sent to it.
                Requeue(request);
            }
        }

        if (IsInnocent(slot, over.End))
        {
            return;
        }

        _lastError = over.End.Message;
        var now = Now;
        if (over.IsOurLimit)
        {
            // This system has all the connections it may have.
            _openNotBefore = now + Wait(++_congestions);
        }
        else if (slot.Association is null && _pool.Established > 0)
        {
            // The peer takes what is open and no more just now.
            _growNotBefore = now + Wait(++_congestions);
        }
        else if (slot.OpenedAt > _lastFailureAt)
        {
            Suspect(over.End, isNegotiated: slot.Association is not null);
        }
    }

    /// <summary>Whether the end of an association says nothing against the peer.</summary>
    private static bool IsInnocent(AssociationSlot slot, ConnectionEnd end)
    {
        if (slot.IsUnanswered || (slot.Association is null && !slot.EndsByOurWill))
        {
            return false;
        }

        // A peer that takes a request and ends the association without an answer is at fault, politely or not.
        return slot.EndsByOurWill || slot.Completed > 0 || !slot.IsUsed || end.Reason == ConnectionEndReason.ContentFailure;
    }

    private TimeSpan Wait(int failures) => _peer.Backoff.After(failures, Random.Shared.NextDouble());

    /// <summary>The peer failed, with no association open that would say otherwise.</summary>
    private void Suspect(ConnectionEnd end, bool isNegotiated)
    {
        var now = Now;
        _failures++;
        _lastFailureAt = now; // What was under way by now fails for the same reason, and does not count again.
        _openNotBefore = now + Wait(_failures);
        Turn(_circuit.Failed(now, _peer.CircuitThreshold, _peer.CircuitOpenFor), end.Message);
        var failure = (end.Rejection is null ? RequestFailure.ConnectionFailed : RequestFailure.AssociationRejected, end);
        if (!isNegotiated && !RetryPolicy.IsTransient(end))
        {
            FailQueued($"{_peer.Name}: {end.Message}", failure);
        }
        else if (_failures >= _peer.MaximumAssociationFailures)
        {
            FailQueued($"{_peer.Name} failed {_failures} times in a row; the last: {end.Message}", failure);
        }
    }

    /// <summary>The peer did some work: whatever was held against it is forgiven.</summary>
    private void Trust()
    {
        _failures = 0;
        Turn(CircuitBreaker.Closed, "the peer works");
    }

    /// <summary>One timer for everything that is to happen by itself.</summary>
    private void ScheduleWake(TimeSpan now)
    {
        var next = TimeSpan.MaxValue;
        Consider(_queue.NextDue);
        Consider(_tickets.NextDeadline);
        if (_queue.Ready > 0 && MaySend)
        {
            Consider(_openNotBefore);
            Consider(_growNotBefore);
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

        // A timer that fires too early costs less than one that is set anew with every message.
        if (next < _wakeAt)
        {
            _wakeAt = next;

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

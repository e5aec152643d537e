using DicomActors.Events;
using DicomActors.Protocol.Engine;

namespace DicomActors.Clients;

/// <content>What becomes of a request when an attempt has ended.</content>
public sealed partial class DicomClientActor
{
    private void Finish(ClientAssociationActor.AttemptEnded ended)
    {
        if (_pool.Find(Sender) is not { } slot)
        {
            return;
        }

        slot.Finish(ended.Request, Now);
        if (ended.Ending is { } ending)
        {
            Judge(slot, ending);
            if (!ended.Request.HasEnded)
            {
                Continue(ended.Request, ended, ending);
            }
        }
        else
        {
            slot.IsClosing = true;
            if (!ended.Request.HasEnded)
            {
                Requeue(ended.Request);
            }
        }
    }

    /// <summary>Ends a request, or tries it again.</summary>
    private void Continue(QueuedRequest request, ClientAssociationActor.AttemptEnded ended, RequestEvent ending)
    {
        request.Attempts += ending is RequestFailedEvent { MayHaveReachedPeer: false } or RequestCancelledEvent { Response: null } ? 0 : 1;
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
                End(request, TicketOutcome.Completed, $"{response.Status}", response, ended);
                break;
            case RequestCancelledEvent { Response: { } response } when ended.LimitReached:
                End(request, TicketOutcome.Completed, "Cancelled: it had as many matches as were wanted.", response, ended);
                break;
            case RequestCancelledEvent { Response: var response }:
                End(request, TicketOutcome.Cancelled, "Cancelled.", response, ended);
                break;
            case RequestTimedOutEvent timedOut:
                End(request, TicketOutcome.TimedOut, $"{_peer.Name} did not answer within {timedOut.After.TotalSeconds:0.###} s.");
                break;
            case RequestFailedEvent failed:
                End(request, TicketOutcome.Failed, failed.Message, failure: (failed.Reason, failed.ConnectionEnd));
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
        var due = Now + Wait(request.Attempts);
        if (request.IsCancelled || _givingUp || due >= request.ExpiresAt)
        {
            return false;
        }

        _retried++;
        _queue.AddDelayed(request, due);
        return true;
    }
}

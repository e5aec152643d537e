using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Engine;

/// <summary>The interpreter of PS3.8 table 9-10: every event goes through it, and does what the table says.</summary>
internal sealed partial class ConnectionCore
{
    private Pdu? _abortPdu;
    private bool _abortTaken;
    private AssociationDecision? _decision;

    /// <summary>A PDU other than P-DATA-TF arrived.</summary>
    public void OnPdu(Pdu pdu)
    {
        lock (_gate)
        {
            switch (pdu)
            {
                case AssociateRequestPdu request:
                    OnAssociateRequest(request);
                    break;
                case AssociateAcceptPdu accept:
                    OnAssociateAccept(accept);
                    break;
                case AssociateRejectPdu:
                    Step(AssociationEvent.AssociateRejectReceived, pdu);
                    break;
                case ReleaseRequestPdu when _receiver.IsInsideMessage && State is AssociationState.Established or AssociationState.AwaitingReleaseResponse:
                    // PS3.8 annex E: a message cut short cannot be completed any more.
                    OnInvalid(new PduError(
                        PduErrorCode.InvalidValue, _receiver.Position, "A-RELEASE-RQ", "PS3.8 9.3.6", AbortReason.UnexpectedPdu, "A-RELEASE-RQ in the middle of a message"));
                    break;
                case ReleaseRequestPdu:
                    Step(AssociationEvent.ReleaseRequestReceived, pdu);
                    break;
                case ReleaseResponsePdu:
                    Step(AssociationEvent.ReleaseResponseReceived, pdu);
                    break;
                case AbortPdu abort:
                    SetEnd(new ConnectionEnd(
                        ConnectionEndReason.AbortedByPeer,
                        $"The peer aborted (source {abort.Source}, reason {abort.Reason}).",
                        Abort: new AbortIndication(true, abort.Source, abort.Reason, null)));
                    Step(AssociationEvent.AbortReceived, pdu);
                    break;
            }
        }

        Settle();
    }

    /// <summary>A piece of P-DATA-TF arrived. Returns whether it is to be delivered.</summary>
    public bool OnData()
    {
        lock (_gate)
        {
            var transition = Step(AssociationEvent.DataReceived);
            if (transition is { Action: AssociationAction.DT2 or AssociationAction.AR6 })
            {
                return true;
            }
        }

        Settle();
        return false;
    }

    /// <summary>Bytes arrived that no PDU or message can be: Evt19.</summary>
    public void OnInvalidBytes(PduError error)
    {
        lock (_gate)
        {
            OnInvalid(error);
        }

        Settle();
    }

    private bool Decide(AssociationDecision decision)
    {
        lock (_gate)
        {
            if (State != AssociationState.AwaitingLocalAssociateResponse)
            {
                return false;
            }

            _deadlines.Stop(DeadlineKind.Associate);
            _decision = decision;
            if (decision is AssociationAcceptance acceptance)
            {
                Association = acceptance.Association;
                Step(AssociationEvent.LocalAssociateAccept);
                OnEstablished();
            }
            else
            {
                Step(AssociationEvent.LocalAssociateReject);
            }
        }

        Settle();
        return true;
    }

    /// <summary>One step of the state machine; null when the table has no entry. Gate held.</summary>
    private Transition? Step(AssociationEvent happened, Pdu? pdu = null, PduError? error = null, bool requestAcceptable = true)
    {
        if (TransitionTable.Step(State, happened, Role, requestAcceptable) is not { } transition)
        {
            return null;
        }

        var wasUnexpected = transition.Action is AssociationAction.AA8 or AssociationAction.AA1
            && happened is not AssociationEvent.LocalAbortRequest;
        if (wasUnexpected && error is null)
        {
            error = new PduError(
                PduErrorCode.InvalidValue, _receiver.Position, "PDU type", "PS3.8 9.2", AbortReason.UnexpectedPdu, $"{happened} is not allowed in state {State}");
        }

        if (error is not null && wasUnexpected)
        {
            SetEnd(new ConnectionEnd(
                error.Code == PduErrorCode.NotDicom ? ConnectionEndReason.NotDicom : ConnectionEndReason.ProtocolError, error.ToString()));
        }

        EngineLog.Transition(Logger, happened, State, transition.Action, transition.Next);
        State = transition.Next;
        foreach (var effect in transition.Effects)
        {
            Execute(effect, pdu, error);
        }

        if (State is AssociationState.Idle or AssociationState.AwaitingTransportClose)
        {
            EndAssociation();
        }

        return transition;
    }

    private void Execute(AssociationEffect effect, Pdu? pdu, PduError? error)
    {
        switch (effect)
        {
            case AssociationEffect.CloseTransport:
                _closeRequested = true;
                break;
            case AssociationEffect.StartArtim:
                _deadlines.Start(DeadlineKind.Artim, State == AssociationState.AwaitingTransportClose ? Options.CloseTimeout : Options.ArtimTimeout);
                break;
            case AssociationEffect.StopArtim:
                _deadlines.Stop(DeadlineKind.Artim);
                break;
            case AssociationEffect.SendAssociateRequest:
                _queue.Enqueue(RequestorNegotiation.CreateRequest(_request!, Options.PduLimits));
                _deadlines.Start(DeadlineKind.Associate, Options.AssociateTimeout);
                break;
            case AssociationEffect.SendAssociateAccept:
                _queue.Enqueue(((AssociationAcceptance)_decision!).Pdu);
                break;
            case AssociationEffect.SendAssociateReject:
                Reject((AssociationRejection)_decision!);
                break;
            case AssociationEffect.SendReleaseRequest:
                _queue.Enqueue(ReleaseRequestPdu.Instance);
                _deadlines.Start(DeadlineKind.Release, Options.ReleaseTimeout);
                break;
            case AssociationEffect.SendReleaseResponse:
                OnReleaseAnswered();
                _queue.Enqueue(ReleaseResponsePdu.Instance);
                break;
            case AssociationEffect.SendAbortAsUser:
                SendAbort(AbortPdu.ByServiceUser, error?.ToString() ?? _end?.Message);
                break;
            case AssociationEffect.SendAbortAsProvider:
                SendAbort(new AbortPdu(AbortSource.ServiceProvider, error?.AbortReason ?? AbortReason.UnexpectedPdu), error?.ToString());
                break;
            case AssociationEffect.IndicateAssociate:
                IndicateAssociate((AssociateRequestPdu)pdu!);
                break;
            case AssociationEffect.ConfirmAssociateAccepted:
                _deadlines.Stop(DeadlineKind.Associate);
                OnEstablished();
                break;
            case AssociationEffect.ConfirmAssociateRejected:
                OnRejectedByPeer(AssociationRejection.From((AssociateRejectPdu)pdu!));
                break;
            case AssociationEffect.IndicateRelease:
                OnReleaseIndicated();
                break;
            case AssociationEffect.ConfirmRelease:
                OnReleaseConfirmed();
                break;
            case AssociationEffect.IndicateAbort:
                Post(static callback => UserOf(callback).OnAborted((AbortIndication)callback.First!), _end!.Abort ?? AbortOf((AbortPdu)pdu!));
                break;
        }
    }

    private static AbortIndication AbortOf(AbortPdu abort) => new(true, abort.Source, abort.Reason, null);

    private void OnAssociateRequest(AssociateRequestPdu request)
    {
        if (State == AssociationState.AwaitingAssociateRequest && AcceptorNegotiation.CheckProtocol(request) is { } rejection)
        {
            _decision = rejection;
            Step(AssociationEvent.AssociateRequestReceived, request, requestAcceptable: false);
        }
        else
        {
            Step(AssociationEvent.AssociateRequestReceived, request);
        }
    }

    private void OnAssociateAccept(AssociateAcceptPdu accept)
    {
        if (State != AssociationState.AwaitingAssociateResponse)
        {
            Step(AssociationEvent.AssociateAcceptReceived, accept);
        }
        else if (RequestorNegotiation.TryConclude(_request!, accept, Options.PduLimits, out var association, out var error))
        {
            Association = association;
            Step(AssociationEvent.AssociateAcceptReceived, accept);
        }
        else
        {
            OnInvalid(error);
        }
    }

    private void OnInvalid(PduError error)
    {
        if (error.Code == PduErrorCode.NotDicom)
        {
            EngineLog.NotDicom(Logger, RemoteEndPoint, error.Message);
        }
        else
        {
            EngineLog.ProtocolError(Logger, error.ToString());
        }

        Step(AssociationEvent.InvalidPduReceived, error: error);
    }

    private void IndicateAssociate(AssociateRequestPdu request)
    {
        _deadlines.Start(DeadlineKind.Associate, Options.AssociateTimeout);
        Post(
            static callback => UserOf(callback).OnAssociationRequested((AssociationIndication)callback.First!),
            new AssociationIndication(request, RemoteEndPoint, Options.PduLimits, Decide));
    }

    private void OnEstablished()
    {
        _deadlines.Start(DeadlineKind.Idle, Options.IdleTimeout);
        _deadlines.Start(DeadlineKind.Lifetime, Options.AssociationLifetime);
        _lastActivity = Options.TimeProvider.GetTimestamp();
        var association = Association!;
        _inbound.Limit = Window(association.MaximumOperationsPerformed, Options.MaximumUnansweredRequests);
        _invokeLimit = Window(association.MaximumOperationsInvoked, Options.MaximumOutstandingRequests);
        EngineLog.Established(Logger, association.CallingAETitle, association.CalledAETitle, association.NegotiatedContexts.Count);
        Post(static callback => UserOf(callback).OnAssociationEstablished((Association)callback.First!), association);
    }

    private static int Window(ushort negotiated, int ownLimit) => negotiated == 0 ? ownLimit : Math.Min(negotiated, ownLimit);

    private void Reject(AssociationRejection rejection)
    {
        SetEnd(new ConnectionEnd(ConnectionEndReason.RejectedByUs, $"Association {rejection}.", Rejection: rejection));
        _queue.Enqueue(rejection.ToPdu());
        PostRejected(rejection);
    }

    private void OnRejectedByPeer(AssociationRejection rejection)
    {
        SetEnd(new ConnectionEnd(ConnectionEndReason.RejectedByPeer, $"Association {rejection}.", Rejection: rejection));
        PostRejected(rejection);
    }

    private void PostRejected(AssociationRejection rejection) =>
        Post(static callback => UserOf(callback).OnAssociationRejected((AssociationRejection)callback.First!), rejection);

    private void SendAbort(AbortPdu abort, string? cause)
    {
        if (_abortPdu is not null)
        {
            return;
        }

        _abortPdu = abort;
        var indication = new AbortIndication(false, abort.Source, abort.Reason, cause);
        SetEnd(new ConnectionEnd(ConnectionEndReason.AbortedByUs, cause ?? "Aborted by us.", Abort: indication));
        if (_end!.Abort is null)
        {
            _end = _end with { Abort = indication };
        }

        _deadlines.Start(DeadlineKind.Abort, Options.AbortTimeout);
        Post(static callback => UserOf(callback).OnAborted((AbortIndication)callback.First!), indication);
    }
}

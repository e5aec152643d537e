using System.Diagnostics;
using System.Globalization;
using System.Net;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;

namespace DicomActors.Telemetry;

/// <summary>
/// Measures one connection, its association and the requests on it. Called where the events come from, on any thread, after what happened has
/// been told; costs a comparison or two while nobody listens.
/// </summary>
internal sealed class ConnectionTelemetry
{
    private readonly SystemTelemetry _system;
    private readonly AssociationRole _role;
    private readonly string? _peer;
    private readonly TimeProvider _time;
    private readonly Activity? _span;
    private bool _isRequested;
    private long? _establishedAt;

    public ConnectionTelemetry(SystemTelemetry system, ConnectionArguments arguments, TimeProvider time)
    {
        _system = system;
        _role = arguments.Role;
        _peer = arguments.Request?.Peer;
        _time = time;
        _isRequested = _role == AssociationRole.Requestor;
        _system.AddActive(_role, 1);
        if (_system.Source.HasListeners())
        {
            _span = StartSpan("association", arguments.ParentActivity?.Context ?? default, time.GetUtcNow(), isOurs: _isRequested);
            _span?.SetTag(Attributes.Connection, arguments.Id.ToString()).SetTag(Attributes.Role, TagValues.Of(_role));
            AddPeer(_span);
        }
    }

    private bool MeasuresRequests => _system.Requests.Enabled || _system.RequestDuration.Enabled;

    /// <summary>The transport stands.</summary>
    public void Opened(EndPoint? local, EndPoint? remote)
    {
        if (_span is not null && remote is IPEndPoint peer)
        {
            _span.SetTag(Attributes.PeerAddress, peer.Address.ToString()).SetTag(Attributes.PeerPort, peer.Port);
            _span.SetTag(Attributes.LocalPort, (local as IPEndPoint)?.Port);
        }
    }

    /// <summary>A peer asks for an association.</summary>
    public void Requested(AssociationIndication indication)
    {
        _isRequested = true;
        _span?.SetTag(Attributes.CallingAETitle, indication.CallingAETitle).SetTag(Attributes.CalledAETitle, indication.CalledAETitle);
    }

    /// <summary>The association stands.</summary>
    public void Established(Association association)
    {
        _establishedAt = _time.GetTimestamp();
        _span?.SetTag(Attributes.CallingAETitle, association.CallingAETitle).SetTag(Attributes.CalledAETitle, association.CalledAETitle)
            .AddEvent(new ActivityEvent("established", _time.GetUtcNow()));
    }

    /// <summary>A request of ours ended.</summary>
    public void Ended(RequestConversation conversation, RequestEvent ending)
    {
        if (!MeasuresRequests && !_system.Source.HasListeners())
        {
            return;
        }

        var (outcome, status, error, elapsed) = ending switch
        {
            RequestCompletedEvent completed => ("completed", completed.Response.Status, null, completed.Elapsed),
            RequestTimedOutEvent timedOut => ("timed_out", (DimseStatus?)null, "timeout", timedOut.Elapsed),
            RequestCancelledEvent cancelled => ("cancelled", cancelled.Response?.Status, null, cancelled.Elapsed),
            RequestFailedEvent failed => ("failed", null, TagValues.Of(failed.Reason), failed.Elapsed),
            _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, "Not the end of a request."),
        };
        var tags = new TagList { { Attributes.Command, TagValues.Of(ending.Request.Command) }, { Attributes.Outcome, outcome } };
        Add(ref tags, Attributes.StatusClass, status is { } code ? TagValues.Of(code.Category) : null);
        Add(ref tags, Attributes.ErrorType, error);
        Add(ref tags, Attributes.Peer, _peer);
        _system.Requests.Add(1, tags);
        _system.RequestDuration.Record(elapsed.TotalSeconds, tags);
        if (_system.Source.HasListeners())
        {
            Trace(conversation, status, error, elapsed);
        }
    }

    /// <summary>A request of the peer begins.</summary>
    public Activity? Begin(DimseRequest request) => _system.Source.HasListeners()
        ? StartSpan(TagValues.Of(request.Command), _span?.Context ?? default, _time.GetUtcNow(), isOurs: false)
            ?.SetTag(Attributes.Command, TagValues.Of(request.Command)).SetTag(Attributes.SopClass, request.SopClassUid.Value)
        : null;

    /// <summary>The span of a request of the peer is over.</summary>
    /// <param name="span">What <see cref="Begin"/> returned.</param>
    /// <param name="status">The answer; null: it was never given, or not by a handler.</param>
    public void End(Activity span, DimseStatus? status)
    {
        SetStatus(span, status);
        if (status is null)
        {
            span.SetError("unanswered");
        }

        Span.End(span, _time.GetUtcNow());
    }

    /// <summary>A complete request of the peer.</summary>
    public void Received(DimseRequest request)
    {
        if (_system.RequestsReceived.Enabled)
        {
            _system.RequestsReceived.Add(1, new KeyValuePair<string, object?>(Attributes.Command, TagValues.Of(request.Command)));
        }
    }

    /// <summary>A request of the peer got its final answer.</summary>
    public void Answered(DimseRequest request, DimseStatus status, TimeSpan elapsed)
    {
        if (_system.RequestsAnswered.Enabled || _system.AnswerDuration.Enabled)
        {
            var tags = new TagList
            {
                { Attributes.Command, TagValues.Of(request.Command) }, { Attributes.StatusClass, TagValues.Of(status.Category) },
            };
            _system.RequestsAnswered.Add(1, tags);
            _system.AnswerDuration.Record(elapsed.TotalSeconds, tags);
        }
    }

    /// <summary>The connection is over. Called once.</summary>
    public void Closed(ConnectionEnd end)
    {
        _system.AddActive(_role, -1);
        var outcome = OutcomeOf(end);
        var error = outcome is "released" or "not_requested" ? null : TagValues.Of(end.Reason);
        if (_system.Associations.Enabled || _system.AssociationDuration.Enabled)
        {
            var tags = new TagList { { Attributes.Role, TagValues.Of(_role) }, { Attributes.Outcome, outcome } };
            Add(ref tags, Attributes.ErrorType, error);
            Add(ref tags, Attributes.Peer, _peer);
            _system.Associations.Add(1, tags);
            if (_establishedAt is { } since)
            {
                _system.AssociationDuration.Record(_time.GetElapsedTime(since).TotalSeconds, tags);
            }
        }

        if (_span is not null)
        {
            _span.SetTag(Attributes.Outcome, outcome);
            if (error is not null)
            {
                _span.SetError(error);
            }

            Span.End(_span, _time.GetUtcNow());
        }
    }

    private string OutcomeOf(ConnectionEnd end) => end.Reason switch
    {
        _ when !_isRequested => "not_requested",
        ConnectionEndReason.Released or ConnectionEndReason.IdleTimeout or ConnectionEndReason.LifetimeReached => "released",
        ConnectionEndReason.RejectedByPeer or ConnectionEndReason.RejectedByUs => "rejected",
        ConnectionEndReason.AbortedByPeer or ConnectionEndReason.AbortedByUs or ConnectionEndReason.Stopped => "aborted",
        _ => "failed",
    };

    private void Trace(RequestConversation conversation, DimseStatus? status, string? error, TimeSpan elapsed)
    {
        // A request belongs to what it was sent for; the association then is a link.
        var now = _time.GetUtcNow();
        var cause = conversation.ParentActivity?.Context;
        ActivityLink[]? links = cause is not null && _span is not null ? [new ActivityLink(_span.Context)] : null;
        var command = TagValues.Of(conversation.Request.Command);
        if (StartSpan(command, cause ?? _span?.Context ?? default, now - elapsed, isOurs: true, links) is not { } span)
        {
            return;
        }

        span.SetTag(Attributes.Command, command).SetTag(Attributes.SopClass, conversation.Request.SopClassUid.Value);
        AddPeer(span);
        SetStatus(span, status);
        if (error is not null)
        {
            span.SetError(error);
        }

        Span.End(span, now);
    }

    private Activity? StartSpan(string name, ActivityContext parent, DateTimeOffset start, bool isOurs, ActivityLink[]? links = null) =>
        Span.Start(_system.Source, name, isOurs ? ActivityKind.Client : ActivityKind.Server, parent, start, links);

    private static void SetStatus(Activity span, DimseStatus? status)
    {
        if (status is { } given)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"0x{given.Code:X4}");
            span.SetTag(Attributes.Status, code).SetTag(Attributes.StatusClass, TagValues.Of(given.Category));
            if (given.Category == DimseStatusCategory.Failure)
            {
                span.SetError(code);
            }
        }
    }

    private void AddPeer(Activity? span)
    {
        if (_peer is not null)
        {
            span?.SetTag(Attributes.Peer, _peer);
        }
    }

    private static void Add(ref TagList tags, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }
}

using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>One request of a peer, from the moment it is complete until it is answered. Thread-safe.</summary>
public sealed class InboundExchange
{
    private readonly InboundDesk _desk;
    private readonly InboundRequest _inbound;

    internal InboundExchange(InboundDesk desk, long exchangeId, InboundRequest inbound, Association association)
    {
        _desk = desk;
        _inbound = inbound;
        ExchangeId = exchangeId;
        Association = association;
    }

    /// <summary>Numbers the requests of one connection, from 1.</summary>
    public long ExchangeId { get; }

    /// <summary>The connection it came on.</summary>
    public ConnectionId ConnectionId => _desk.Events.Id;

    /// <summary>The actor of that connection.</summary>
    public IActorRef Connection => _desk.Events.Connection;

    /// <summary>What was negotiated with the peer, its AE title included.</summary>
    public Association Association { get; }

    /// <summary>The message id the peer gave the request.</summary>
    public ushort MessageId => _inbound.MessageId;

    /// <summary>The request. The bytes of a C-STORE are where its sink put them.</summary>
    public DimseRequest Request => _inbound.Request;

    /// <summary>Where the bytes of a C-STORE are; null for other requests.</summary>
    public ContentSink? Sink { get; internal set; }

    /// <summary>Cancelled when the peer cancels the request (C-CANCEL) or the connection ends.</summary>
    public CancellationToken Cancelled => _inbound.Cancelled;

    /// <summary>When the request was complete, or the last pending response given: what the handler timeout counts from.</summary>
    internal long WaitingSince { get; set; }

    internal bool IsOf(InboundRequest inbound) => ReferenceEquals(inbound, _inbound);

    /// <summary>The plain response to this request with a status.</summary>
    public DimseResponse CreateResponse(DimseStatus status) => DimseResponse.For(Request, status);

    /// <summary>
    /// Answers: any number of pending responses, then exactly one final one. False if the answer came too late (answered
    /// already, by the handler timeout for instance, or the connection has ended): it is dropped and counted.
    /// </summary>
    public bool Respond(DimseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var taken = _inbound.Respond(response);
        _desk.Answered(this, response, taken);
        return taken;
    }

    /// <inheritdoc cref="Respond(DimseResponse)"/>
    public bool Respond(DimseStatus status) => Respond(CreateResponse(status));

    /// <summary>Answers with Processing Failure (0110H) and logs the exception.</summary>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _desk.LogFailure(this, exception);
        Respond(DimseStatus.ProcessingFailure);
    }
}

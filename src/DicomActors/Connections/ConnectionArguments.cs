using System.Diagnostics;
using Akka.Actor;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>What the factory gives a new connection: exactly one of <see cref="Request"/> and <see cref="Transport"/>.</summary>
internal sealed record ConnectionArguments(ConnectionId Id, IActorRef Opener)
{
    /// <summary>Requestor: whom to connect to.</summary>
    public AdvancedDicomClientConnectionRequest? Request { get; init; }

    /// <summary>Requestor: cancelled when nobody wants the connection any more, before the transport stands.</summary>
    public CancellationToken GivenUp { get; init; }

    /// <summary>Requestor: what the connection is opened for; null if nobody traces that.</summary>
    public Activity? ParentActivity { get; init; }

    /// <summary>Acceptor: the accepted transport.</summary>
    public TransportConnection? Transport { get; init; }

    /// <summary>Acceptor: what to negotiate and who handles requests.</summary>
    public AcceptorSettings? Acceptor { get; init; }

    /// <summary>Acceptor: its place with the listener; null if it did not come from one.</summary>
    public AdmissionPlace? Place { get; init; }

    /// <summary>The handlers this connection has for itself; null if it has none.</summary>
    public HandlerRegistry? OwnHandlers => Request?.Handlers?.Registry ?? Acceptor?.Handlers;

    /// <summary>Whether PDUs are traced; null: as the configuration says.</summary>
    public bool? TracesPdus => Request is null ? Acceptor?.TracePdus : Request.TracePdus;

    public AssociationRole Role => Request is null ? AssociationRole.Acceptor : AssociationRole.Requestor;
}

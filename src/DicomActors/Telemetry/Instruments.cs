namespace DicomActors.Telemetry;

/// <summary>Every instrument there is.</summary>
internal static class Instruments
{
    public static readonly InstrumentDefinition ActiveConnections = new(
        "dicom_actors.connections.active", "{connection}", "Connections alive, from being asked for or accepted until closed.", Attributes.Role);

    public static readonly InstrumentDefinition Associations = new(
        "dicom_actors.associations", "{association}", "Associations that ended, counted at the end of their connection.",
        Attributes.Role, Attributes.Outcome, Attributes.ErrorType, Attributes.Peer);

    public static readonly InstrumentDefinition AssociationDuration = new(
        "dicom_actors.association.duration", "s", "From the acceptance of an association to the end of its connection.",
        Attributes.Role, Attributes.Outcome, Attributes.ErrorType, Attributes.Peer);

    public static readonly InstrumentDefinition Requests = new(
        "dicom_actors.requests", "{request}", "Our requests that ended.",
        Attributes.Command, Attributes.Outcome, Attributes.StatusClass, Attributes.ErrorType, Attributes.Peer);

    public static readonly InstrumentDefinition RequestDuration = new(
        "dicom_actors.request.duration", "s", "From the moment a connection took our request over until it ended.",
        Attributes.Command, Attributes.Outcome, Attributes.StatusClass, Attributes.ErrorType, Attributes.Peer);

    public static readonly InstrumentDefinition RequestsReceived = new(
        "dicom_actors.requests.received", "{request}", "Complete requests of peers.", Attributes.Command);

    public static readonly InstrumentDefinition RequestsAnswered = new(
        "dicom_actors.requests.answered", "{request}",
        "Requests of peers that got their final answer, those refused before they were complete included.",
        Attributes.Command, Attributes.StatusClass);

    public static readonly InstrumentDefinition AnswerDuration = new(
        "dicom_actors.answer.duration", "s", "From the last byte of a peer's request to our final answer.", Attributes.Command, Attributes.StatusClass);

    public static readonly InstrumentDefinition NetworkIo = new(
        "dicom_actors.network.io", "By", "Bytes over all connections, without what TLS adds.", Attributes.Direction);

    public static readonly InstrumentDefinition PeerQueue = new(
        "dicom_actors.peer.queue", "{request}", "Requests waiting in the client of a peer.", Attributes.Peer);

    public static readonly InstrumentDefinition PeerInFlight = new(
        "dicom_actors.peer.in_flight", "{request}", "Requests given to an association of a peer and not yet answered.", Attributes.Peer);

    public static readonly InstrumentDefinition PeerAssociations = new(
        "dicom_actors.peer.associations", "{association}", "Associations of the client of a peer.", Attributes.Peer, Attributes.AssociationState);

    public static readonly InstrumentDefinition PeerCircuit = new(
        "dicom_actors.peer.circuit", "1", "1 for the state the circuit of a peer is in, 0 for the others.", Attributes.Peer, Attributes.CircuitState);

    public static readonly InstrumentDefinition PeerRetries = new(
        "dicom_actors.peer.retries", "{attempt}", "Attempts that the client of a peer repeated, since it started.", Attributes.Peer);

    public static readonly InstrumentDefinition ListenerConnections = new(
        "dicom_actors.listener.connections", "{connection}", "Connections of a listener that are alive and within its limits.", Attributes.Listener);

    public static readonly InstrumentDefinition ListenerAccepted = new(
        "dicom_actors.listener.accepted", "{connection}", "Connections accepted, whatever became of them.", Attributes.Listener);

    public static readonly InstrumentDefinition ListenerRejected = new(
        "dicom_actors.listener.rejected", "{connection}", "Connections and associations turned away.", Attributes.Listener, Attributes.Reason);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<InstrumentDefinition> All { get; } =
    [
        ActiveConnections, Associations, AssociationDuration, Requests, RequestDuration, RequestsReceived, RequestsAnswered, AnswerDuration,
        NetworkIo, PeerQueue, PeerInFlight, PeerAssociations, PeerCircuit, PeerRetries, ListenerConnections, ListenerAccepted, ListenerRejected,
    ];
}

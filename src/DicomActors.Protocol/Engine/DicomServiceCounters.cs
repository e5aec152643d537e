namespace DicomActors.Protocol.Engine;

/// <summary>What passed over a connection so far.</summary>
/// <param name="BytesSent">Bytes handed to the transport.</param>
/// <param name="BytesReceived">Bytes read from the transport.</param>
/// <param name="MessagesSent">DIMSE messages sent, requests, responses and C-CANCELs.</param>
/// <param name="MessagesReceived">DIMSE messages received.</param>
/// <param name="QueuedRequests">Requests that wait for their turn.</param>
/// <param name="OutstandingRequests">Requests sent or being sent, without final response.</param>
/// <param name="UnansweredRequests">Requests received and not finally answered.</param>
public readonly record struct DicomServiceCounters(
    long BytesSent,
    long BytesReceived,
    long MessagesSent,
    long MessagesReceived,
    int QueuedRequests,
    int OutstandingRequests,
    int UnansweredRequests);

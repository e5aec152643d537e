using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Requests;

/// <summary>
/// Cancel a request: one not yet sent is taken out of the queue; for one under way a C-CANCEL is sent where its service has one
/// (C-FIND, C-MOVE, C-GET: PS3.7 9.3.2.3), otherwise nothing happens. Not answered: the request's own terminal event tells how it
/// ended, which may be <see cref="RequestCompletedEvent"/> if the response was faster. An unknown id is ignored, since the
/// request may just have ended.
/// </summary>
/// <param name="RequestId">The request to cancel.</param>
public sealed record CancelRequest(RequestId RequestId) : IConnectionCommand;

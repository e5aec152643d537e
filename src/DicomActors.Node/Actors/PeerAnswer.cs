using DicomActors.Clients;

namespace DicomActors.Node.Actors;

/// <summary>What came of a request.</summary>
/// <param name="Ended">Its outcome.</param>
/// <param name="Elapsed">From the request, in the attempt that was answered, to the final response.</param>
internal sealed record PeerAnswer(TicketEnded Ended, TimeSpan Elapsed);

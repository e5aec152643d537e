using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>A snapshot of one registration, over all connections. Registrations made in one call share their numbers.</summary>
/// <param name="Command">The command handled.</param>
/// <param name="SopClassUid">The SOP class; <see cref="Uid.Empty"/> for every one.</param>
/// <param name="Active">Requests being handled.</param>
/// <param name="Waiting">Requests that wait because <see cref="HandlerOptions.MaximumConcurrent"/> are being handled.</param>
/// <param name="Refused">Requests that waited too long and were refused as out of resources, so far.</param>
public sealed record HandlerStatus(DimseCommand Command, Uid SopClassUid, int Active, int Waiting, long Refused);

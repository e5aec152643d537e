namespace DicomActors.Protocol.Diagnostics;

/// <summary>Bytes that passed over a connection at once.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Time">When they were read or handed to the transport.</param>
/// <param name="Bytes">The bytes; not aligned to PDUs.</param>
public sealed record CaptureRecord(TrafficDirection Direction, DateTimeOffset Time, ReadOnlyMemory<byte> Bytes);

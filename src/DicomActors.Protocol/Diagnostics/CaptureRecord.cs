namespace DicomActors.Protocol.Diagnostics;

/// <summary>Bytes that passed over a connection at once.</summary>
/// <param name="Connection">The number of the connection in the capture, from 1.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Time">When they were read or handed to the transport.</param>
/// <param name="Bytes">The bytes; not aligned to PDUs.</param>
public sealed record CaptureRecord(int Connection, TrafficDirection Direction, DateTimeOffset Time, ReadOnlyMemory<byte> Bytes);

using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>One step of a <see cref="PduReader"/>.</summary>
/// <param name="Status">Which of the other members count.</param>
/// <param name="Consumed">Bytes of the buffer that are done with. 0 only for an empty buffer or an error.</param>
/// <param name="Pdu">Set for <see cref="PduReadStatus.Pdu"/>.</param>
/// <param name="Fragment">Set for <see cref="PduReadStatus.DataFragment"/>; its payload is a slice of the buffer that was read.</param>
/// <param name="Error">Set for <see cref="PduReadStatus.Error"/>.</param>
public readonly record struct PduReadResult(PduReadStatus Status, int Consumed, Pdu? Pdu, DataFragment Fragment, PduError? Error);

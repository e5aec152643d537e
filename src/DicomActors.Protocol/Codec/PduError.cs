using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>
/// Why received bytes are not acceptable: Evt19 of the state machine (PS3.8 table 9-10). A value, never thrown.
/// </summary>
/// <param name="Code">What kind of fault.</param>
/// <param name="Offset">Where: bytes received on this connection before the faulty field.</param>
/// <param name="Field">The field, in the standard's words.</param>
/// <param name="Section">The section of the standard that defines the field, as "PS3.8 9.3.2".</param>
/// <param name="AbortReason">What an A-ABORT of the service provider has to say about it.</param>
/// <param name="Message">What was found and what was expected, for people. Holds no patient data.</param>
public sealed record PduError(PduErrorCode Code, long Offset, string Field, string Section, AbortReason AbortReason, string Message)
{
    /// <summary>One line for logs and end reasons.</summary>
    public override string ToString() => $"{Message} (field: {Field}, offset {Offset}, {Section})";
}

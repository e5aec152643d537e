using System.Collections.Frozen;

namespace DicomActors.Protocol.Dimse;

/// <summary>What status codes mean in words: the general codes of PS3.7 Annex C, and those of the services in PS3.4.</summary>
public static class DimseStatusTable
{
    private static readonly FrozenDictionary<ushort, string> General = new Dictionary<ushort, string>
    {
        [0x0000] = "Success",
        [0x0001] = "Warning: requested optional attributes are not supported",
        [0x0105] = "Failure: no such attribute",
        [0x0106] = "Failure: invalid attribute value",
        [0x0107] = "Warning: attribute list error",
        [0x0110] = "Failure: processing failure",
        [0x0111] = "Failure: duplicate SOP instance",
        [0x0112] = "Failure: no such SOP instance",
        [0x0113] = "Failure: no such event type",
        [0x0114] = "Failure: no such argument",
        [0x0115] = "Failure: invalid argument value",
        [0x0116] = "Warning: attribute value out of range",
        [0x0117] = "Failure: invalid SOP instance",
        [0x0118] = "Failure: no such SOP class",
        [0x0119] = "Failure: class-instance conflict",
        [0x0120] = "Failure: missing attribute",
        [0x0121] = "Failure: missing attribute value",
        [0x0122] = "Refused: SOP class not supported",
        [0x0123] = "Failure: no such action type",
        [0x0124] = "Refused: not authorized",
        [0x0210] = "Failure: duplicate invocation",
        [0x0211] = "Failure: unrecognized operation",
        [0x0212] = "Failure: mistyped argument",
        [0x0213] = "Failure: resource limitation",
        [0xFE00] = "Cancel",
        [0xFF00] = "Pending",
        [0xFF01] = "Pending: one or more optional keys are not supported",
    }.ToFrozenDictionary();

    // PS3.4 B.2.3 (storage), C.4 (query/retrieve), F, H, J, CC and others, by request.
    private static readonly FrozenDictionary<(DimseCommand Command, ushort Code), string> ByService =
        new Dictionary<(DimseCommand Command, ushort Code), string>
        {
            [(DimseCommand.CStoreRequest, 0xB000)] = "Warning: coercion of data elements",
            [(DimseCommand.CStoreRequest, 0xB006)] = "Warning: elements discarded",
            [(DimseCommand.CStoreRequest, 0xB007)] = "Warning: data set does not match SOP class",
            [(DimseCommand.CFindRequest, 0xA700)] = "Refused: out of resources",
            [(DimseCommand.CFindRequest, 0xA900)] = "Failure: identifier does not match SOP class",
            [(DimseCommand.CMoveRequest, 0xA701)] = "Refused: out of resources, unable to calculate number of matches",
            [(DimseCommand.CMoveRequest, 0xA702)] = "Refused: out of resources, unable to perform sub-operations",
            [(DimseCommand.CMoveRequest, 0xA801)] = "Refused: move destination unknown",
            [(DimseCommand.CMoveRequest, 0xA900)] = "Failure: identifier does not match SOP class",
            [(DimseCommand.CMoveRequest, 0xB000)] = "Warning: sub-operations complete, one or more failures or warnings",
            [(DimseCommand.CGetRequest, 0xA701)] = "Refused: out of resources, unable to calculate number of matches",
            [(DimseCommand.CGetRequest, 0xA702)] = "Refused: out of resources, unable to perform sub-operations",
            [(DimseCommand.CGetRequest, 0xA900)] = "Failure: identifier does not match SOP class",
            [(DimseCommand.CGetRequest, 0xB000)] = "Warning: sub-operations complete, one or more failures or warnings",
            [(DimseCommand.NCreateRequest, 0xB600)] = "Warning: memory allocation not supported",
            [(DimseCommand.NCreateRequest, 0xB300)] = "Warning: attribute coerced or not supported",
            [(DimseCommand.NSetRequest, 0xB600)] = "Warning: memory allocation not supported",
            [(DimseCommand.NSetRequest, 0xC310)] = "Failure: the worklist item is no longer in a state that can be changed",
            [(DimseCommand.NSetRequest, 0xC300)] = "Failure: the instance may no longer be updated",
            [(DimseCommand.NActionRequest, 0xB302)] = "Warning: the state change was already made",
            [(DimseCommand.NActionRequest, 0xB304)] = "Warning: the worklist item is already in the requested state of completed",
            [(DimseCommand.NActionRequest, 0xB306)] = "Warning: the worklist item is already in the requested state of canceled",
            [(DimseCommand.NActionRequest, 0xC300)] = "Failure: the worklist item may no longer be updated",
            [(DimseCommand.NActionRequest, 0xC301)] = "Failure: the correct transaction UID was not provided",
            [(DimseCommand.NActionRequest, 0xC302)] = "Failure: the worklist item is already in progress",
            [(DimseCommand.NActionRequest, 0xC303)] = "Failure: the worklist item may only become scheduled by N-CREATE",
            [(DimseCommand.NActionRequest, 0xC304)] = "Failure: the worklist item is not ready for the final state",
            [(DimseCommand.NActionRequest, 0xC307)] = "Failure: no such worklist item",
            [(DimseCommand.NActionRequest, 0xC310)] = "Failure: the worklist item is not in progress",
        }.ToFrozenDictionary();

    /// <summary>The meaning of a code, whatever the service: general codes, and the ranges all services share.</summary>
    public static string Describe(DimseStatus status) =>
        General.TryGetValue(status.Code, out var meaning) ? meaning : DescribeRange(status);

    /// <summary>The meaning of a code in the response to <paramref name="command"/> (a request's Command Field).</summary>
    public static string Describe(DimseStatus status, DimseCommand command) =>
        ByService.TryGetValue((command, status.Code), out var meaning) ? meaning : Describe(status);

    private static string DescribeRange(DimseStatus status) => (status.Code >> 8) switch
    {
        0xA7 => "Refused: out of resources",
        0xA8 => "Refused: move destination unknown",
        0xA9 => "Failure: data set does not match SOP class",
        >= 0xB0 and <= 0xBF => "Warning",
        >= 0xC0 and <= 0xCF => "Failure: cannot understand, unable to process",
        _ => "Failure",
    };
}

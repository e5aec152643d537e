using System.Globalization;

namespace DicomActors.Protocol.Dimse;

/// <summary>A status code (0000,0900) with its category, PS3.7 Annex C. Service-specific meanings: <see cref="DimseStatusTable"/>.</summary>
/// <param name="Code">The code on the wire.</param>
public readonly record struct DimseStatus(ushort Code)
{
    /// <summary>0000H.</summary>
    public static DimseStatus Success => new(0x0000);

    /// <summary>FE00H: ended by C-CANCEL.</summary>
    public static DimseStatus Cancel => new(0xFE00);

    /// <summary>FF00H: a match, or sub-operations are continuing.</summary>
    public static DimseStatus Pending => new(0xFF00);

    /// <summary>FF01H: a match, and some optional keys were not supported.</summary>
    public static DimseStatus PendingWithUnsupportedKeys => new(0xFF01);

    /// <summary>0105H: no such attribute.</summary>
    public static DimseStatus NoSuchAttribute => new(0x0105);

    /// <summary>0106H: invalid attribute value.</summary>
    public static DimseStatus InvalidAttributeValue => new(0x0106);

    /// <summary>0107H: attribute list error (warning).</summary>
    public static DimseStatus AttributeListError => new(0x0107);

    /// <summary>0110H: processing failure.</summary>
    public static DimseStatus ProcessingFailure => new(0x0110);

    /// <summary>0111H: duplicate SOP instance.</summary>
    public static DimseStatus DuplicateSopInstance => new(0x0111);

    /// <summary>0112H: no such SOP instance.</summary>
    public static DimseStatus NoSuchSopInstance => new(0x0112);

    /// <summary>0113H: no such event type.</summary>
    public static DimseStatus NoSuchEventType => new(0x0113);

    /// <summary>0114H: no such argument.</summary>
    public static DimseStatus NoSuchArgument => new(0x0114);

    /// <summary>0115H: invalid argument value.</summary>
    public static DimseStatus InvalidArgumentValue => new(0x0115);

    /// <summary>0116H: attribute value out of range (warning).</summary>
    public static DimseStatus AttributeValueOutOfRange => new(0x0116);

    /// <summary>0117H: invalid SOP instance.</summary>
    public static DimseStatus InvalidSopInstance => new(0x0117);

    /// <summary>0118H: no such SOP class.</summary>
    public static DimseStatus NoSuchSopClass => new(0x0118);

    /// <summary>0119H: class-instance conflict.</summary>
    public static DimseStatus ClassInstanceConflict => new(0x0119);

    /// <summary>0120H: missing attribute.</summary>
    public static DimseStatus MissingAttribute => new(0x0120);

    /// <summary>0121H: missing attribute value.</summary>
    public static DimseStatus MissingAttributeValue => new(0x0121);

    /// <summary>0122H: refused, SOP class not supported.</summary>
    public static DimseStatus SopClassNotSupported => new(0x0122);

    /// <summary>0123H: no such action type.</summary>
    public static DimseStatus NoSuchActionType => new(0x0123);

    /// <summary>0124H: refused, not authorized.</summary>
    public static DimseStatus NotAuthorized => new(0x0124);

    /// <summary>0210H: duplicate invocation (message id in use).</summary>
    public static DimseStatus DuplicateInvocation => new(0x0210);

    /// <summary>0211H: unrecognized operation.</summary>
    public static DimseStatus UnrecognizedOperation => new(0x0211);

    /// <summary>0212H: mistyped argument.</summary>
    public static DimseStatus MistypedArgument => new(0x0212);

    /// <summary>0213H: resource limitation.</summary>
    public static DimseStatus ResourceLimitation => new(0x0213);

    /// <summary>A700H: refused, out of resources.</summary>
    public static DimseStatus OutOfResources => new(0xA700);

    /// <summary>A701H: refused, unable to calculate the number of matches.</summary>
    public static DimseStatus UnableToCountMatches => new(0xA701);

    /// <summary>A702H: refused, unable to perform sub-operations.</summary>
    public static DimseStatus UnableToPerformSubOperations => new(0xA702);

    /// <summary>A801H: refused, move destination unknown.</summary>
    public static DimseStatus MoveDestinationUnknown => new(0xA801);

    /// <summary>A900H: the data set (identifier) does not match the SOP class.</summary>
    public static DimseStatus DatasetDoesNotMatchSopClass => new(0xA900);

    /// <summary>B000H: coercion of data elements, or sub-operations complete with failures (warning).</summary>
    public static DimseStatus CompletedWithWarnings => new(0xB000);

    /// <summary>B006H: elements discarded (warning).</summary>
    public static DimseStatus ElementsDiscarded => new(0xB006);

    /// <summary>B007H: the data set does not match the SOP class (warning).</summary>
    public static DimseStatus DatasetMismatchWarning => new(0xB007);

    /// <summary>C000H: cannot understand, or unable to process.</summary>
    public static DimseStatus UnableToProcess => new(0xC000);

    /// <summary>The category, which does not depend on the service.</summary>
    public DimseStatusCategory Category => Code switch
    {
        0x0000 => DimseStatusCategory.Success,
        0xFE00 => DimseStatusCategory.Cancel,
        0xFF00 or 0xFF01 => DimseStatusCategory.Pending,
        0x0001 or 0x0107 or 0x0116 or (>= 0xB000 and <= 0xBFFF) => DimseStatusCategory.Warning,
        _ => DimseStatusCategory.Failure,
    };

    /// <summary>Whether the operation was done, with or without warnings.</summary>
    public bool IsSuccessOrWarning => Category is DimseStatusCategory.Success or DimseStatusCategory.Warning;

    /// <summary>Whether more responses follow.</summary>
    public bool IsPending => Code is 0xFF00 or 0xFF01;

    /// <summary>Code, category and general meaning, for example <c>0xA700 Failure: Refused: Out of resources</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Code:X4} {DimseStatusTable.Describe(this)}");
}

namespace DicomActors.Protocol.Data;

/// <summary>What is wrong with a data set, a file or a JSON document.</summary>
public enum DatasetErrorCode
{
    /// <summary>The data ends inside an element header, a value, an item or a sequence.</summary>
    Truncated,

    /// <summary>A length reaches beyond the item or sequence that encloses it.</summary>
    Overrun,

    /// <summary>The two bytes where an explicit VR belongs are not capital letters.</summary>
    InvalidVR,

    /// <summary>An element has undefined length whose VR allows none (PS3.5 7.1.2).</summary>
    UndefinedLengthNotAllowed,

    /// <summary>An item or a delimiter stands where none may (PS3.5 7.5).</summary>
    UnexpectedDelimiter,

    /// <summary>Something other than an item stands in a sequence.</summary>
    ItemExpected,

    /// <summary>Sequences are nested deeper than <see cref="DatasetReaderLimits.MaximumDepth"/>.</summary>
    TooDeep,

    /// <summary>There are more elements than <see cref="DatasetReaderLimits.MaximumElements"/>.</summary>
    TooManyElements,

    /// <summary>A value is longer than <see cref="DatasetReaderLimits.MaximumValueLength"/>.</summary>
    ValueTooLong,

    /// <summary>The data is not a deflate stream.</summary>
    InflateFailed,

    /// <summary>The inflated data is longer than <see cref="DatasetReaderLimits.MaximumInflatedLength"/>.</summary>
    InflatedTooLong,

    /// <summary>The file is not a DICOM file, nor a bare data set.</summary>
    NotDicom,

    /// <summary>The file meta information (PS3.10 section 7) is damaged or too long.</summary>
    InvalidMetaInformation,

    /// <summary>The JSON document does not follow the DICOM JSON model (PS3.18 Annex F).</summary>
    InvalidJson,

    /// <summary>The conversion asked for would have to decode or encode pixel data.</summary>
    UnsupportedConversion,
}

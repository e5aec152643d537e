namespace DicomActors.Protocol.Pdus;

/// <summary>The answer to one proposed presentation context (PS3.8 9.3.3.2). Values above 4 are not defined: refused.</summary>
public enum PresentationContextResult : byte
{
    /// <summary>Accepted.</summary>
    Acceptance = 0,

    /// <summary>The application refused it.</summary>
    UserRejection = 1,

    /// <summary>The provider refused it and gives no reason.</summary>
    NoReason = 2,

    /// <summary>The SOP class is not supported.</summary>
    AbstractSyntaxNotSupported = 3,

    /// <summary>None of the proposed transfer syntaxes is supported.</summary>
    TransferSyntaxesNotSupported = 4,
}

using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <summary>The header of a file, or why there is none: exactly one of the two.</summary>
/// <param name="Header">The header.</param>
/// <param name="Error">What is wrong with the file.</param>
public readonly record struct Part10ReadResult(Part10Header? Header, DatasetError? Error)
{
    /// <summary>Whether the file has a header that was understood.</summary>
    [MemberNotNullWhen(true, nameof(Header))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Header is not null;
}

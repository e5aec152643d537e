namespace DicomActors.Dashboard.Api;

/// <summary>One presentation context.</summary>
/// <param name="Id">Its id on the association.</param>
/// <param name="SopClass">The name of its abstract syntax, or the UID.</param>
/// <param name="TransferSyntax">The name of the accepted transfer syntax; null if the context was refused.</param>
/// <param name="Result"><c>Accepted</c>, or why not.</param>
public sealed record ContextRow(int Id, string SopClass, string? TransferSyntax, string Result);

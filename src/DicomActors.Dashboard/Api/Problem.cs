namespace DicomActors.Dashboard.Api;

/// <summary>Why a call was not answered, RFC 9457: <c>application/problem+json</c>.</summary>
/// <param name="Title">The kind of problem; the same for each <paramref name="Status"/>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what to do, in one line, for people.</param>
public sealed record Problem(string Title, int Status, string Detail);

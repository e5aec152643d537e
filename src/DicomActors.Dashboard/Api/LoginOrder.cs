namespace DicomActors.Dashboard.Api;

/// <summary>Body of <c>POST /api/login</c>.</summary>
/// <param name="Token">The token of the dashboard.</param>
public sealed record LoginOrder(string? Token);

namespace DicomActors.Dashboard.Api;

/// <summary>An action was taken over.</summary>
/// <param name="Message">What happens now, in one line, for people.</param>
public sealed record ActionReport(string Message);

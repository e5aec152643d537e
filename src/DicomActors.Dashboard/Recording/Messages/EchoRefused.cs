namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>No C-ECHO was sent.</summary>
/// <param name="Message">Why, for people.</param>
internal sealed record EchoRefused(string Message);

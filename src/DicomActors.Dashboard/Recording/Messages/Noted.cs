namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Somebody did something by the dashboard; goes into the feed.</summary>
internal sealed record Noted(EventKind Kind, string? Peer, string Text);

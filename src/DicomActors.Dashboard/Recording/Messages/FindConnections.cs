namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Ask for the connections whose AE titles or address contain a text. Answered with <see cref="ConnectionsFound"/>.</summary>
internal sealed record FindConnections(string Filter);

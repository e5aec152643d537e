namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Ask for recent events. Answered with <see cref="Api.EventRows"/>.</summary>
internal sealed record GetEvents(long After, int Limit);

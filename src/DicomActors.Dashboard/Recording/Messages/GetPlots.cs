namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Ask for the seconds after one. Answered with <see cref="Api.PlotSeries"/>.</summary>
internal sealed record GetPlots(long After);

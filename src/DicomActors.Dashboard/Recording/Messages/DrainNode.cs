namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Close the listeners, finish the queues of the peers, then the associations. Answered at once with <see cref="DrainBegun"/>.</summary>
internal sealed record DrainNode(TimeSpan GracePeriod);

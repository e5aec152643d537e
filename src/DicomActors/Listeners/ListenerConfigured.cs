namespace DicomActors.Listeners;

/// <summary>The listener accepts by its new settings from now on.</summary>
/// <param name="Counters">How many are there; they may be more than the new limits allow.</param>
public sealed record ListenerConfigured(AdmissionCounters Counters);

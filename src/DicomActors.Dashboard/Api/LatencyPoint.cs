namespace DicomActors.Dashboard.Api;

/// <summary>Percentiles of the requests of one second, in milliseconds, at most 10 % above the true value.</summary>
/// <param name="P50">Half took at most this long.</param>
/// <param name="P95">19 of 20 took at most this long.</param>
/// <param name="P99">99 of 100 took at most this long.</param>
public sealed record LatencyPoint(double P50, double P95, double P99);

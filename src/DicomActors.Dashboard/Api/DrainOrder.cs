namespace DicomActors.Dashboard.Api;

/// <summary>Body of <c>POST /api/drain</c> and <c>POST /api/peers/{name}/drain</c>; may be left out.</summary>
/// <param name="GraceSeconds">How long associations and queued requests may take to end by themselves: 0 to 3600. Null: the configured time.</param>
public sealed record DrainOrder(double? GraceSeconds)
{
    /// <summary>The longest grace period, in seconds: 3600.</summary>
    public const double LongestGraceSeconds = 3600;
}

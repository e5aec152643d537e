namespace DicomActors.Telemetry;

/// <summary>
/// The names to subscribe to: <c>AddMeter(DicomTelemetry.MeterName)</c>, <c>AddSource(DicomTelemetry.ActivitySourceName)</c>. What they carry is
/// in docs/telemetry.md. Without a subscriber nothing is measured and no span is made.
/// </summary>
public static class DicomTelemetry
{
    /// <summary>
    /// The name of the meter, <c>DicomActors</c>. Each actor system has one of its own: its scope is the actor system, its tag
    /// <c>dicom_actors.system</c> the system's name.
    /// </summary>
    public const string MeterName = "DicomActors";

    /// <summary>The name of the activity source, <c>DicomActors</c>; one per actor system, with the same tag as the meter.</summary>
    public const string ActivitySourceName = "DicomActors";

    internal const string SystemTag = "dicom_actors.system";
}

namespace DicomActors.Telemetry;

/// <summary>One instrument as docs/telemetry.md shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit, UCUM.</param>
/// <param name="Description">What it measures.</param>
/// <param name="Attributes">The attributes its measurements may have.</param>
internal sealed record InstrumentDefinition(string Name, string Unit, string Description, params string[] Attributes);

namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Answer to <see cref="DrainNode"/>.</summary>
/// <param name="WasDraining">Whether the node was draining already; then nothing changed.</param>
internal sealed record DrainBegun(bool WasDraining);

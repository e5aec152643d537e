namespace DicomActors.Launcher;

/// <summary>A test that failed or was skipped, and why.</summary>
internal sealed record TestMessage(string Test, string Text);

namespace DicomActors.Node.Storing;

/// <summary>A file that was not sent, or not stored, and why.</summary>
internal sealed record FileProblem(string Path, string Reason);

namespace DicomActors.Node.Completion;

/// <summary>Something that can be typed.</summary>
/// <param name="Text">The word.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Values">Of an option: the values it takes; empty if they are not known, or it takes none.</param>
internal sealed record Word(string Text, string Description, IReadOnlyList<string> Values);

namespace DicomActors.Protocol.Data;

/// <summary>One item of a sequence.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Index">The item, counted from 0.</param>
public readonly record struct SequenceItem(DicomTag Sequence, int Index);

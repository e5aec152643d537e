using DicomActors.Archive.Index;

namespace DicomActors.Archive.Query.Matching;

/// <summary>Single value matching, PS3.4 C.2.2.2.1: the same characters, in the same case.</summary>
internal sealed class SingleValueMatcher(string expected) : ValueMatcher
{
    public override bool Matches(string value) => string.Equals(expected, value, StringComparison.Ordinal);

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters) => attribute.IsSingleValued
        ? $"{attribute.Expression} = {parameters.Add(expected)}"
        : $"instr({attribute.Expression}, {parameters.Add(expected)}) > 0";
}

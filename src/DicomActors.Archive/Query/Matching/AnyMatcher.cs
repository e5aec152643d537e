using DicomActors.Archive.Index;

namespace DicomActors.Archive.Query.Matching;

/// <summary>A key with several values: one of them has to match.</summary>
internal sealed class AnyMatcher(IReadOnlyList<ValueMatcher> matchers) : ValueMatcher
{
    public override bool Matches(string value) => matchers.Any(matcher => matcher.Matches(value));

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters)
    {
        var conditions = matchers.Select(matcher => matcher.Narrow(attribute, parameters)).ToList();
        return conditions.Contains(null) ? null : $"({string.Join(" OR ", conditions)})";
    }
}

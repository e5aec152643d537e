using DicomActors.Archive.Index;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query.Matching;

/// <summary>
/// Matching of person names: without regard to case (PS3.4 C.2.2.2.1 leaves that to us), to spaces around components, and to empty
/// components at the end. A key of one component group matches any group of the name, one of several groups only the whole.
/// </summary>
internal sealed class PersonNameMatcher(string key) : ValueMatcher
{
    private readonly string _pattern = Fold(key);

    public override bool Matches(string value)
    {
        var name = Fold(value);
        if (WildcardMatcher.Matches(_pattern, name))
        {
            return true;
        }

        return name.Contains('=', StringComparison.Ordinal)
            && !_pattern.Contains('=', StringComparison.Ordinal)
            && name.Split('=').Any(group => group.Length > 0 && WildcardMatcher.Matches(_pattern, group));
    }

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters)
    {
        if (attribute.Tag != DicomTag.PatientName)
        {
            return null;
        }

        var condition = WildcardMatcher.HasWildcard(_pattern)
            ? WildcardMatcher.NarrowToPrefix("folded", _pattern, parameters)
            : $"folded = {parameters.Add(_pattern)}";
        return condition is null ? null : $"study.id IN (SELECT study FROM study_name WHERE {condition})";
    }

    /// <summary>What a name can be found by: whole, and by each of its groups.</summary>
    public static IEnumerable<string> SearchTerms(string names) => names.Split('\\')
        .Select(Fold)
        .SelectMany(name => name.Contains('=', StringComparison.Ordinal) ? name.Split('=').Append(name) : [name])
        .Where(term => term.Length > 0)
        .Distinct(StringComparer.Ordinal);

    private static string Fold(string name) => string
        .Join('=', name.ToUpperInvariant().Split('=').Select(static group =>
            string.Join('^', group.Split('^').Select(static component => component.Trim(' '))).TrimEnd('^')))
        .TrimEnd('=');
}

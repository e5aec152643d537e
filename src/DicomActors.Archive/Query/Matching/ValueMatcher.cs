using DicomActors.Archive.Index;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query.Matching;

/// <summary>
/// What a value must be like, PS3.4 C.2.2.2. The decision is that of <see cref="Matches(string)"/>; SQL only leaves out what cannot match.
/// </summary>
internal abstract class ValueMatcher
{
    /// <summary>Whether one value matches. It is trimmed and not empty.</summary>
    public abstract bool Matches(string value);

    /// <summary>Whether any of the values of an attribute matches.</summary>
    public bool Matches(ArchiveAttribute attribute, string values)
    {
        if (values.Length == 0)
        {
            return false;
        }

        if (!CanSeparate(attribute.VR) || !values.Contains('\\', StringComparison.Ordinal))
        {
            return Matches(values);
        }

        foreach (var value in values.Split('\\'))
        {
            if (value.Length > 0 && Matches(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A condition that holds for everything that matches, and maybe for more; null: none.</summary>
    public virtual string? Narrow(ArchiveAttribute attribute, SqlParameters parameters) => null;

    private static bool CanSeparate(VR vr) => vr.HasMultipleTextValues() || !vr.IsText();

    /// <summary>The matcher for the value of a key, which is not empty.</summary>
    /// <returns>Null matcher: everything matches. Null and an error: the text is no value to match with.</returns>
    public static (ValueMatcher? Matcher, string? Error) Create(ArchiveAttribute attribute, string value)
    {
        // A list is defined for UIDs (C.2.2.2.2); for other VRs it is understood alike: one of them.
        var values = CanSeparate(attribute.VR) ? value.Split('\\', StringSplitOptions.RemoveEmptyEntries) : [value];
        if (attribute.VR == VR.UI)
        {
            return (new UidMatcher(values), null);
        }

        var matchers = new List<ValueMatcher>(values.Length);
        foreach (var one in values)
        {
            var (matcher, error) = CreateForOne(attribute, one);
            if (matcher is null)
            {
                return (null, error);
            }

            matchers.Add(matcher);
        }

        return (matchers.Count switch { 0 => null, 1 => matchers[0], _ => new AnyMatcher(matchers) }, null);
    }

    private static (ValueMatcher? Matcher, string? Error) CreateForOne(ArchiveAttribute attribute, string value)
    {
        switch (attribute.VR)
        {
            case VR.DA or VR.TM or VR.DT:
                return TimeSpanMatcher.TryParse(attribute.VR, value, out var range)
                    ? (range, null)
                    : (null, $"not a value or range of {attribute.VR.Letters()}");
            case VR.PN:
                return (IsUniversal(value) ? null : new PersonNameMatcher(value), null);
            case var vr when AllowsWildcards(vr):
                return IsUniversal(value) ? (null, null)
                    : WildcardMatcher.HasWildcard(value) ? (new WildcardMatcher(value), null)
                    : (new SingleValueMatcher(value), null);
            case VR.IS or VR.DS or VR.US or VR.SS or VR.UL or VR.SL or VR.FL or VR.FD:
                return (new NumberMatcher(value), null);
            default:
                return (new SingleValueMatcher(value), null);
        }
    }

    // PS3.4 C.2.2.2.4
    private static bool AllowsWildcards(VR vr) => vr is VR.AE or VR.CS or VR.LO or VR.LT or VR.PN or VR.SH or VR.ST or VR.UC or VR.UR or VR.UT;

    private static bool IsUniversal(string value) => value.AsSpan().Trim('*').IsEmpty;
}

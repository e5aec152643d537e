using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DicomActors.Archive.Index;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query.Matching;

/// <summary>
/// Single value and range matching of dates and times, PS3.4 C.2.2.2.1 and C.2.2.2.5, ends included. A value that is not precise
/// (PS3.5 6.2: 10 for an hour) stands for all it may mean, and matches if any of that is in the range.
/// </summary>
internal sealed class TimeSpanMatcher(VR vr, MomentSpan range, bool isRange) : ValueMatcher
{
    /// <summary>What the key asks for.</summary>
    public MomentSpan Range => range;

    /// <summary>Whether the key is a range rather than a single value.</summary>
    public bool IsRange => isRange;

    public override bool Matches(string value) => MomentSpan.TryParse(vr, value, out var span) && span.Overlaps(range);

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters)
    {
        // Dates are stored in eight digits, which sort as text; times in as many as they have.
        if (vr != VR.DA || !attribute.IsSingleValued)
        {
            return null;
        }

        var (first, last) = (parameters.Add(Date(range.First)), parameters.Add(Date(range.Last)));
        return $"({attribute.Expression} >= {first} AND {attribute.Expression} <= {last})";
    }

    public static bool TryParse(VR vr, string key, [NotNullWhen(true)] out TimeSpanMatcher? matcher)
    {
        matcher = null;
        if (MomentSpan.TryParse(vr, key, out var single))
        {
            matcher = new TimeSpanMatcher(vr, single, isRange: false);
            return true;
        }

        // The hyphen of a range may be among those of time zones.
        for (var hyphen = key.IndexOf('-', StringComparison.Ordinal); hyphen >= 0; hyphen = key.IndexOf('-', hyphen + 1))
        {
            var (first, last) = (key[..hyphen].Trim(), key[(hyphen + 1)..].Trim());
            if (first.Length + last.Length > 0 && TryEnd(vr, first, out var from) && TryEnd(vr, last, out var to))
            {
                matcher = new TimeSpanMatcher(vr, new MomentSpan(from.First, to.Last), isRange: true);
                return true;
            }
        }

        return false;
    }

    private static bool TryEnd(VR vr, string text, out MomentSpan end)
    {
        end = MomentSpan.Always;
        return text.Length == 0 || MomentSpan.TryParse(vr, text, out end);
    }

    private static string Date(long moment) => new DateTime(moment).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

using DicomActors.Archive.Query;
using DicomActors.Archive.Query.Matching;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>Combined date-time matching, PS3.4 C.2.2.2.5.4: ranges of a date and of its time that are one range.</summary>
internal sealed class DateTimePairs
{
    private static readonly (string Date, string Time)[] Known =
    [
        ("StudyDate", "StudyTime"), ("SeriesDate", "SeriesTime"), ("ContentDate", "ContentTime"), ("AcquisitionDate", "AcquisitionTime"),
        ("InstanceCreationDate", "InstanceCreationTime"), ("PerformedProcedureStepStartDate", "PerformedProcedureStepStartTime"),
        ("PatientBirthDate", "PatientBirthTime"),
    ];

    private readonly List<(QueryKey Date, QueryKey Time, MomentSpan Range)> _pairs = [];

    private DateTimePairs()
    {
    }

    public static DateTimePairs Of(ArchiveQuery query)
    {
        var pairs = new DateTimePairs();
        if (!query.Options.DateTimeMatching)
        {
            return pairs;
        }

        foreach (var (dateKeyword, timeKeyword) in Known)
        {
            var (date, time) = (Find(query, dateKeyword), Find(query, timeKeyword));
            if (date?.Matcher is TimeSpanMatcher { IsRange: true } dates && time?.Matcher is TimeSpanMatcher { IsRange: true } times)
            {
                pairs._pairs.Add((date, time, Combine(dates.Range, times.Range)));
            }
        }

        return pairs;
    }

    public bool Contains(QueryKey key) => _pairs.Exists(pair => pair.Date.Tag == key.Tag || pair.Time.Tag == key.Tag);

    /// <summary>Whether every pair of a row is in its range. A row without the date does not match, one without the time counts as the whole day.</summary>
    public bool Match(IReadOnlyList<ArchiveAttribute> attributes, string[] values)
    {
        foreach (var (date, time, range) in _pairs)
        {
            var (day, hour) = (ValueOf(date), ValueOf(time));
            if (!MomentSpan.TryParse(VR.DA, day, out var moment))
            {
                return false;
            }

            if (MomentSpan.TryParse(VR.TM, hour, out var clock))
            {
                moment = new MomentSpan(moment.First + clock.First, moment.First + clock.Last);
            }

            if (!moment.Overlaps(range))
            {
                return false;
            }
        }

        return true;

        string ValueOf(QueryKey key)
        {
            for (var i = 0; i < attributes.Count; i++)
            {
                if (attributes[i].Tag == key.Tag)
                {
                    return values[i];
                }
            }

            return string.Empty;
        }
    }

    private static QueryKey? Find(ArchiveQuery query, string keyword) => query.Keys.FirstOrDefault(key => key.Attribute?.Column == keyword);

    // An end that only one of the two has: from the first moment of the day, or to its last.
    private static MomentSpan Combine(MomentSpan dates, MomentSpan times)
    {
        var startOfLastDay = dates.Last - (dates.Last % TimeSpan.TicksPerDay);
        var first = times.First == MomentSpan.Always.First ? dates.First : dates.First + times.First;
        var last = times.Last == MomentSpan.Always.Last ? dates.Last : startOfLastDay + times.Last;
        return new MomentSpan(first, last);
    }
}

using System.Globalization;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query.Matching;

/// <summary>All that a DA, TM or DT may mean, from the first moment to the last, in ticks of 100 ns; those of a TM from midnight.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, included.</param>
internal readonly record struct MomentSpan(long First, long Last)
{
    private const int DigitsOfDate = 8;
    private const int DigitsOfDateTime = 14;

    public static MomentSpan Always { get; } = new(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);

    public bool Overlaps(MomentSpan other) => First <= other.Last && other.First <= Last;

    /// <summary>Reads a value. The forms of ACR-NEMA, 2024.02.29 and 10:30:00, are read as well (PS3.5 6.2).</summary>
    public static bool TryParse(VR vr, string text, out MomentSpan span) => vr switch
    {
        VR.DA => TryParseDateTime(text.Replace(".", "", StringComparison.Ordinal), DigitsOfDate, DigitsOfDate, out span),
        VR.TM => TryParseTime(text.Replace(":", "", StringComparison.Ordinal), out span),
        _ => TryParseWithZone(text, out span),
    };

    private static bool TryParseTime(string text, out MomentSpan span)
    {
        const string AnyDay = "00010101";
        if (text.Length > 0 && TryParseDateTime(AnyDay + text, DigitsOfDate + 2, DigitsOfDateTime, out span))
        {
            return true;
        }

        span = default;
        return false;
    }

    private static bool TryParseWithZone(string text, out MomentSpan span)
    {
        const int ZoneLength = 5;
        var sign = text.Length > ZoneLength ? text[^ZoneLength] : ' ';
        if (sign is not ('+' or '-'))
        {
            return TryParseDateTime(text, 4, DigitsOfDateTime, out span);
        }

        // PS3.5 6.2: offsets are from -1200 to +1400.
        if (!int.TryParse(text.AsSpan(text.Length - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var zone)
            || zone > 1400 || zone % 100 >= 60
            || !TryParseDateTime(text[..^ZoneLength], 4, DigitsOfDateTime, out span))
        {
            span = default;
            return false;
        }

        var offset = TimeSpan.FromMinutes((zone / 100 * 60) + (zone % 100)).Ticks * (sign == '-' ? -1 : 1);
        span = new MomentSpan(span.First - offset, span.Last - offset);
        return true;
    }

    // YYYYMMDDHHMMSS.FFFFFF, cut off after any component.
    private static bool TryParseDateTime(string text, int fewestDigits, int mostDigits, out MomentSpan span)
    {
        span = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text[..point];
        if (digits.Length < fewestDigits || digits.Length > mostDigits || digits.Length % 2 != 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')
            || (point >= 0 && digits.Length != DigitsOfDateTime))
        {
            return false;
        }

        int Part(int at, int length, int otherwise) =>
            digits.Length >= at + length ? int.Parse(digits.AsSpan(at, length), NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

        var (year, month, day) = (Part(0, 4, 1), Part(4, 2, 1), Part(6, 2, 1));
        // A leap second is the second before it.
        var (hour, minute, second) = (Part(8, 2, 0), Part(10, 2, 0), Math.Min(Part(12, 2, 0), 59));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || Part(12, 2, 0) > 60)
        {
            return false;
        }

        var fraction = 0L;
        var unit = TimeSpan.TicksPerSecond;
        if (point >= 0)
        {
            var fractionDigits = text.AsSpan(point + 1);
            if (fractionDigits.Length is 0 or > 6 || fractionDigits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            foreach (var digit in fractionDigits)
            {
                unit /= 10;
                fraction += (digit - '0') * unit;
            }
        }

        var first = new DateTime(year, month, day, hour, minute, second).Ticks + fraction;
        var length = digits.Length switch
        {
            4 => (DateTime.IsLeapYear(year) ? 366 : 365) * TimeSpan.TicksPerDay,
            6 => DateTime.DaysInMonth(year, month) * TimeSpan.TicksPerDay,
            8 => TimeSpan.TicksPerDay,
            10 => TimeSpan.TicksPerHour,
            12 => TimeSpan.TicksPerMinute,
            _ => unit,
        };
        span = new MomentSpan(first, first + length - 1);
        return true;
    }
}

using System.Globalization;

namespace DicomActors.Archive.Query.Matching;

/// <summary>Single value matching of numbers: by what they are, so that 7, 007 and 7.0 are the same.</summary>
internal sealed class NumberMatcher(string expected) : ValueMatcher
{
    private readonly double? _number = Parse(expected);

    public override bool Matches(string value) =>
        _number is { } number ? number.Equals(Parse(value)) : string.Equals(expected, value, StringComparison.Ordinal);

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;

namespace Comparison.Reporting;

/// <summary>Figures as they are printed.</summary>
internal static class Figures
{
    /// <summary>Three digits that mean something, thousands separated.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>A figure with what it is in.</summary>
    public static string With(double value, string symbol) => $"{Number(value)} {symbol}";
}

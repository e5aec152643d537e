using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Title = DicomActors.Protocol.Pdus.AETitle;

namespace DicomActors.Node.CommandLine;

/// <summary>Options and arguments that check their value and say what is allowed.</summary>
internal static class Values
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>An option that takes an AE title (PS3.5 6.2).</summary>
    public static Option<string> AETitle(string name, string description, string? standard)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "TITLE" };
        if (standard is not null)
        {
            option.DefaultValueFactory = _ => standard;
        }

        option.Validators.Add(result => Require(
            result, Title.IsValid, value => $"{name} '{value}': an AE title has 1 to {Title.MaximumLength} printable ASCII characters and no backslash."));
        return option;
    }

    /// <summary>An option that takes a duration in seconds, fractions allowed.</summary>
    public static Option<double> Seconds(string name, string description, double standard)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds >= 0.001 && seconds <= LongestTimeout.TotalSeconds)
            {
                return seconds;
            }

            result.AddError($"{name} '{text}': must be a number of seconds, 0.001 to {LongestTimeout.TotalSeconds}.");
            return standard;
        };
        return option;
    }

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Number(string name, string description, int smallest, int largest)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "NUMBER" };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest)
            {
                return number;
            }

            result.AddError($"{name} '{text}': must be a number, {smallest} to {largest}.");
            return null;
        };
        return option;
    }

    /// <summary>Makes an argument take port numbers only.</summary>
    public static void RequirePort(Argument<int> argument, int smallest) => argument.CustomParser = result =>
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= smallest && port <= IPEndPoint.MaxPort)
        {
            return port;
        }

        result.AddError($"'{text}' is not a port: must be a number, {smallest} to {IPEndPoint.MaxPort}.");
        return 0;
    };

    private static void Require(OptionResult result, Func<string, bool> isGood, Func<string, string> otherwise)
    {
        foreach (var token in result.Tokens.Where(token => !isGood(token.Value)))
        {
            result.AddError(otherwise(token.Value));
        }
    }
}

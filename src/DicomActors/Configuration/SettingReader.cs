using System.Globalization;
using Akka.Configuration;
using DicomActors.Protocol.Transport;

namespace DicomActors.Configuration;

/// <summary>
/// Reads settings and says in full what is wrong with a bad one: each method throws a <see cref="DicomSettingsException"/> that names the
/// key, the value and what is allowed. Every key must be in the configuration, which is what a reference with all defaults is for.
/// </summary>
/// <param name="config">The settings, relative to <paramref name="path"/>.</param>
/// <param name="path">Where they are in the whole configuration, for messages.</param>
public sealed class SettingReader(Config config, string path)
{
    /// <summary>Reads below a path of a whole configuration.</summary>
    public static SettingReader Below(Config config, string path)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.GetConfig(path), path);
    }

    /// <summary>A duration in a range, both ends included; infinite, if it can be, is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan Duration(string key, TimeSpan smallest, TimeSpan largest, bool canBeInfinite = false) =>
        Read(key, () =>
        {
            var value = config.GetTimeSpan(key, null, canBeInfinite);
            return (canBeInfinite && value == Timeout.InfiniteTimeSpan) || (value >= smallest && value <= largest)
                ? value
                : throw new ArgumentOutOfRangeException(
                    key, $"must be a duration from {smallest} to {largest}{(canBeInfinite ? ", or infinite" : "")}.");
        });

    /// <summary>A whole number in a range, both ends included.</summary>
    public int WholeNumber(string key, int smallest, int largest) => Read(key, () =>
    {
        var value = config.GetInt(key);
        return value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(key, $"must be a whole number from {smallest} to {largest}.");
    });

    /// <summary>A number in a range, both ends included; <c>infinite</c> is positive infinity.</summary>
    public double Number(string key, double smallest, double largest) => Read(key, () =>
    {
        // "infinite" as for durations; HOCON itself has no word for it.
        var value = config.GetString(key) == "infinite" ? double.PositiveInfinity : config.GetDouble(key);
        return value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(
                key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {smallest} to {largest}."));
    });

    /// <summary>A size in bytes in a range, both ends included.</summary>
    public long Size(string key, long smallest, long largest) => Read(key, () =>
    {
        var value = config.GetByteSize(key);
        return value >= smallest && value <= largest
            ? value.Value
            : throw new ArgumentOutOfRangeException(key, $"must be a size from {smallest} to {largest} bytes.");
    });

    /// <summary><c>on</c> or <c>off</c>, <c>true</c> or <c>false</c>.</summary>
    public bool Switch(string key) => Read(key, () => config.GetBoolean(key));

    /// <summary>Text as it stands.</summary>
    public string Text(string key) => Read(key, () => config.GetString(key));

    /// <summary>Text that says something; null where it is empty or blank.</summary>
    public string? OptionalText(string key) => Text(key) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>One of several words.</summary>
    public T Choice<T>(string key, params (string Word, T Meaning)[] choices) => Read(key, () =>
    {
        var text = config.GetString(key);
        var found = Array.FindIndex(choices, choice => choice.Word == text);
        return found >= 0
            ? choices[found].Meaning
            : throw new FormatException($"must be one of {string.Join(", ", choices.Select(static choice => choice.Word))}.");
    });

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) => Read(key, () => (IReadOnlyList<string>)[.. config.GetStringList(key)]);

    /// <summary>Reads one value and turns whatever is wrong with it into one exception that says where.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="read">Reads it; throws an <see cref="ArgumentException"/> or <see cref="FormatException"/> that says what is allowed.</param>
    public T Read<T>(string key, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!config.HasPath(key))
        {
            throw new DicomSettingsException(Full(key), "is missing.");
        }

        try
        {
            return read();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new DicomSettingsException(Full(key), $"{Raw(key)} is not allowed: {FirstLine(exception)}", exception);
        }
        catch (Exception exception) when (exception is FormatException or ConfigurationException or OverflowException or ArgumentException
            or NotSupportedException or TlsFileException)
        {
            throw new DicomSettingsException(Full(key), $"{Raw(key)} cannot be read: {FirstLine(exception)}", exception);
        }
    }

    /// <summary>What to throw for a value that is wrong in a way no single reading finds: where another one contradicts it, for instance.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="message">What is wrong, and the way out.</param>
    public DicomSettingsException Failure(string key, string message) => new(Full(key), message);

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', '(')[0].Trim();

    private string Raw(string key) => string.Create(CultureInfo.InvariantCulture, $"'{config.GetString(key)}'");

    private string Full(string key) => $"{path}.{key}";
}

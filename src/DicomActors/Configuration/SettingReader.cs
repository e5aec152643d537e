using System.Globalization;
using Akka.Configuration;
using DicomActors.Protocol.Transport;

namespace DicomActors.Configuration;

/// <summary>Reads settings and says in full what is wrong with a bad one.</summary>
/// <param name="config">The settings, relative to <paramref name="path"/>.</param>
/// <param name="path">Where they are in the whole configuration, for messages.</param>
internal sealed class SettingReader(Config config, string path)
{
    /// <summary>Reads below a path of a whole configuration.</summary>
    public static SettingReader Below(Config config, string path) => new(config.GetConfig(path), path);

    public TimeSpan Duration(string key, TimeSpan smallest, TimeSpan largest, bool canBeInfinite = false) =>
        Read(key, () =>
        {
            var value = config.GetTimeSpan(key, null, canBeInfinite);
            return (canBeInfinite && value == Timeout.InfiniteTimeSpan) || (value >= smallest && value <= largest)
                ? value
                : throw new ArgumentOutOfRangeException(
                    key, $"must be a duration from {smallest} to {largest}{(canBeInfinite ? ", or infinite" : "")}.");
        });

    public int Integer(string key, int smallest, int largest) => Read(key, () =>
    {
        var value = config.GetInt(key);
        return value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(key, $"must be a whole number from {smallest} to {largest}.");
    });

    public double Number(string key, double smallest, double largest) => Read(key, () =>
    {
        // "infinite" as for durations; HOCON itself has no word for it.
        var value = config.GetString(key) == "infinite" ? double.PositiveInfinity : config.GetDouble(key);
        return value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(
                key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {smallest} to {largest}."));
    });

    public long Size(string key, long smallest, long largest) => Read(key, () =>
    {
        var value = config.GetByteSize(key);
        return value >= smallest && value <= largest
            ? value.Value
            : throw new ArgumentOutOfRangeException(key, $"must be a size from {smallest} to {largest} bytes.");
    });

    public bool Switch(string key) => Read(key, () => config.GetBoolean(key));

    public string Text(string key) => Read(key, () => config.GetString(key));

    public IReadOnlyList<string> Texts(string key) => Read(key, () => (IReadOnlyList<string>)[.. config.GetStringList(key)]);

    /// <summary>Reads one value and turns whatever is wrong with it into one exception that says where.</summary>
    public T Read<T>(string key, Func<T> read)
    {
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

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', '(')[0].Trim();

    private string Raw(string key) => string.Create(CultureInfo.InvariantCulture, $"'{config.GetString(key)}'");

    private string Full(string key) => $"{path}.{key}";
}

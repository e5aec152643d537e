using System.Globalization;
using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>Reads settings below one path and says in full what is wrong with a bad one.</summary>
internal sealed class SettingReader(Config config, string path)
{
    public TimeSpan Duration(string key, TimeSpan smallest, TimeSpan largest, bool canBeInfinite = false) =>
        Read(key, () =>
        {
            var value = config.GetTimeSpan(Full(key), null, canBeInfinite);
            return (canBeInfinite && value == Timeout.InfiniteTimeSpan) || (value >= smallest && value <= largest)
                ? value
                : throw new ArgumentOutOfRangeException(
                    key, $"must be a duration from {smallest} to {largest}{(canBeInfinite ? ", or infinite" : "")}.");
        });

    public int Integer(string key, int smallest, int largest) => Read(key, () =>
    {
        var value = config.GetInt(Full(key));
        return value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(key, $"must be a whole number from {smallest} to {largest}.");
    });

    public long Size(string key, long smallest, long largest) => Read(key, () =>
    {
        var value = config.GetByteSize(Full(key));
        return value >= smallest && value <= largest
            ? value.Value
            : throw new ArgumentOutOfRangeException(key, $"must be a size from {smallest} to {largest} bytes.");
    });

    public bool Switch(string key) => Read(key, () => config.GetBoolean(Full(key)));

    public string Text(string key) => Read(key, () => config.GetString(Full(key)));

    public IReadOnlyList<string> Texts(string key) => Read(key, () => (IReadOnlyList<string>)[.. config.GetStringList(Full(key))]);

    /// <summary>Reads one value and turns whatever is wrong with it into one exception that says where.</summary>
    public T Read<T>(string key, Func<T> read)
    {
        if (!config.HasPath(Full(key)))
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
        catch (Exception exception) when (exception is FormatException or ConfigurationException or OverflowException or ArgumentException)
        {
            throw new DicomSettingsException(Full(key), $"{Raw(key)} cannot be read: {FirstLine(exception)}", exception);
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', '(')[0].Trim();

    private string Raw(string key) => string.Create(CultureInfo.InvariantCulture, $"'{config.GetString(Full(key))}'");

    private string Full(string key) => $"{path}.{key}";
}

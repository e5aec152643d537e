namespace DicomActors.Configuration;

/// <summary>A setting is missing, malformed or out of range. The message names the key, the value and what is allowed.</summary>
public sealed class DicomSettingsException(string key, string message, Exception? inner = null)
    : Exception($"{key}: {message}", inner)
{
    /// <summary>The full path of the setting.</summary>
    public string Key { get; } = key;
}

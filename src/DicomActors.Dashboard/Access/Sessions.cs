using System.Security.Cryptography;

namespace DicomActors.Dashboard.Access;

/// <summary>
/// Who has logged in on the page: at most 100, the one longest unused goes first. Kept in memory only, by the hash of what the browser holds; a
/// restart of the node ends them. Thread-safe.
/// </summary>
internal sealed class Sessions(TimeProvider time, TimeSpan lifetime)
{
    public const int Most = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _lastUsed = new(StringComparer.Ordinal);

    /// <summary>A new session: what the browser is to hold.</summary>
    public string Open()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (_gate)
        {
            if (_lastUsed.Count >= Most)
            {
                _lastUsed.Remove(_lastUsed.MinBy(static pair => pair.Value).Key);
            }

            _lastUsed[HashOf(secret)] = time.GetTimestamp();
        }

        return secret;
    }

    /// <summary>Whether it is a session that has not run out; it lasts longer then.</summary>
    public bool Use(string secret)
    {
        var hash = HashOf(secret);
        lock (_gate)
        {
            if (!_lastUsed.TryGetValue(hash, out var lastUsed))
            {
                return false;
            }

            if (time.GetElapsedTime(lastUsed) > lifetime)
            {
                _lastUsed.Remove(hash);
                return false;
            }

            _lastUsed[hash] = time.GetTimestamp();
            return true;
        }
    }

    public void Close(string secret)
    {
        lock (_gate)
        {
            _lastUsed.Remove(HashOf(secret));
        }
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}

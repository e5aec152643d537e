using System.Net;
using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard;

/// <summary>How the dashboard is reached, by whom, and what it may do.</summary>
public sealed class DashboardOptions
{
    /// <summary>Fewest characters of a <see cref="Token"/>: 16.</summary>
    public const int ShortestToken = 16;

    /// <summary>The header, with the value <c>1</c>, that every request that changes something must have: pages of other sites cannot set it.</summary>
    public const string RequestHeader = "X-DicomActors-Request";

    /// <summary>How the node is called on the page. Default <c>dicomactors</c>.</summary>
    public string Name { get; set; } = "dicomactors";

    /// <summary>
    /// The address Kestrel is bound to: an IP address, <c>localhost</c>, or <c>*</c> for every address. The dashboard does not bind it; it refuses to be
    /// reached without a token from anywhere but this machine. Default 127.0.0.1.
    /// </summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>
    /// The secret that opens the dashboard, at least 16 characters: <c>Authorization: Bearer TOKEN</c>, or typed in on the page. Null, the default:
    /// none is asked for, which is allowed on loopback addresses only.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>
    /// Names and addresses, without port, under which the dashboard may be called (the Host header). Empty, the default: without a token the names of
    /// this machine itself (<c>localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>), with a token every name.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Reads the configuration again: <c>POST /api/reload</c>. A setting or file that is wrong, told by a <c>DicomSettingsException</c>,
    /// <see cref="ArgumentException"/>, <see cref="FormatException"/>, <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, is
    /// answered with its message. Null, the default: there is nothing to read again, and the call says so.
    /// </summary>
    public Func<CancellationToken, Task<ReloadReport>>? Reload { get; set; }

    /// <summary>How long a login on the page lasts without a request. Default 12 hours.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether <see cref="Host"/> is an address of this machine only.</summary>
    internal bool IsLoopback => HostIsLoopback(Host);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">They do not go together: the message says which, why, and what to do.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException("DashboardOptions.Name is empty; give the node a name.", nameof(Name));
        }

        if (Token is { } token && (token.Length < ShortestToken || token.Any(static c => c is <= ' ' or > '~')))
        {
            throw new ArgumentException(
                $"DashboardOptions.Token must have at least {ShortestToken} visible ASCII characters; make one with: openssl rand -hex 32", nameof(Token));
        }

        if (Token is null && !IsLoopback)
        {
            throw new ArgumentException(
                $"DashboardOptions.Host is '{Host}', which others can reach: set a token (openssl rand -hex 32), or use 127.0.0.1.", nameof(Host));
        }

        if (SessionLifetime <= TimeSpan.Zero || SessionLifetime > TimeSpan.FromDays(24))
        {
            throw new ArgumentException($"DashboardOptions.SessionLifetime is {SessionLifetime}; allowed: more than 0, up to 24 days.", nameof(SessionLifetime));
        }
    }

    internal static bool HostIsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

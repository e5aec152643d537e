using System.Net;
using Microsoft.AspNetCore.Http;

namespace DicomActors.Dashboard.Access;

/// <summary>
/// Under which names the dashboard may be called. Without it a page of somebody else could reach a dashboard on loopback by a name of its own
/// that it lets point to 127.0.0.1 (DNS rebinding).
/// </summary>
internal sealed class HostRule(DashboardOptions options)
{
    private readonly HashSet<string> _allowed = new(options.AllowedHosts.Select(Plain), StringComparer.OrdinalIgnoreCase);

    public bool Allows(HostString host)
    {
        if (!host.HasValue)
        {
            return false;
        }

        var name = Plain(host.Host);
        return _allowed.Count > 0 ? _allowed.Contains(name) || (options.Token is null && IsOwnName(name)) : options.Token is not null || IsOwnName(name);
    }

    private static bool IsOwnName(string name) =>
        DashboardOptions.HostIsLoopback(name) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>An IPv6 address without its brackets, in the one way .NET writes it; a name without the dot at its end.</summary>
    private static string Plain(string host)
    {
        var bare = host.Trim('[', ']').TrimEnd('.');
        return IPAddress.TryParse(bare, out var address) ? address.ToString() : bare;
    }
}

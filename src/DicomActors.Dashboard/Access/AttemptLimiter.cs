using System.Net;
using System.Net.Sockets;

namespace DicomActors.Dashboard.Access;

/// <summary>
/// Five wrong tokens from one address (of IPv6, one /64 network), then none is looked at from there until a minute has passed. Remembers at most
/// 1,024 addresses. Thread-safe.
/// </summary>
internal sealed class AttemptLimiter(TimeProvider time)
{
    public const int MostFailures = 5;
    public const int MostAddresses = 1024;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Failures, long Since)> _addresses = [];

    /// <summary>How long an address has to wait before a token of it is looked at; null: not at all.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(KeyOf(address), out var entry) || entry.Failures < MostFailures)
            {
                return null;
            }

            var left = Window - time.GetElapsedTime(entry.Since);
            return left > TimeSpan.Zero ? left : null;
        }
    }

    public void Failed(IPAddress? address)
    {
        lock (_gate)
        {
            var key = KeyOf(address);
            var isKnown = _addresses.TryGetValue(key, out var entry);
            if (isKnown && time.GetElapsedTime(entry.Since) < Window)
            {
                _addresses[key] = entry with { Failures = entry.Failures + 1 };
                return;
            }

            if (!isKnown && _addresses.Count >= MostAddresses)
            {
                _addresses.Remove(_addresses.MinBy(static pair => pair.Value.Since).Key);
            }

            _addresses[key] = (1, time.GetTimestamp());
        }
    }

    public void Succeeded(IPAddress? address)
    {
        lock (_gate)
        {
            _addresses.Remove(KeyOf(address));
        }
    }

    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]) : address;
    }
}

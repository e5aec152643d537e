using System.Net;
using System.Net.Sockets;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Listeners;

/// <summary>
/// Whom a listener lets in, and how many at once, over all its end points. The defaults are those of <c>dicom-actors.listener</c>.
/// Whoever is over a limit gets an association rejection: transient, local limit exceeded (PS3.8 9.3.4).
/// </summary>
public sealed record AdmissionPolicy
{
    /// <summary>The greatest value of every limit; a limit with this value is none beside <see cref="MaximumConnections"/>.</summary>
    public const int NoLimit = 1_000_000;

    /// <summary>The defaults.</summary>
    public static AdmissionPolicy Default { get; } = new();

    /// <summary>Most connections at once, with or without an association. 1 to 1,000,000; default 1000.</summary>
    public int MaximumConnections { get; init => field = Limit(value, 1, nameof(MaximumConnections)); } = 1000;

    /// <summary>Most connections at once from one IP address. 1 to 1,000,000; default 1,000,000: no limit.</summary>
    public int MaximumConnectionsPerAddress { get; init => field = Limit(value, 1, nameof(MaximumConnectionsPerAddress)); } = NoLimit;

    /// <summary>
    /// Most connections at once whose peer has not asked for an association yet: how many places silence can take.
    /// 1 to 1,000,000; default 1,000,000: no limit.
    /// </summary>
    public int MaximumUnassociated { get; init => field = Limit(value, 1, nameof(MaximumUnassociated)); } = NoLimit;

    /// <summary>Most associations at once of one calling AE title. 1 to 1,000,000; default 1,000,000: no limit.</summary>
    public int MaximumAssociationsPerCallingAETitle { get; init => field = Limit(value, 1, nameof(MaximumAssociationsPerCallingAETitle)); } = NoLimit;

    /// <summary>
    /// Most connections at once above the limits that are kept only to tell their peers that they are rejected; further ones are reset.
    /// 0 to 1,000,000; default 256.
    /// </summary>
    public int MaximumRejecting { get; init => field = Limit(value, 0, nameof(MaximumRejecting)); } = 256;

    /// <summary>Networks that may connect; a connection from another is reset before a byte is read. Empty, the default: every network.</summary>
    public ItemList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Networks that may not connect, although <see cref="AllowedNetworks"/> would let them. Empty, the default: none.</summary>
    public ItemList<IPNetwork> DeniedNetworks { get; init; } = [];

    /// <summary>
    /// AE titles that may not call, whatever <see cref="Connections.AcceptorSettings.CallingAETitles"/> says: rejected permanently,
    /// calling AE title not recognized. Empty, the default: none.
    /// </summary>
    public ItemList<string> DeniedCallingAETitles { get; init; } = [];

    /// <summary>Whether the networks let an address in. An IPv4 address in IPv6 form is taken as the IPv4 address.</summary>
    public bool Admits(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Contains(DeniedNetworks, plain) && (AllowedNetworks.Count == 0 || Contains(AllowedNetworks, plain));
    }

    /// <summary>How a caller is rejected for its name alone; null if it is not.</summary>
    public AssociationRejection? Judge(string callingAETitle) =>
        DeniedCallingAETitles.Contains(callingAETitle) ? AssociationRejection.CallingAETitleNotRecognized : null;

    /// <summary>Reads networks in CIDR notation (10.1.0.0/16, 2001:db8::/32), and single addresses.</summary>
    /// <exception cref="FormatException">One is neither.</exception>
    public static ItemList<IPNetwork> Networks(IEnumerable<string> texts) => ItemList.From(texts.Select(Network));

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : throw new FormatException($"'{text}' is no network, like 10.1.0.0/16 or 2001:db8::/32, and no address.");
    }

    private static bool Contains(ItemList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static int Limit(int value, int smallest, string name) => value >= smallest && value <= NoLimit
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {smallest} to {NoLimit}.");
}

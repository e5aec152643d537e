using System.Net;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol.Pdus;
using Microsoft.Extensions.Logging;

namespace DicomActors.Hosting;

/// <summary>A listener, as options for configuration binding.</summary>
public sealed class DicomListenerOptions
{
    /// <summary>Names the listener's actor: letters, digits, <c>-</c> and <c>_</c>. Default <c>main</c>.</summary>
    public string Name { get; set; } = "main";

    /// <summary>IPv4 or IPv6 address. Default <c>::</c>, every address of this machine.</summary>
    public string Host { get; set; } = "::";

    /// <summary>TCP port, 0 to 65535; 0 picks a free one. Default 11112.</summary>
    public int Port { get; set; } = 11112;

    /// <summary>TLS; null, the default, for a plain port.</summary>
    public DicomTlsOptions? Tls { get; set; }

    /// <summary>
    /// Load balancers that announce their clients by the PROXY protocol: networks in CIDR notation, or addresses. Empty, the default: none.
    /// </summary>
    public IList<string> ProxyNetworks { get; } = [];

    /// <summary>
    /// Several end points under the limits below; <see cref="Host"/>, <see cref="Port"/>, <see cref="Tls"/> and <see cref="ProxyNetworks"/>
    /// are then not used. Empty, the default: the one those describe.
    /// </summary>
    public IList<DicomEndPointOptions> EndPoints { get; } = [];

    /// <summary>AE titles that are ours; others are rejected. Empty, the default: every title.</summary>
    public IList<string> AETitles { get; } = [];

    /// <summary>AE titles that may call; others are rejected. Empty, the default: every title.</summary>
    public IList<string> CallingAETitles { get; } = [];

    /// <summary>AE titles that may not call, also if <see cref="CallingAETitles"/> has them. Empty, the default: none.</summary>
    public IList<string> DeniedCallingAETitles { get; } = [];

    /// <summary>Networks in CIDR notation, or addresses, that may connect. Empty, the default: every one.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Networks in CIDR notation, or addresses, that may not connect. Empty, the default: none.</summary>
    public IList<string> DeniedNetworks { get; } = [];

    /// <summary>Most connections at once, 1 to 1,000,000; further associations are rejected for now. Default 1000.</summary>
    public int MaximumConnections { get; set; } = AdmissionPolicy.Default.MaximumConnections;

    /// <summary>Most connections at once from one IP address, 1 to 1,000,000. Default 1,000,000: no limit.</summary>
    public int MaximumConnectionsPerAddress { get; set; } = AdmissionPolicy.NoLimit;

    /// <summary>Most connections at once that have not asked for an association, 1 to 1,000,000. Default 1,000,000: no limit.</summary>
    public int MaximumUnassociated { get; set; } = AdmissionPolicy.NoLimit;

    /// <summary>Most associations at once of one calling AE title, 1 to 1,000,000. Default 1,000,000: no limit.</summary>
    public int MaximumAssociationsPerCallingAETitle { get; set; } = AdmissionPolicy.NoLimit;

    /// <summary>Most connections above the limits kept only to reject them, 0 to 1,000,000; further ones are reset. Default 256.</summary>
    public int MaximumRejecting { get; set; } = AdmissionPolicy.Default.MaximumRejecting;

    /// <summary>Whether unknown storage SOP classes are accepted. Default true.</summary>
    public bool AcceptsUnknownStorage { get; set; } = true;

    /// <summary>Checks the values; certificate files are looked at when the listener is bound.</summary>
    /// <exception cref="ArgumentException">A value is not allowed: the message names it and the allowed range.</exception>
    public void Validate()
    {
        Require(Name.Length > 0 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), nameof(Name), Name, "letters, digits, - and _");
        foreach (var endPoint in AllEndPoints())
        {
            Require(IPAddress.TryParse(endPoint.Host, out _), nameof(Host), endPoint.Host, "an IPv4 or IPv6 address");
            Require(endPoint.Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), endPoint.Port, "0 to 65535");
            RequireNetworks(endPoint.ProxyNetworks, nameof(ProxyNetworks));
        }

        RequireLimit(MaximumConnections, 1, nameof(MaximumConnections));
        RequireLimit(MaximumConnectionsPerAddress, 1, nameof(MaximumConnectionsPerAddress));
        RequireLimit(MaximumUnassociated, 1, nameof(MaximumUnassociated));
        RequireLimit(MaximumAssociationsPerCallingAETitle, 1, nameof(MaximumAssociationsPerCallingAETitle));
        RequireLimit(MaximumRejecting, 0, nameof(MaximumRejecting));
        RequireNetworks(AllowedNetworks, nameof(AllowedNetworks));
        RequireNetworks(DeniedNetworks, nameof(DeniedNetworks));
        foreach (var title in AETitles.Concat(CallingAETitles).Concat(DeniedCallingAETitles))
        {
            AETitle.Require(title, nameof(AETitles));
        }
    }

    internal ListenerSettings ToSettings(ILogger logger) => new(AllEndPoints().Select(endPoint => endPoint.ToTcp(logger)))
    {
        Acceptor = new AcceptorSettings
        {
            AETitles = ItemList.From(AETitles),
            CallingAETitles = ItemList.From(CallingAETitles),
            AcceptsUnknownStorage = AcceptsUnknownStorage,
        },
        Admission = new AdmissionPolicy
        {
            MaximumConnections = MaximumConnections,
            MaximumConnectionsPerAddress = MaximumConnectionsPerAddress,
            MaximumUnassociated = MaximumUnassociated,
            MaximumAssociationsPerCallingAETitle = MaximumAssociationsPerCallingAETitle,
            MaximumRejecting = MaximumRejecting,
            AllowedNetworks = AdmissionPolicy.Networks(AllowedNetworks),
            DeniedNetworks = AdmissionPolicy.Networks(DeniedNetworks),
            DeniedCallingAETitles = ItemList.From(DeniedCallingAETitles),
        },
    };

    private IEnumerable<DicomEndPointOptions> AllEndPoints() =>
        EndPoints.Count > 0 ? EndPoints : [new DicomEndPointOptions(ProxyNetworks) { Host = Host, Port = Port, Tls = Tls }];

    private static void RequireLimit(int value, int smallest, string name) =>
        Require(value >= smallest && value <= AdmissionPolicy.NoLimit, name, value, $"{smallest} to {AdmissionPolicy.NoLimit}");

    private static void RequireNetworks(IEnumerable<string> networks, string name)
    {
        foreach (var network in networks)
        {
            Require(
                IPNetwork.TryParse(network, out _) || IPAddress.TryParse(network, out _), name, network,
                "networks like 10.1.0.0/16, 2001:db8::/32, and addresses");
        }
    }

    private static void Require<T>(bool condition, string name, T value, string allowed)
    {
        if (!condition)
        {
            throw new ArgumentException($"DicomListenerOptions.{name}: '{value}' is not allowed; allowed: {allowed}.", name);
        }
    }
}

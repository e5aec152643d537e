using System.Net;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol.Pdus;

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

    /// <summary>AE titles that are ours; others are rejected. Empty, the default: every title.</summary>
    public IList<string> AETitles { get; } = [];

    /// <summary>AE titles that may call; others are rejected. Empty, the default: every title.</summary>
    public IList<string> CallingAETitles { get; } = [];

    /// <summary>Most connections at once, 1 to 1,000,000; further associations are rejected for now. Default 1000.</summary>
    public int MaximumConnections { get; set; } = 1000;

    /// <summary>Whether unknown storage SOP classes are accepted. Default true.</summary>
    public bool AcceptsUnknownStorage { get; set; } = true;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is not allowed: the message names it and the allowed range.</exception>
    public void Validate()
    {
        Require(Name.Length > 0 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), nameof(Name), Name, "letters, digits, - and _");
        Require(IPAddress.TryParse(Host, out _), nameof(Host), Host, "an IPv4 or IPv6 address");
        Require(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), Port, "0 to 65535");
        Require(MaximumConnections is >= 1 and <= 1_000_000, nameof(MaximumConnections), MaximumConnections, "1 to 1000000");
        foreach (var title in AETitles.Concat(CallingAETitles))
        {
            AETitle.Require(title, nameof(AETitles));
        }
    }

    internal ListenerSettings ToSettings() => new(new IPEndPoint(IPAddress.Parse(Host), Port))
    {
        Admission = new AdmissionPolicy { MaximumConnections = MaximumConnections },
        Acceptor = new AcceptorSettings
        {
            AETitles = ItemList.From(AETitles),
            CallingAETitles = ItemList.From(CallingAETitles),
            AcceptsUnknownStorage = AcceptsUnknownStorage,
        },
    };

    private static void Require<T>(bool condition, string name, T value, string allowed)
    {
        if (!condition)
        {
            throw new ArgumentException($"DicomListenerOptions.{name}: '{value}' is not allowed; allowed: {allowed}.", name);
        }
    }
}

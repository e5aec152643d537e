using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DicomActors.Clients;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Storing;
using DicomActors.Protocol.Transport;

namespace DicomActors.Node.Actors;

/// <summary>A peer as the regular client is to treat it.</summary>
/// <param name="Peer">Whom the user named.</param>
/// <param name="AtFirst">Its settings until it has accepted an association.</param>
/// <param name="OnceAccepted">Its settings from then on.</param>
internal sealed record ClientPeer(Peer Peer, DicomPeer AtFirst, DicomPeer OnceAccepted)
{
    private const int LongestName = 64;

    /// <summary>Someone waits at the terminal: the first wait is short, and none is long.</summary>
    private static readonly Backoff Waits = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), 0.5);

    /// <summary>Makes one of what the user gave.</summary>
    public static ClientPeer Create(NodeSystem node, Peer peer, StoreOptions options)
    {
        var retries = options.Retries ?? StoreOptions.UsualRetries;
        var settings = new DicomPeer(NameOf(peer), new TcpConnector(peer.Host, peer.Port), peer.CallingAETitle, peer.CalledAETitle)
        {
            MaximumAssociations = options.Associations,
            MaximumAttempts = retries + 1,
            MaximumAssociationFailures = retries + 1,
            Backoff = Waits,

            // The number of tries is given: nothing else is to hold it up.
            CircuitThreshold = 1_000_000,
            ServiceOptions = node.Recorded(peer.ServiceOptions),
        };
        return new ClientPeer(peer, options.Retries is null ? settings with { MaximumAssociationFailures = 1 } : settings, settings);
    }

    /// <summary>A name the registry takes, the same for every call with the same host, port and titles.</summary>
    private static string NameOf(Peer peer)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{peer.CallingAETitle}-{peer.CalledAETitle}-{peer.Host}-{peer.Port}");
        var name = string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
        if (name == text && name.Length <= LongestName)
        {
            return name;
        }

        // What was replaced or is cut off still tells peers apart.
        var rest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8);
        return $"{name[..Math.Min(name.Length, LongestName - rest.Length - 1)]}-{rest}";
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Node.CommandLine;
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

    /// <summary>Repetitions once the peer has accepted an association, unless the user says otherwise.</summary>
    public const int UsualRetries = 2;

    /// <summary>How long the release of the associations may take; everything is answered by then.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    /// <summary>Makes one of what the user gave.</summary>
    /// <param name="node">Where it runs.</param>
    /// <param name="peer">Whom the user named.</param>
    /// <param name="retries">
    /// How often a request is tried again, and how many failed associations in a row are. Null: <see cref="UsualRetries"/>, but a peer that
    /// has never accepted an association is not tried again, since most likely host, port or title are wrong.
    /// </param>
    /// <param name="associations">The most associations at once.</param>
    public static ClientPeer Create(NodeSystem node, Peer peer, int? retries, int associations = 1)
    {
        var attempts = (retries ?? UsualRetries) + 1;
        var settings = new DicomPeer(NameOf(peer), new TcpConnector(peer.Host, peer.Port), peer.CallingAETitle, peer.CalledAETitle)
        {
            MaximumAssociations = associations,
            MaximumAttempts = attempts,
            MaximumAssociationFailures = attempts,
            Backoff = Waits,

            // The number of tries is given: nothing else is to hold it up.
            CircuitThreshold = 1_000_000,
            ServiceOptions = node.Recorded(peer.ServiceOptions),
        };
        return new ClientPeer(peer, retries is null ? settings with { MaximumAssociationFailures = 1 } : settings, settings);
    }

    /// <summary>The same, with handlers of what the peer asks of us on the associations.</summary>
    public ClientPeer With(AdvancedDicomClientConnectionRequestHandlers? handlers) =>
        this with { AtFirst = AtFirst with { Handlers = handlers }, OnceAccepted = OnceAccepted with { Handlers = handlers } };

    /// <summary>Releases the associations and forgets the peer.</summary>
    public Task CloseAsync(NodeSystem node) =>
        node.Dicom.Peers.Ask<PeerDrained>(new RemovePeer(AtFirst.Name, ClosingTime), CancellationToken.None);

    /// <summary>Aborts the associations, whatever is under way, and forgets the peer.</summary>
    public Task AbandonAsync(NodeSystem node) =>
        node.Dicom.Peers.Ask<PeerDrained>(new RemovePeer(AtFirst.Name, TimeSpan.FromMilliseconds(1)), CancellationToken.None);

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

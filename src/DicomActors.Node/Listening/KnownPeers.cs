using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Protocol.Transport;
using Title = DicomActors.Protocol.Pdus.AETitle;

namespace DicomActors.Node.Listening;

/// <summary>The option <c>--peer TITLE=HOST:PORT</c>: whom we may send to.</summary>
internal sealed class KnownPeers
{
    private readonly Option<string[]> _peers = new("--peer")
    {
        Description = "Whom C-MOVE may send to, and who gets reports of storage commitment: TITLE=HOST:PORT. May be given more than once.",
        HelpName = "TITLE=HOST:PORT",
    };

    /// <summary>Gives the option to a verb.</summary>
    public KnownPeers(VerbCommand verb)
    {
        _peers.Validators.Add(Check);
        verb.Add(_peers);
    }

    /// <summary>Makes them known to the regular client.</summary>
    /// <param name="node">Where.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="ownTitle">What we call ourselves.</param>
    public async Task ConfigureAsync(NodeSystem node, ParseResult arguments, string ownTitle)
    {
        foreach (var text in arguments.GetValue(_peers) ?? [])
        {
            var (title, host, port) = Parse(text)!.Value;
            var peer = new DicomPeer(title, new TcpConnector(host, port), ownTitle, title) { ServiceOptions = node.Recorded(node.Dicom.Settings.Service) };
            await node.Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(peer));
        }
    }

    private static void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(static token => Parse(token.Value) is null))
        {
            result.AddError($"--peer '{token.Value}': must be TITLE=HOST:PORT, such as WORKSTATION=10.0.0.5:11112; an IPv6 address stands in brackets.");
        }
    }

    private static (string Title, string Host, int Port)? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':');
        if (equals < 1 || colon < equals || !Title.IsValid(text[..equals])
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > IPEndPoint.MaxPort)
        {
            return null;
        }

        var host = text[(equals + 1)..colon];
        var bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return Uri.CheckHostName(bare) == UriHostNameType.Unknown ? null : (text[..equals], bare, port);
    }
}

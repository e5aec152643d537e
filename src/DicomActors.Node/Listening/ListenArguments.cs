using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using DicomActors.Connections;
using DicomActors.Node.CommandLine;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Node.Listening;

/// <summary>The arguments of a verb that listens: where, and for whom.</summary>
internal sealed class ListenArguments
{
    private readonly Argument<int> _port = new("PORT") { Description = "Port to listen on; 0 picks a free one and says which." };
    private readonly Option<string?> _called = Values.AETitle("--called", "Our AE title: associations for another one are rejected. Default: every title is ours.", standard: null)!;
    private readonly Option<string?> _calling = Values.AETitle("--calling", "The only AE title that may call. Default: everybody.", standard: null)!;
    private readonly Option<bool> _local = new("--local") { Description = "Listen on the loopback address only." };

    /// <summary>Gives the arguments to a verb.</summary>
    public ListenArguments(VerbCommand verb)
    {
        Values.RequirePort(_port, smallest: 0);
        verb.Add(_port);
        verb.Add(_called);
        verb.Add(_calling);
        verb.Add(_local);
    }

    /// <summary>Where to listen.</summary>
    public IPEndPoint ReadEndPoint(ParseResult arguments)
    {
        var address = arguments.GetValue(_local) ? IPAddress.Loopback : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return new IPEndPoint(address, arguments.GetRequiredValue(_port));
    }

    /// <summary>Whom to accept.</summary>
    public AcceptorSettings ReadAcceptor(ParseResult arguments) =>
        new() { AETitles = Titles(arguments, _called), CallingAETitles = Titles(arguments, _calling) };

    /// <summary>What we are called; null: whatever peers call us.</summary>
    public string? ReadOwnTitle(ParseResult arguments) => arguments.GetValue(_called);

    private static ItemList<string> Titles(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } title ? [title] : [];
}

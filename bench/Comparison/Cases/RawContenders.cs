using Comparison.Contenders;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>What sockets alone do with messages as long as those of a C-ECHO.</summary>
internal static class RawContenders
{
    /// <summary>Awaited sockets instead of blocking threads.</summary>
    public const string Asynchronous = "asynchronous=1";

    /// <summary>A message and its answer, again and again on the connections of <see cref="RawPingClient"/>.</summary>
    /// <param name="name">As it is printed.</param>
    /// <param name="arguments">Of client and server, each as name=value.</param>
    public static Contender Ping(string name, params string[] arguments)
    {
        string[] all = [.. RawPing.EchoLengths, .. arguments];
        var style = arguments.Contains(Asynchronous) ? "awaited sockets" : "blocking sockets";
        return new StandingContender(name, $"{style} {string.Join(' ', arguments)}", new OwnServer(style, RawPingServer.Verb, all), RawPingClient.Verb, all);
    }
}

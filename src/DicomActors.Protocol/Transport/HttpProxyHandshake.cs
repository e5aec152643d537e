using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DicomActors.Protocol.Transport;

/// <summary>HTTP CONNECT, RFC 9110 9.3.6, with basic authentication, RFC 7617.</summary>
internal static class HttpProxyHandshake
{
    private static readonly byte[] HeaderEnd = [.. "\r\n\r\n"u8];

    /// <exception cref="ProxyAnswerException">The proxy did not answer with a 2xx status.</exception>
    public static async ValueTask RunAsync(Socket socket, ProxyOptions proxy, string host, int port, CancellationToken cancellationToken)
    {
        await ProxyHandshake.SendAsync(socket, Encoding.ASCII.GetBytes(Request(proxy, host, port)), cancellationToken).ConfigureAwait(false);

        var reader = new ProxyReader(socket);
        var start = new byte["HTTP/1.1 200"u8.Length];
        await reader
            .ReadExactlyAsync(start, static soFar => Matches(soFar, "HTTP/1."u8), "the answer is not HTTP", cancellationToken).ConfigureAwait(false);
        var answer = await reader
            .ReadThroughAsync(HeaderEnd, Math.Max(0, proxy.MaximumAnswerLength - start.Length), start, cancellationToken).ConfigureAwait(false);
        var statusLine = Encoding.ASCII.GetString(answer, 0, answer.AsSpan().IndexOf("\r\n"u8));
        if (answer[8] != ' ' || !int.TryParse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new ProxyAnswerException($"the answer is not HTTP ('{ProxyAnswerException.Printable(answer)}')");
        }

        if (status is < 200 or > 299)
        {
            var hint = (status, proxy.UserName) switch
            {
                (407, null) => "; it wants a user name and password",
                (407, _) => "; user name or password is wrong, or it wants another kind of authentication",
                _ => "",
            };
            throw new ProxyAnswerException(
                $"the proxy refused: {ProxyAnswerException.Printable(Encoding.ASCII.GetBytes(statusLine["HTTP/1.x ".Length..]))}{hint}");
        }
    }

    private static string Request(ProxyOptions proxy, string host, int port)
    {
        // The host goes into a header: nothing in it may end the line.
        if (host.Any(character => character is <= ' ' or >= (char)0x7F))
        {
            throw new ProxyAnswerException($"the host name '{ProxyAnswerException.Printable(Encoding.ASCII.GetBytes(host))}' cannot be put in a request");
        }

        var authority = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{port}");
        var login = proxy.UserName is { } user
            ? $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{proxy.Password}"))}\r\n"
            : "";
        return $"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{login}\r\n";
    }

    private static bool Matches(ReadOnlySpan<byte> soFar, ReadOnlySpan<byte> expected) =>
        soFar[..Math.Min(soFar.Length, expected.Length)].SequenceEqual(expected[..Math.Min(soFar.Length, expected.Length)]);
}

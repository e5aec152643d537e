using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DicomActors.Protocol.Transport;

/// <summary>SOCKS version 5: RFC 1928, with user name and password by RFC 1929.</summary>
internal static class Socks5Handshake
{
    private const byte Version = 5;
    private const byte NoLogin = 0;
    private const byte UserNameAndPassword = 2;
    private const byte NoneAcceptable = 0xFF;
    private const byte Connect = 1;
    private const byte IPv4Address = 1;
    private const byte HostName = 3;
    private const byte IPv6Address = 4;
    private const int LongestText = 255;

    /// <exception cref="ProxyAnswerException">The proxy did not connect.</exception>
    public static async ValueTask RunAsync(Socket socket, ProxyOptions proxy, string host, int port, CancellationToken cancellationToken)
    {
        var reader = new ProxyReader(socket);
        byte[] greeting = proxy.UserName is null ? [Version, 1, NoLogin] : [Version, 2, NoLogin, UserNameAndPassword];
        await ProxyHandshake.SendAsync(socket, greeting, cancellationToken).ConfigureAwait(false);
        var method = await ReadPairAsync(reader, Version, cancellationToken).ConfigureAwait(false);
        if (method == UserNameAndPassword && proxy.UserName is not null)
        {
            await LogInAsync(socket, reader, proxy, cancellationToken).ConfigureAwait(false);
        }
        else if (method != NoLogin)
        {
            throw new ProxyAnswerException(method == NoneAcceptable
                ? proxy.UserName is null ? "the proxy refused: it wants a login" : "the proxy accepts neither user name and password nor no login"
                : $"the proxy chose login method {method}, which was not offered");
        }

        await ProxyHandshake.SendAsync(socket, ConnectRequest(host, port), cancellationToken).ConfigureAwait(false);
        await ReadReplyAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask LogInAsync(Socket socket, ProxyReader reader, ProxyOptions proxy, CancellationToken cancellationToken)
    {
        const byte LoginVersion = 1;
        var user = Encoding.UTF8.GetBytes(proxy.UserName ?? "");
        var password = Encoding.UTF8.GetBytes(proxy.Password ?? "");
        if (user.Length is 0 or > LongestText || password.Length > LongestText)
        {
            throw new ProxyAnswerException("user name or password is empty or longer than 255 bytes");
        }

        byte[] login = [LoginVersion, (byte)user.Length, .. user, (byte)password.Length, .. password];
        await ProxyHandshake.SendAsync(socket, login, cancellationToken).ConfigureAwait(false);
        if (await ReadPairAsync(reader, LoginVersion, cancellationToken).ConfigureAwait(false) != 0)
        {
            throw new ProxyAnswerException("the proxy refused the user name or password");
        }
    }

    private static byte[] ConnectRequest(string host, int port)
    {
        Span<byte> portBytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(portBytes, (ushort)port);
        if (IPAddress.TryParse(host, out var address))
        {
            var type = address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6Address : IPv4Address;
            return [Version, Connect, 0, type, .. address.GetAddressBytes(), .. portBytes];
        }

        var name = Encoding.UTF8.GetBytes(host);
        return name.Length <= LongestText
            ? [Version, Connect, 0, HostName, (byte)name.Length, .. name, .. portBytes]
            : throw new ProxyAnswerException("the host name is longer than 255 bytes");
    }

    private static async ValueTask ReadReplyAsync(ProxyReader reader, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await reader
            .ReadExactlyAsync(head, static soFar => soFar[0] == Version, "the answer is not SOCKS5", cancellationToken).ConfigureAwait(false);
        if (head[1] != 0)
        {
            throw new ProxyAnswerException($"the proxy refused: {Describe(head[1])}");
        }

        var addressLength = head[3] switch
        {
            IPv4Address => 4,
            IPv6Address => 16,
            HostName => await ReadLengthAsync(reader, cancellationToken).ConfigureAwait(false),
            _ => throw new ProxyAnswerException($"the answer has an unknown address type {head[3]}"),
        };
        // The address the proxy connects from tells us nothing, but it is in the way.
        await reader.ReadExactlyAsync(new byte[addressLength + sizeof(ushort)], cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<int> ReadLengthAsync(ProxyReader reader, CancellationToken cancellationToken)
    {
        var length = new byte[1];
        await reader.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
        return length[0];
    }

    private static async ValueTask<byte> ReadPairAsync(ProxyReader reader, byte version, CancellationToken cancellationToken)
    {
        var pair = new byte[2];
        await reader
            .ReadExactlyAsync(pair, soFar => soFar[0] == version, "the answer is not SOCKS5", cancellationToken).ConfigureAwait(false);
        return pair[1];
    }

    private static string Describe(byte reply) => reply switch
    {
        1 => "general failure",
        2 => "not allowed by its rules",
        3 => "network unreachable",
        4 => "host unreachable",
        5 => "connection refused by the target",
        6 => "time to live expired",
        7 => "command not supported",
        8 => "address type not supported",
        _ => $"reply {reply}",
    };
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DicomActors.Protocol.Transport;

/// <summary>Reads the header of the PROXY protocol (haproxy.org, proxy-protocol.txt, sections 2.1 and 2.2) and not one byte more.</summary>
internal static class ProxyProtocolHeader
{
    private const int SignatureLength = 12;
    private const int Version2FixedLength = 16;
    private const int Version1MaximumLength = 107;

    private static ReadOnlySpan<byte> Version1Start => "PROXY "u8;

    private static ReadOnlySpan<byte> Version2Signature => [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Returns the client the proxy connects for; null when the proxy speaks for itself (a health check) or does not know.</summary>
    /// <exception cref="TransportException">The header is missing, bad, too long or late.</exception>
    public static async ValueTask<IPEndPoint?> ReadAsync(
        Socket socket, ProxyProtocolOptions options, IPEndPoint proxy, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.HeaderTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reader = new ProxyReader(socket);
        try
        {
            return await ReadAsync(reader, options, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Invalid(proxy, $"it was not complete within {options.HeaderTimeout.TotalSeconds:0.###} s", exception);
        }
        catch (Exception exception) when (exception is ProxyAnswerException or SocketException && !reader.HasRead)
        {
            throw new TransportException(
                TransportFailure.LeftInSilence, $"{proxy}: the connection was closed before a PROXY protocol header came.", exception);
        }
        catch (ProxyAnswerException exception)
        {
            throw Invalid(proxy, exception.Message, exception);
        }
        catch (SocketException exception)
        {
            throw Invalid(proxy, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static TransportException Invalid(IPEndPoint proxy, string problem, Exception cause) =>
        new(TransportFailure.ProxyHeaderInvalid, $"{proxy}: no valid PROXY protocol header: {problem}.", cause);

    private static async ValueTask<IPEndPoint?> ReadAsync(ProxyReader reader, ProxyProtocolOptions options, CancellationToken cancellationToken)
    {
        // Both forms are at least this long; a peer that begins with something else is told so at its first wrong byte.
        var start = new byte[SignatureLength];
        await reader.ReadExactlyAsync(start, MatchesASignature, "it begins with something else", cancellationToken).ConfigureAwait(false);
        if (start[0] == Version1Start[0])
        {
            var rest = await reader
                .ReadThroughAsync(LineEnd.ToArray(), Version1MaximumLength - SignatureLength, start, cancellationToken).ConfigureAwait(false);
            return ParseVersion1(rest);
        }

        var fixedPart = new byte[Version2FixedLength - SignatureLength];
        await reader.ReadExactlyAsync(fixedPart, cancellationToken).ConfigureAwait(false);
        int length = BinaryPrimitives.ReadUInt16BigEndian(fixedPart.AsSpan(2));
        if (Version2FixedLength + length > options.MaximumHeaderLength)
        {
            throw new ProxyAnswerException($"its length of {Version2FixedLength + length} bytes is over the limit of {options.MaximumHeaderLength}");
        }

        var addresses = new byte[length];
        await reader.ReadExactlyAsync(addresses, cancellationToken).ConfigureAwait(false);
        return ParseVersion2(fixedPart, addresses);
    }

    private static bool MatchesASignature(ReadOnlySpan<byte> soFar) =>
        Version2Signature.StartsWith(soFar) || soFar[..Math.Min(soFar.Length, Version1Start.Length)].SequenceEqual(Version1Start[..Math.Min(soFar.Length, Version1Start.Length)]);

    private static IPEndPoint? ParseVersion1(ReadOnlySpan<byte> line)
    {
        var text = Encoding.ASCII.GetString(line[..^LineEnd.Length]);
        var fields = text.Split(' ');
        if (fields is [_, "UNKNOWN", ..])
        {
            return null;
        }

        if (fields is [_, "TCP4" or "TCP6", var source, var destination, var sourcePort, var destinationPort]
            && ParseAddress(source, fields[1]) is { } address && ParseAddress(destination, fields[1]) is not null
            && ParsePort(sourcePort) is { } port && ParsePort(destinationPort) is not null)
        {
            return new IPEndPoint(address, port);
        }

        throw new ProxyAnswerException($"bad line '{ProxyAnswerException.Printable(line)}'");
    }

    private static IPAddress? ParseAddress(string text, string family)
    {
        if (!IPAddress.TryParse(text, out var address) || text.Contains('%') || text.Contains('['))
        {
            return null;
        }

        return family == "TCP6"
            ? address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null
            // Only four plain numbers: the runtime would also take "10.1" or "0x0A000001".
            : address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text ? address : null;
    }

    private static int? ParsePort(string text) =>
        text.Length is > 0 and <= 5 && (text == "0" || text[0] != '0')
        && Utf8Parser.TryParse(Encoding.ASCII.GetBytes(text), out ushort port, out var used) && used == text.Length
            ? port
            : null;

    private static IPEndPoint? ParseVersion2(ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> rest)
    {
        const byte Local = 0x20;
        const byte Proxy = 0x21;
        const byte TcpOverIPv4 = 0x11;
        const byte TcpOverIPv6 = 0x21;
        if (fixedPart[0] == Local)
        {
            return null;
        }

        if (fixedPart[0] != Proxy)
        {
            throw new ProxyAnswerException($"unknown version and command 0x{fixedPart[0]:X2}");
        }

        // 2.2: a receiver takes what it does not support as UNSPEC and uses the connection's own address.
        if (fixedPart[1] is not (TcpOverIPv4 or TcpOverIPv6))
        {
            return null;
        }

        var addressLength = fixedPart[1] == TcpOverIPv4 ? 4 : 16;
        var addressesLength = (2 * addressLength) + (2 * sizeof(ushort));
        if (rest.Length < addressesLength)
        {
            throw new ProxyAnswerException($"{rest.Length} bytes are too few for its addresses");
        }

        ProxyProtocolExtensions.Check([.. Version2Signature, .. fixedPart, .. rest], Version2FixedLength + addressesLength);
        return new IPEndPoint(
            new IPAddress(rest[..addressLength]), BinaryPrimitives.ReadUInt16BigEndian(rest[(2 * addressLength)..]));
    }
}

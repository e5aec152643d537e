using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>Reads what precedes a conversation on a socket without taking a byte of the conversation itself.</summary>
internal sealed class ProxyReader(Socket socket)
{
    public delegate bool Check(ReadOnlySpan<byte> soFar);

    /// <summary>Whether anything came at all.</summary>
    public bool HasRead { get; private set; }

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="ProxyAnswerException">The peer closed before.</exception>
    public ValueTask ReadExactlyAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        ReadExactlyAsync(buffer, static _ => true, "", cancellationToken);

    /// <summary>Fills the buffer as long as what has come passes the check.</summary>
    /// <exception cref="ProxyAnswerException">The peer closed before, or the check failed.</exception>
    public async ValueTask ReadExactlyAsync(Memory<byte> buffer, Check check, string complaint, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            filled += await ReceiveAsync(buffer[filled..], SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (!check(buffer.Span[..filled]))
            {
                throw new ProxyAnswerException($"{complaint} ('{ProxyAnswerException.Printable(buffer.Span[..filled])}')");
            }
        }
    }

    /// <summary>Reads up to and including the terminator, at most <paramref name="limit"/> more bytes. What was read before counts for the search.</summary>
    /// <returns>All bytes, those before included.</returns>
    /// <exception cref="ProxyAnswerException">The peer closed before, or there is no terminator within the limit.</exception>
    public async ValueTask<byte[]> ReadThroughAsync(
        ReadOnlyMemory<byte> terminator, int limit, ReadOnlyMemory<byte> before, CancellationToken cancellationToken)
    {
        var buffer = new byte[before.Length + limit];
        before.CopyTo(buffer);
        var filled = before.Length;
        var searched = 0;
        while (true)
        {
            if (buffer.AsSpan(searched, filled - searched).IndexOf(terminator.Span) >= 0)
            {
                return buffer[..filled];
            }

            if (filled == buffer.Length)
            {
                throw new ProxyAnswerException(
                    $"no end within {buffer.Length} bytes of '{ProxyAnswerException.Printable(buffer)}'");
            }

            searched = Math.Max(0, filled - terminator.Length + 1);
            // Look first, and take only up to the terminator: what follows it is not ours.
            var seen = filled + await ReceiveAsync(buffer.AsMemory(filled), SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
            var found = buffer.AsSpan(searched, seen - searched).IndexOf(terminator.Span);
            var end = found < 0 ? seen : searched + found + terminator.Length;
            await ReadExactlyAsync(buffer.AsMemory(filled, end - filled), cancellationToken).ConfigureAwait(false);
            filled = end;
        }
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags flags, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer, flags, cancellationToken).ConfigureAwait(false);
        HasRead |= received > 0;
        return received > 0 ? received : throw new ProxyAnswerException("the connection was closed before the end");
    }
}

using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>Asks the proxy at the other end of a connected socket to connect on to the target.</summary>
internal static class ProxyHandshake
{
    /// <summary>When it returns, the socket is a connection to the target. The caller keeps the socket, and closes it after a failure.</summary>
    /// <exception cref="TransportException">The proxy refused, answered nonsense, or not in time; the message names it and its answer.</exception>
    public static async ValueTask RunAsync(
        Socket socket, ProxyOptions proxy, string host, int port, string target, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(proxy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            if (proxy.Kind == ProxyKind.Socks5)
            {
                await Socks5Handshake.RunAsync(socket, proxy, host, port, either.Token).ConfigureAwait(false);
            }
            else
            {
                await HttpProxyHandshake.RunAsync(socket, proxy, host, port, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(proxy, target, $"no complete answer within {proxy.Timeout.TotalSeconds:0.###} s", exception);
        }
        catch (ProxyAnswerException exception)
        {
            throw Failed(proxy, target, exception.Message, exception);
        }
        catch (SocketException exception)
        {
            throw Failed(proxy, target, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>The failure to connect to the target by this proxy.</summary>
    public static TransportException Failed(ProxyOptions proxy, string target, string problem, Exception cause) =>
        new(TransportFailure.ProxyFailed, $"{target} via {proxy}: {problem}.", cause);

    /// <summary>Sends all of it.</summary>
    public static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }
}

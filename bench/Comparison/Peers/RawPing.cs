using System.Net.Sockets;
using Comparison.Measuring;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>Messages of fixed length over a socket, blocking and awaited.</summary>
internal static class RawPing
{
    /// <summary>The lengths of a C-ECHO-RQ and a C-ECHO-RSP, PDU and PDV headers included, as arguments of client and server.</summary>
    public static IReadOnlyList<string> EchoLengths { get; } = [$"request={Length(false)}", $"response={Length(true)}"];

    /// <summary>Fills the buffer; false if the other end has closed before its first byte.</summary>
    public static bool Receive(Socket socket, byte[] buffer)
    {
        for (var received = 0; received < buffer.Length;)
        {
            var count = socket.Receive(buffer, received, buffer.Length - received, SocketFlags.None);
            if (count == 0)
            {
                return End(received);
            }

            received += count;
        }

        return true;
    }

    /// <summary>Fills the buffer; false if the other end has closed before its first byte.</summary>
    public static async ValueTask<bool> ReceiveAsync(Socket socket, byte[] buffer)
    {
        for (var received = 0; received < buffer.Length;)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(received));
            if (count == 0)
            {
                return End(received);
            }

            received += count;
        }

        return true;
    }

    private static bool End(int received) => received == 0 ? false : throw new BenchException("A raw message was cut short.");

    private static int Length(bool isResponse)
    {
        var request = new CEchoRequest();
        var set = isResponse
            ? DimseMessages.ToCommandSet(DimseResponse.For(request, DimseStatus.Success), request, 1)
            : DimseMessages.ToCommandSet(request, 1);
        return PduWriter.DataHeaderLength + CommandSetCodec.ToArray(set).Length;
    }
}

using System.Net;
using System.Net.Sockets;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;

namespace Listeners;

/// <summary>Peers that hold on to a listener: some never say anything, some ask for much and hardly read the answers.</summary>
internal static class Crowd
{
    private const int OpeningAtOnce = 100;

    /// <summary>Connects silent sockets; each completes when the listener has closed it.</summary>
    public static async Task<List<Task>> BeSilentAsync(IPEndPoint endPoint, int count)
    {
        var silences = new List<Task>(count);
        while (silences.Count < count)
        {
            silences.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(OpeningAtOnce, count - silences.Count)).Select(async _ =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(endPoint);
                return ReadToTheEndAsync(socket);
            })));
        }

        return silences;
    }

    /// <summary>Opens associations, asks each for many matches, and reads 256 bytes ten times a second. Completes when all have begun.</summary>
    public static async Task<List<Task>> ReadSlowlyAsync(IPEndPoint endPoint, int count, CancellationToken stop)
    {
        var connector = new TcpConnector(new TcpConnectorOptions(endPoint.Address.ToString(), endPoint.Port)
        {
            Socket = new TcpSocketOptions { ReceiveBufferSize = 4096 },
        });
        var request = new AssociationRequest("SLOW", "SCP").WithContext(SopClasses.StudyRootFind, TransferSyntax.ImplicitVRLittleEndian);
        var identifier = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientName, "*").Build();
        var readers = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var transport = await connector.ConnectAsync(stop);
            var peer = new ScriptedPeer(transport);
            await peer.RequestAssociationAsync(request);
            await peer.SendRequestAsync(1, new CFindRequest(SopClasses.StudyRootFind, identifier), 1);
            readers.Add(ReadSlowlyAsync(transport, stop));
        }

        return readers;
    }

    private static async Task ReadToTheEndAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[1]);
            }
            catch (SocketException)
            {
                // A reset is a close, too.
            }
        }
    }

    private static async Task ReadSlowlyAsync(TransportConnection transport, CancellationToken stop)
    {
        var buffer = new byte[256];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!stop.IsCancellationRequested && await transport.ReadAsync(buffer, CancellationToken.None) > 0)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        transport.Abort();
    }
}

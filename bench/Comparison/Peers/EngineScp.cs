using System.Net;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comparison.Peers;

/// <summary>The bare <see cref="DicomService"/> behind a listening socket: answers Success to every C-STORE and C-ECHO and keeps nothing.</summary>
/// <remarks>pdu: the longest P-DATA-TF it takes (default ours).</remarks>
internal static class EngineScp
{
    public const string Verb = "engine-scp";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var limits = new PduLimits { MaximumDataPduLength = (uint)arguments.Number("pdu", PduLimits.Default.MaximumDataPduLength) };
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        using var stop = new CancellationTokenSource();
        var accepting = AcceptAsync(listener, DicomServiceOptions.Default with { PduLimits = limits }, stop.Token);
        await PeerConsole.ServeAsync(listener.LocalEndPoint.Port);
        await stop.CancelAsync();
        await accepting;
    }

    private static async Task AcceptAsync(TcpTransportListener listener, DicomServiceOptions options, CancellationToken stop)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await listener.AcceptAsync(stop);
                running.RemoveAll(static task => task.IsCompleted);
                running.Add(DicomService.ForAcceptor(connection, new User(), options, NullLogger.Instance).RunAsync(stop));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private sealed class User : DicomServiceUser
    {
        private static readonly AcceptorPolicy Policy = new() { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll };

        public override void OnAssociationRequested(AssociationIndication indication) => indication.Accept(Policy);

        public override ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken) =>
            new(new DiscardingContentSink());

        public override void OnRequestReceived(InboundRequest request) => request.Respond(DimseStatus.Success);
    }
}

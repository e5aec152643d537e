using System.Diagnostics;
using System.Net;
using Comparison.Measuring;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.TestKit;

namespace Comparison.Peers;

/// <summary>
/// The fastest sender there is, to measure receivers with: the PDUs of every instance are encoded before the first is sent, each message is one write,
/// and nothing is done but waiting for its response.
/// </summary>
/// <remarks>port, folder.</remarks>
internal static class EncodedScu
{
    public const string Verb = "encoded-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        await using var peer = await ScriptedPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, (int)arguments.Number("port")));
        var association = await peer.RequestAssociationAsync(RequestingAssociation.Proposal);
        var source = await InstanceSource.OpenAsync(arguments.Text("folder"), holds: true);
        var messages = source.Held.Select(content => Encode(content, association)).ToArray();
        await PeerConsole.ServeAsync(0, operations => SendAsync(peer, messages, operations));
        await peer.ReleaseAsync();
    }

    private static async Task<Measurement> SendAsync(ScriptedPeer peer, byte[][] messages, long count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = 0L; number < count; number++)
        {
            await peer.SendRawAsync(messages[number % messages.Length]);
            RequestingAssociation.Require((await peer.ExpectMessageAsync(DimseCommand.CStoreResponse)).Command.Status);
        }

        return new Measurement(count, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Command set and data set, in P-DATA-TF PDUs as long as the receiver takes them and our senders make them.</summary>
    private static byte[] Encode(MemoryContent content, Association association)
    {
        var context = association.FindContext(content.SopClassUid)
            ?? throw new BenchException("The receiver does not take CT images.");
        var command = DimseMessages.ToCommandSet(new CStoreRequest(content), messageId: 1);
        command.HasDataset = true;
        List<byte> message = [.. Pdv.ToPdu(new Pdv(context.Id, IsCommand: true, IsLast: true, CommandSetCodec.ToArray(command)))];
        var dataset = content.Dataset.Bytes;
        for (var sent = 0; sent < dataset.Length;)
        {
            var fragment = dataset.Slice(sent, Math.Min(association.MaximumFragmentLength, dataset.Length - sent));
            sent += fragment.Length;
            message.AddRange(Pdv.ToPdu(new Pdv(context.Id, IsCommand: false, IsLast: sent == dataset.Length, fragment)));
        }

        return [.. message];
    }
}

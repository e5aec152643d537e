using System.Diagnostics;
using Comparison.Measuring;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>Stores one instance of as many P-DATA-TF PDUs as it is told, on the bare engine.</summary>
/// <remarks>port; pdu: the longest P-DATA-TF the server takes.</remarks>
internal static class FragmentScu
{
    public const string Verb = "fragment-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        await using var association = await EngineAssociation.OpenAsync((int)arguments.Number("port"));
        var payload = arguments.Number("pdu") - PduWriter.PdvOverhead;
        await PeerConsole.ServeAsync(0, count => SendAsync(association, count, payload));
    }

    private static async Task<Measurement> SendAsync(EngineAssociation association, long count, long payload)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await association.RequestAsync(new CStoreRequest(new Zeros(count * payload)));
        return new Measurement(count, Stopwatch.GetElapsedTime(start))
        {
            Readings = [new Reading(ProcessMemory.Allocated, GC.GetTotalAllocatedBytes(precise: true) - allocated, "B")],
        };
    }

    private sealed class Zeros(long length) : DicomContent(InstanceFiles.SopClass, Uid.Generate(), InstanceFiles.TransferSyntax)
    {
        public override long? Length => length;

        public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) => new(new Reader());

        private sealed class Reader : DicomContentReader
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
            {
                buffer.Span.Clear();
                return new ValueTask<int>(buffer.Length);
            }

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using Micro.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Micro;

/// <summary>
/// The engine as acceptor, to a peer in memory that costs nothing: reassembly, the state machine, sink and service user, the response.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The service owns the transport, and is ended in the cleanup.")]
public class ReceivingBenchmarks
{
    private AskingTransport _peer = null!;
    private DicomService _service = null!;
    private byte[] _message = null!;

    [ParamsAllValues]
    public MessageKind Message { get; set; }

    // In process BenchmarkDotNet 0.14 does not wait for asynchronous setups and cleanups (its issue 1738).
    [GlobalSetup]
    public void Prepare() => PrepareAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void End() => _service.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public async Task ReceiveAsync() => await _peer.AskAsync(_message);

    private byte[] StoreMessage(CStoreRequest store, byte contextId) => Messages.ToPdus(
        DimseMessages.ToCommandSet(store, 7),
        contextId,
        ((MemoryContent)store.Content).Dataset.Bytes.Span,
        (int)_service.Association!.OurMaximumPduLength - PduWriter.PdvOverhead);

    private async Task PrepareAsync()
    {
        var proposal = Samples.SmallProposal();
        var user = new WillingUser();
        _peer = new AskingTransport();
        _service = DicomService.ForAcceptor(_peer, user, DicomServiceOptions.Default, NullLogger.Instance);
        _ = _service.RunAsync(CancellationToken.None);
        await _peer.AskAsync(PduWriter.ToArray(RequestorNegotiation.CreateRequest(proposal, PduLimits.Default)));
        await user.Established;
        _message = Message == MessageKind.Echo
            ? Messages.ToPdu(DimseMessages.ToCommandSet(new CEchoRequest(), 7), proposal.PresentationContexts[0].Id)
            : StoreMessage(Samples.Store(), proposal.PresentationContexts[1].Id);
    }
}

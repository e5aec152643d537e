using DicomActors.Clients;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Peers that take uncompressed instances in one VR encoding only.</summary>
public sealed class ReencodingTests(ITestOutputHelper output) : ClientSpec(output)
{
    private static AcceptorPolicy Only(TransferSyntax syntax) => new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, syntax);

    [Theory]
    [InlineData("1.2.840.10008.1.2.1", "1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")]
    public async Task PeerTakesTheOtherSyntaxOnly_Store_ArrivesReencoded(string own, string other)
    {
        var accepted = TransferSyntax.FromUid(new Uid(other));
        var handler = new KeepingHandler();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(handler, policy: Only(accepted)));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var store = Store(SopClasses.CtImageStorage, TransferSyntax.FromUid(new Uid(own)));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, store));

        Assert.True(outcome.IsSuccess, outcome.Message);
        Assert.Same(store, outcome.Request);
        Assert.True(((MemoryContent)store.Content).Dataset.TryConvert(accepted, out var expected, out _));
        Assert.Equal(expected.Bytes.ToArray(), handler.Sink.Bytes.ToArray());
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task ReencodingSwitchedOff_Store_FailsAndSaysSo()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(policy: Only(TransferSyntax.ImplicitVRLittleEndian)));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { ReencodesUncompressed = false });

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal(TicketOutcome.Failed, outcome.Outcome);
        Assert.Contains("in Explicit VR Little Endian, and re-encoding is switched off.", outcome.Message, StringComparison.Ordinal);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerTakesNeither_Store_FailsAndNamesBoth()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(policy: Only(TransferSyntax.JpegBaseline)));
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal(TicketOutcome.Failed, outcome.Outcome);
        Assert.Contains("in Explicit VR Little Endian or Implicit VR Little Endian.", outcome.Message, StringComparison.Ordinal);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task DamagedInstance_Reencoded_FailsAloneAndTheOthersArrive()
    {
        var handler = new TestStoreHandler();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(handler, policy: Only(TransferSyntax.ImplicitVRLittleEndian)));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var damaged = new CStoreRequest(new MemoryContent(
            SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[] { 8, 0, 0x60, 0, (byte)'C', (byte)'S', 200, 0 }));

        var tickets = await EnqueueAllAsync(client, [Store(), damaged, Store()]);
        var outcomes = await OutcomesAsync(tickets);

        Assert.Equal([TicketOutcome.Completed, TicketOutcome.Failed, TicketOutcome.Completed], outcomes.Select(static outcome => outcome.Outcome));
        Assert.Contains("(0008,0060) at offset 0 states a length of 200 bytes", outcomes[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(damaged.SopInstanceUid, handler.Received);
        await AssertOneOutcomeEachAsync();
    }

    private sealed class KeepingHandler : DicomRequestHandler
    {
        public MemoryContentSink Sink { get; } = new(1_000_000);

        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) => new(Sink);

        public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
    }
}

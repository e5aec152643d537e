using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class RequestLedgerTests
{
    [Fact]
    public async Task AsManyAbandonedAndOutstandingAsThereCanBe_Add_FindsAnId()
    {
        var ledger = new RequestLedger();
        for (var i = 0; i < 40_000; i++)
        {
            var abandoned = NewRequest();
            ledger.Add(abandoned);
            ledger.Abandon(abandoned);
        }

        // One that never ends would hold the gate of its connection for ever.
        var adding = Task.Factory.StartNew(
            () => AddMany(ledger, 32_768), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var ids = await adding.Patiently();
        Assert.Equal(32_768, ids.Distinct().Count());
        Assert.DoesNotContain((ushort)0, ids);
    }

    [Fact]
    [Trait("Pitfall", "16")]
    public void EveryIdOnce_ThenAgain_ZeroAndOutstandingOnesAreSkipped()
    {
        var ledger = new RequestLedger();
        var held = NewRequest();
        ledger.Add(held);
        var ids = new List<ushort>();
        for (var i = 0; i < 65_534; i++)
        {
            var request = NewRequest();
            ledger.Add(request);
            ids.Add(request.MessageId);
            ledger.Remove(request);
        }

        var next = NewRequest();
        ledger.Add(next);
        Assert.Equal((1, 2), (held.MessageId, next.MessageId));
        Assert.Equal(65_534, ids.Distinct().Count());
        Assert.DoesNotContain((ushort)0, ids);
    }

    private static List<ushort> AddMany(RequestLedger ledger, int count)
    {
        var ids = new List<ushort>();
        for (var i = 0; i < count; i++)
        {
            var request = NewRequest();
            ledger.Add(request);
            ids.Add(request.MessageId);
        }

        return ids;
    }

    private static OutboundRequest NewRequest() => new(new CEchoRequest(), new RecordingListener(), null);
}

using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class MessageIdTests
{
    [Fact]
    [Trait("Pitfall", "16")]
    public async Task MoreRequestsThanThereAreIds_OthersOutstanding_NoIdIsZeroOrInUse()
    {
        const int Echoes = 65_540;
        var held = new List<InboundRequest>();
        var ids = new List<ushort>(Echoes);
        var serverUser = new RecordingUser
        {
            Policy = Engines.Policy with { MaximumOperationsPerformed = 8 },
            OnRequest = request =>
            {
                if (request.Request is CFindRequest)
                {
                    held.Add(request);
                }
                else
                {
                    ids.Add(request.MessageId);
                    request.Respond(DimseStatus.Success);
                }
            },
        };
        var (client, server) = await Engines.PairAsync(
            new RecordingUser(), serverUser, Engines.WithWindow(8), new DicomServiceOptions { MaximumQueuedRequests = 100_000 });
        var finds = Enumerable.Range(0, 3).Select(static _ => new RecordingListener()).ToList();
        finds.ForEach(listener => client.Send(Engines.Find, listener));
        var echoes = new CountingListener(Echoes);
        for (var i = 0; i < Echoes; i++)
        {
            client.Send(new CEchoRequest(), echoes);
        }

        await echoes.All.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 2, 3], held.Select(static request => request.MessageId));
        Assert.Equal(Echoes, ids.Count);
        Assert.All(ids, static id => Assert.True(id > 3, $"message id {id} is 0 or that of an outstanding request"));
        Assert.Equal(2, ids.Count(static id => id == 4));

        held.ForEach(static request => request.Respond(DimseStatus.Success));
        foreach (var find in finds)
        {
            Assert.Equal(DimseStatus.Success, (await find.ResponseAsync()).Status);
        }

        await client.DisposeAsync();
        await server.DisposeAsync();
    }
}

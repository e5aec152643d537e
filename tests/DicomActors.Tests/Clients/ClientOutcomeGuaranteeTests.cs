using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>
/// Random requests, cancellations, pauses and new settings against a peer that rejects, hangs up, aborts, releases, is silent or
/// out of resources: every accepted request has exactly one outcome, told and published.
/// </summary>
public sealed class ClientOutcomeGuaranteeTests(ITestOutputHelper output) : ClientSpec(output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RandomCommands_RandomPeer_EachRequestHasOneOutcome(int seed)
    {
        var random = new Random(seed);
        var fate = new Random(seed + 1000);
        await using var peer = new ActedPeer(Sys, _ => Roll(fate, 10) switch
        {
            0 => null,
            1 or 2 => ActedPeer.Rejecting(AssociationRejection.LocalLimitExceeded),
            _ => ActedPeer.With(
                new TestStoreHandler((exchange, _) => Answer(fate, exchange.Connection)),
                policy: ActedPeer.AcceptAll with { MaximumOperationsPerformed = (ushort)(1 + Roll(fate, 4)) }),
        });
        var client = await AddAsync(Settings(random, peer));
        var tickets = new List<TicketId>();
        for (var i = 0; i < 100; i++)
        {
            switch (random.Next(20))
            {
                case 0:
                    client.Tell(PausePeer.Instance);
                    break;
                case 1:
                    client.Tell(ResumePeer.Instance);
                    break;
                case 2:
                    await AddAsync(Settings(random, peer));
                    break;
                case < 6 when tickets.Count > 0:
                    client.Tell(new CancelTicket(tickets[random.Next(tickets.Count)]));
                    break;
                default:
                    tickets.Add(await EnqueueAsync(client, random.Next(4) == 0 ? new CEchoRequest() : Store(), command => command with
                    {
                        Priority = (RequestPriority)random.Next(3),
                        Repeatable = random.Next(3) == 0 ? false : null,
                        Deadline = random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 100)) : null,
                    }));
                    break;
            }
        }

        client.Tell(ResumePeer.Instance);
        await OutcomesAsync(tickets);
        await AssertOneOutcomeEachAsync();
    }

    private static DicomPeer Settings(Random random, ActedPeer peer) => PeerAt(peer.EndPoint) with
    {
        MaximumAssociations = random.Next(1, 5),
        QueuedPerAssociation = random.Next(1, 5),
        MaximumRequestsPerAssociation = random.Next(2) == 0 ? int.MaxValue : random.Next(1, 6),
        AsynchronousOperations = random.Next(1, 5),
        Linger = TimeSpan.FromMilliseconds(random.Next(30)),
        AssociationLifetime = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(20, 200)) : Timeout.InfiniteTimeSpan,
        ServiceOptions = Quick with { ResponseTimeout = TimeSpan.FromMilliseconds(100), MaximumQueuedRequests = random.Next(1, 4) },
    };

    private static int Roll(Random random, int sides)
    {
        lock (random)
        {
            return random.Next(sides);
        }
    }

    private static async Task<DimseStatus?> Answer(Random fate, IActorRef connection)
    {
        switch (Roll(fate, 40))
        {
            case 0:
                return null;
            case 1 or 2:
                connection.Tell(new AbortAssociation("Bad luck."), ActorRefs.NoSender);
                return Roll(fate, 2) == 0 ? null : DimseStatus.Success;
            case 3 or 4:
                connection.Tell(ReleaseAssociation.Instance, ActorRefs.NoSender);
                return DimseStatus.Success;
            case 5 or 6:
                return new DimseStatus(0xA700);
            case < 20:
                await Task.Yield();
                return DimseStatus.Success;
            default:
                return DimseStatus.Success;
        }
    }
}

using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>What a caller gets from a peer that does what it should.</summary>
public sealed class ClientTests(ITestOutputHelper output) : ClientSpec(output)
{
    [Fact]
    public async Task Echo_Enqueue_IsAnsweredWithATicketAndThenItsOutcome()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        Assert.Equal((TicketOutcome.Completed, DimseStatus.Success, 1), (outcome.Outcome, outcome.Response!.Status, outcome.Attempts));
        Assert.True(outcome.IsSuccess);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task EnqueuedRequest_ItsEvents_CarryTheSameRequest()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var request = new CEchoRequest();

        await EnqueueAsync(client, request);

        await NextEventAsync<RequestCompletedEvent>(completed => ReferenceEquals(completed.Request, request));
    }

    [Fact]
    public async Task Find_Enqueue_BringsAllMatches()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(find: Matches(5)));
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Find));

        Assert.True(outcome.IsSuccess);
        Assert.Equal(["1", "2", "3", "4", "5"], outcome.Matches.Select(static match => match.GetString(DicomTag.PatientId)));
    }

    [Fact]
    public async Task FindWithAMatchLimit_Enqueue_IsCompletedWithThatMany()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(find: Matches(1_000_000)));
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Find, static command => command with { MaximumMatches = 3 }));

        Assert.Equal((TicketOutcome.Completed, 3), (outcome.Outcome, outcome.Matches.Count));
    }

    [Fact]
    public async Task EnqueueTo_KnownPeer_IsAnsweredByItsClient()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        await AddAsync(PeerAt(peer.EndPoint));
        var command = new Enqueue(Store());

        Dicom.Peers.Tell(new EnqueueTo("peer", command), Asker);

        Assert.Equal(command.TicketId, (await Asker.ExpectMsgAsync<Enqueued>(Patience)).TicketId);
        Assert.True((await Asker.ExpectMsgAsync<TicketEnded>(Patience)).IsSuccess);
    }

    [Fact]
    public async Task EnqueueTo_UnknownPeer_IsRefused()
    {
        var command = new Enqueue(new CEchoRequest());

        var refused = await Dicom.Peers.Ask<EnqueueRefused>(new EnqueueTo("nobody", command), Patience);

        Assert.Equal((EnqueueRefusal.PeerUnknown, command.TicketId, "nobody"), (refused.Reason, refused.TicketId, refused.Peer));
    }

    [Fact]
    public async Task QueueIsFull_Enqueue_IsRefusedAndNothingFollows()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumQueue = 2 });
        client.Tell(PausePeer.Instance);
        await EnqueueAllAsync(client, [new CEchoRequest(), new CEchoRequest()]);

        var refused = await client.Ask<EnqueueRefused>(new Enqueue(new CEchoRequest()), Patience);

        Assert.Equal(EnqueueRefusal.QueueFull, refused.Reason);
        client.Tell(ResumePeer.Instance);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task SameTicketTwice_Enqueue_IsRefused()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var ticket = await EnqueueAsync(client, new CEchoRequest());

        var refused = await client.Ask<EnqueueRefused>(new Enqueue(new CEchoRequest()) { TicketId = ticket }, Patience);

        Assert.Equal((EnqueueRefusal.DuplicateTicket, ticket), (refused.Reason, refused.TicketId));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task ThreePriorities_Sent_HighestFirstInOrder()
    {
        var store = new TestStoreHandler();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var requests = Enumerable.Range(0, 9).Select(static _ => Store()).ToArray();
        var tickets = new List<TicketId>();
        for (var i = 0; i < 9; i++)
        {
            var priority = (RequestPriority)(2 - (i / 3));
            tickets.Add(await EnqueueAsync(client, requests[i], command => command with { Priority = priority }));
        }

        client.Tell(ResumePeer.Instance);

        await OutcomesAsync(tickets);
        Assert.Equal([.. requests[6..], .. requests[3..6], .. requests[..3]], store.Received.Select(uid => requests.Single(request => UidOf(request) == uid)));
    }

    [Fact]
    public async Task RateOfFivePerSecond_EightRequests_TheLastWaitsForItsToken()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { RequestsPerSecond = 5 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 8).Select(static _ => new CEchoRequest())));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess));
        Assert.True(outcomes[^1].Elapsed > TimeSpan.FromSeconds(0.4), $"The eighth should wait for its token, but took {outcomes[^1].Elapsed}.");
    }

    [Fact]
    public async Task DeadlinePassesInTheQueue_Request_Expires()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store(), static command => command with { Deadline = TimeSpan.FromMilliseconds(50) }));

        Assert.Equal((TicketOutcome.Expired, 0), (outcome.Outcome, outcome.Attempts));
        Assert.Equal(0, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task DeadlinePassesUnderWay_Request_ExpiresOnceAndTheLateAnswerIsDropped()
    {
        var answer = new TaskCompletionSource<DimseStatus?>();
        var store = new TestStoreHandler((_, count) => count == 1 ? answer.Task : Task.FromResult<DimseStatus?>(DimseStatus.Success));
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var ticket = await EnqueueAsync(client, Store(), static command => command with { Deadline = TimeSpan.FromMilliseconds(300) });

        var outcome = await OutcomeAsync(ticket);
        Assert.Equal(TicketOutcome.Expired, outcome.Outcome);
        answer.SetResult(DimseStatus.Success);

        Assert.True((await OutcomeAsync(await EnqueueAsync(client, Store()))).IsSuccess);
        Assert.Equal(1, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task DeadlinePassesBehindAnotherOne_Request_ExpiresInTimeAndIsNotSent()
    {
        var answer = new TaskCompletionSource<DimseStatus?>();
        var store = new TestStoreHandler((_, _) => answer.Task);
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        await EnqueueAllAsync(client, [Store(), Store(), Store()]);
        await StatusBecomesAsync(client, static status => status.InFlight > 0);
        var late = Store();
        var ticket = await EnqueueAsync(
            client, late, static command => command with { Deadline = TimeSpan.FromMilliseconds(300), Priority = RequestPriority.High });

        Assert.Equal(TicketOutcome.Expired, (await OutcomeAsync(ticket)).Outcome);
        answer.SetResult(DimseStatus.Success);

        await StatusBecomesAsync(client, static status => status.InFlight + status.Queued == 0);
        Assert.DoesNotContain(UidOf(late), store.Received);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task Queued_Cancel_EndsAtOnce()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var ticket = await EnqueueAsync(client, Store());

        client.Tell(new CancelTicket(ticket));
        client.Tell(new CancelTicket(ticket));

        Assert.Equal((TicketOutcome.Cancelled, 0), ((await OutcomeAsync(ticket)).Outcome, (await OutcomeAsync(ticket)).Attempts));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task FindUnderWay_Cancel_IsCancelledByThePeer()
    {
        var begun = new TaskCompletionSource();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(find: new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            return exchange.CreateResponse(DimseStatus.Success);
        })));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var ticket = await EnqueueAsync(client, Find);
        await begun.Task.WaitAsync(Patience);

        client.Tell(new CancelTicket(ticket));

        var outcome = await OutcomeAsync(ticket);
        Assert.Equal((TicketOutcome.Cancelled, DimseStatus.Cancel), (outcome.Outcome, outcome.Response!.Status));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerIsOutOfResourcesTwice_Store_IsTriedAgainUntilItIsTaken()
    {
        var store = new TestStoreHandler(static (_, count) => Task.FromResult<DimseStatus?>(count <= 2 ? new DimseStatus(0xA700) : DimseStatus.Success));
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal((true, 3), (outcome.IsSuccess, outcome.Attempts));
        Assert.Equal(2, (await StatusAsync(client)).Retried);
    }

    [Fact]
    public async Task PeerIsOutOfResources_RequestThatMustNotBeRepeated_EndsWithThatStatus()
    {
        var store = new TestStoreHandler(static (_, _) => Task.FromResult<DimseStatus?>(new DimseStatus(0xA700)));
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store(), static command => command with { Repeatable = false }));

        Assert.Equal((TicketOutcome.Completed, false, 1), (outcome.Outcome, outcome.IsSuccess, outcome.Attempts));
        Assert.Equal(0xA700, outcome.Response!.Status.Code);
    }

    [Fact]
    public async Task PeerGrantsAWindowOfFour_Stores_AreFourAtOnce()
    {
        var four = new TaskCompletionSource();
        var store = new TestStoreHandler(async (_, count) =>
        {
            if (count == 4)
            {
                four.SetResult();
            }

            await four.Task;
            return DimseStatus.Success;
        });
        var policy = ActedPeer.AcceptAll with { MaximumOperationsPerformed = 4 };
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store, policy: policy));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { AsynchronousOperations = 8 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 8).Select(static _ => Store())));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess));
        Assert.Equal((4, 1), (store.MostAtOnce, peer.Connections));
    }

    [Fact]
    public async Task Get_Enqueue_BringsTheInstancesToThePeersHandlerOnTheSameAssociation()
    {
        var instances = new[] { Store(), Store() };
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CGetRequest, new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            foreach (var instance in instances)
            {
                await exchange.Connection.Ask<CStoreResult>(new Converse(instance), Patience, cancelled);
            }

            return exchange.CreateResponse(DimseStatus.Success);
        }));
        var policy = new AcceptorPolicy().WithSopClass(SopClasses.StudyRootGet)
            .WithSopClass(SopClasses.CtImageStorage, new SupportedSopClass([], RequestorMayBeScp: true));
        await using var peer = new ActedPeer(Sys, _ => new AcceptorSettings { Handlers = handlers, Policy = policy });
        var received = new TestStoreHandler();
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            Handlers = new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = received },
        });

        var outcome = await OutcomeAsync(await EnqueueAsync(client, new CGetRequest(SopClasses.StudyRootGet, Find.Identifier)));

        Assert.True(outcome.IsSuccess, outcome.Message);
        Assert.Equal(instances.Select(UidOf), received.Received);
    }

    private static DelegateRequestHandler Matches(int count) => new(async (exchange, cancelled) =>
    {
        for (var i = 1; i <= count; i++)
        {
            cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
            exchange.Respond(new CFindResponse(DimseStatus.Pending)
            {
                Identifier = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
                    .Add(DicomTag.PatientId, i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Build(),
            });
        }

        return exchange.CreateResponse(DimseStatus.Success);
    });
}

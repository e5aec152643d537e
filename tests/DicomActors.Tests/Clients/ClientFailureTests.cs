using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Peers that do not do what they should: whatever they do, each request has one outcome.</summary>
public sealed class ClientFailureTests(ITestOutputHelper output) : ClientSpec(output)
{
    private static IEnumerable<CStoreRequest> Stores(int count) => Enumerable.Range(0, count).Select(static _ => Store());

    [Fact]
    public async Task PeerRejectsEverySecondAssociationForNow_AllArrive()
    {
        await using var peer = new ActedPeer(Sys, static number =>
            number % 2 == 1 ? ActedPeer.Rejecting(AssociationRejection.LocalLimitExceeded) : ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAssociations = 3, QueuedPerAssociation = 2, MaximumRequestsPerAssociation = 5 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(60)));

        Assert.All(outcomes, static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerRejectsPermanently_AllFailAtOnceWithTheReason()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.Rejecting(AssociationRejection.CalledAETitleNotRecognized));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAssociations = 4, QueuedPerAssociation = 1 });
        client.Tell(PausePeer.Instance);
        var tickets = await EnqueueAllAsync(client, Stores(10));

        client.Tell(ResumePeer.Instance);

        foreach (var outcome in await OutcomesAsync(tickets))
        {
            Assert.Equal((TicketOutcome.Failed, 0), (outcome.Outcome, outcome.Attempts));
            Assert.Contains("called AE title not recognized", outcome.Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(1, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerAbortsAfterEverySeventhStore_AllArriveAndTheUnsentKeepTheirOrder()
    {
        var store = new TestStoreHandler(static (exchange, count) =>
        {
            if (count % 7 != 0)
            {
                return Task.FromResult<DimseStatus?>(DimseStatus.Success);
            }

            exchange.Connection.Tell(new AbortAssociation("Every seventh."), ActorRefs.NoSender);
            return Task.FromResult<DimseStatus?>(null);
        });
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAttempts = 10 });
        client.Tell(PausePeer.Instance);
        var requests = Stores(50).ToArray();
        var tickets = await EnqueueAllAsync(client, requests);
        client.Tell(ResumePeer.Instance);

        var outcomes = await OutcomesAsync(tickets);

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        var sentOnce = outcomes.Where(static outcome => outcome.Attempts == 1).Select(static outcome => UidOf(outcome.Request)).ToHashSet();
        Assert.Equal(
            requests.Select(UidOf).Where(sentOnce.Contains), store.Received.Where(sentOnce.Contains));
        Assert.InRange(outcomes.Count(static outcome => outcome.Attempts > 1), 5, 9);
        Assert.Equal(store.Received.Count, outcomes.Sum(static outcome => outcome.Attempts));
        await AssertOneOutcomeEachAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PeerEndsTheAssociationAfterThreeRequests_AllArrive(bool politely)
    {
        var connections = new System.Collections.Concurrent.ConcurrentDictionary<ConnectionId, int>();
        var store = new TestStoreHandler((exchange, _) =>
        {
            if (connections.AddOrUpdate(exchange.ConnectionId, 1, static (_, count) => count + 1) == 3)
            {
                exchange.Respond(DimseStatus.Success);
                exchange.Connection.Tell(politely ? ReleaseAssociation.Instance : CloseConnection.Instance, ActorRefs.NoSender);
            }

            return Task.FromResult<DimseStatus?>(DimseStatus.Success);
        });
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAttempts = 10, MaximumAssociations = 2, QueuedPerAssociation = 5 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(40)));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerTakesOneAssociationOnly_AllGoOverItAndTheOthersAreTriedEverMoreSeldom()
    {
        var open = 0;
        var store = new TestStoreHandler(static async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(8)); // A peer that needs some time, so that there is time to try again.
            return DimseStatus.Success;
        });
        await using var peer = new ActedPeer(
            Sys, _ => Interlocked.Increment(ref open) == 1 ? ActedPeer.With(store) : ActedPeer.Rejecting(AssociationRejection.LocalLimitExceeded));
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            MaximumAssociations = 4, QueuedPerAssociation = 1, CircuitThreshold = 2,
            Backoff = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1), 0),
        });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(200)));

        Assert.All(outcomes, static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        var status = await StatusAsync(client);
        Assert.Equal((0, CircuitState.Closed), (status.Failures, status.Circuit));
        Assert.InRange(peer.Connections, 3, 10); // Waits of 0.2, 0.4, 0.8 s and so on, not one of 0.2 s each time.
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerAcceptsNoImageContexts_StoresFailWithTheReasonAndTheEchoDoesNot()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(policy: new AcceptorPolicy().WithSopClass(SopClasses.Verification)));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAssociations = 4, QueuedPerAssociation = 1 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(5)));
        var echo = await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));
        var late = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.All([.. outcomes, late], static outcome =>
        {
            Assert.Equal((TicketOutcome.Failed, 0), (outcome.Outcome, outcome.Attempts));
            Assert.Contains("presentation context", outcome.Message, StringComparison.Ordinal);
        });
        Assert.True(echo.IsSuccess);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerAcceptsSomeContexts_OnlyTheOthersFail()
    {
        await using var peer = new ActedPeer(
            Sys, static _ => ActedPeer.With(policy: new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage)));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var tickets = await EnqueueAllAsync(client, [Store(), Store(SopClasses.MrImageStorage), Store(), new CEchoRequest()]);
        client.Tell(ResumePeer.Instance);

        Assert.Equal([true, false, true, false], (await OutcomesAsync(tickets)).Select(static outcome => outcome.IsSuccess));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerStopsReading_StoreFailsWithinTheSendTimeoutAndItsAttempts()
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        var peers = new List<ScriptedPeer>();
        var accepting = AcceptAsync();
        var client = await AddAsync(PeerAt(listener.LocalEndPoint) with
        {
            MaximumAttempts = 2, ServiceOptions = Quick with { SendTimeout = TimeSpan.FromMilliseconds(300), CloseTimeout = TimeSpan.FromMilliseconds(200) },
        });
        var content = new MemoryContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[32 << 20]);

        var outcome = await OutcomeAsync(await EnqueueAsync(client, new CStoreRequest(content)));

        Assert.Equal((TicketOutcome.Failed, 2), (outcome.Outcome, outcome.Attempts));
        await AssertOneOutcomeEachAsync();
        await accepting;
        foreach (var peer in peers)
        {
            await peer.DisposeAsync();
        }

        async Task AcceptAsync()
        {
            for (var i = 0; i < 2; i++)
            {
                var peer = await ScriptedPeer.AcceptAsync(listener);
                peers.Add(peer);
                await peer.AcceptAssociationAsync(ActedPeer.AcceptAll);
            }
        }
    }

    [Fact]
    public async Task PeerNeverAnswers_RequestTimesOutAfterItsAttemptsAndThePeerIsAtFault()
    {
        var store = new TestStoreHandler(static (_, _) => Task.FromResult<DimseStatus?>(null));
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            MaximumAttempts = 2, ServiceOptions = Quick with { ResponseTimeout = TimeSpan.FromMilliseconds(150) },
        });

        var outcome = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal((TicketOutcome.TimedOut, 2), (outcome.Outcome, outcome.Attempts));
        await StatusBecomesAsync(client, static status => status.Failures == 2);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task NothingListensAtFirst_RequestsWaitAndArriveWhenThePeerComesUp()
    {
        var port = FreePort();
        var client = await AddAsync(PeerAt(new IPEndPoint(IPAddress.Loopback, port)));
        var tickets = await EnqueueAllAsync(client, Stores(5));
        await StatusBecomesAsync(client, static status => status.Failures >= 3);

        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(), port);

        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        await StatusBecomesAsync(client, static status => status.Failures == 0);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task FailuresReachTheLimit_EverythingQueuedFails()
    {
        var client = await AddAsync(PeerAt(new IPEndPoint(IPAddress.Loopback, FreePort())) with { MaximumAssociationFailures = 3 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(5)));

        Assert.All(outcomes, static outcome => Assert.Contains("3 times in a row", outcome.Message, StringComparison.Ordinal));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerFailsTooOften_Circuit_OpensRefusesHalfOpensAndCloses()
    {
        var isUp = false;
        await using var peer = new ActedPeer(Sys, _ => Volatile.Read(ref isUp) ? ActedPeer.With() : null);
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            CircuitThreshold = 2, CircuitOpenFor = TimeSpan.FromHours(1), RefusesWhileOpen = true,
        });
        var ticket = await EnqueueAsync(client, Store());

        var opened = await NextEventAsync<PeerStateChangedEvent>();
        Assert.Equal(("peer", CircuitState.Closed, CircuitState.Open), (opened.Peer, opened.Before, opened.Now));
        Assert.Equal(EnqueueRefusal.CircuitOpen, (await client.Ask<EnqueueRefused>(new Enqueue(Store()), Patience)).Reason);
        Assert.Equal(2, peer.Connections);

        Volatile.Write(ref isUp, true);
        client.Tell(ResumePeer.Instance);
        Assert.Equal(CircuitState.HalfOpen, (await NextEventAsync<PeerStateChangedEvent>()).Now);
        Assert.Equal(CircuitState.Closed, (await NextEventAsync<PeerStateChangedEvent>()).Now);
        Assert.True((await OutcomeAsync(ticket)).IsSuccess);
        Assert.Equal(3, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task CircuitIsOpenAndItsTimeComes_PeerIsTriedByItselfUntilItWorks()
    {
        var isUp = false;
        await using var peer = new ActedPeer(Sys, _ => Volatile.Read(ref isUp) ? ActedPeer.With() : null);
        var client = await AddAsync(PeerAt(peer.EndPoint) with { CircuitThreshold = 2, CircuitOpenFor = TimeSpan.FromMilliseconds(50) });
        var ticket = await EnqueueAsync(client, Store());
        await NextEventAsync<PeerStateChangedEvent>(static changed => changed is { Before: CircuitState.HalfOpen, Now: CircuitState.Open });

        Volatile.Write(ref isUp, true);

        Assert.True((await OutcomeAsync(ticket)).IsSuccess);
        await NextEventAsync<PeerStateChangedEvent>(static changed => changed is { Before: CircuitState.HalfOpen, Now: CircuitState.Closed });
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerReleasesEveryAssociationWithoutAnswering_IsAtFaultAndNotTriedInACircle()
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        var serving = ServeAsync();
        var client = await AddAsync(PeerAt(listener.LocalEndPoint) with { MaximumAssociationFailures = 3, MaximumAttempts = 100 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Stores(4)));

        Assert.All(outcomes, static outcome => Assert.Equal(TicketOutcome.Failed, outcome.Outcome));
        Assert.Equal(3, (await StatusAsync(client)).Failures);
        await AssertOneOutcomeEachAsync();
        await serving;

        async Task ServeAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                await using var peer = await ScriptedPeer.AcceptAsync(listener);
                await peer.AcceptAssociationAsync(ActedPeer.AcceptAll);
                await peer.ExpectMessageAsync();
                await peer.SendAsync(ReleaseRequestPdu.Instance);
                await peer.ExpectAsync<ReleaseResponsePdu>();
            }
        }
    }

    [Fact]
    public async Task ContentIsMissing_OnlyThatRequestFailsAndThePeerIsNotBlamed()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var missing = new FailingContent(failsAt: -1);
        var broken = new FailingContent(failsAt: 1000);

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(
            client, [Store(), new CStoreRequest(missing), Store(), new CStoreRequest(broken), Store(), Store()]));

        Assert.Equal([true, false, true, false, true, true], outcomes.Select(static outcome => outcome.IsSuccess));
        Assert.Equal(0, (await StatusAsync(client)).Failures);
        await AssertOneOutcomeEachAsync();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Content that cannot be opened, or not read to its end.</summary>
    private sealed class FailingContent(int failsAt) : DicomContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian)
    {
        public override long? Length => 1_000_000;

        public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) => failsAt < 0
            ? throw new FileNotFoundException("The file is gone.")
            : new ValueTask<DicomContentReader>(new Reader(failsAt));

        private sealed class Reader(int left) : DicomContentReader
        {
            private int _left = left;

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
            {
                var count = Math.Min(buffer.Length, _left);
                _left -= count;
                return count > 0 ? new ValueTask<int>(count) : throw new IOException("The disk is broken.");
            }

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

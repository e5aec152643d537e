using System.Buffers.Binary;
using System.Diagnostics;
using System.Reflection;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>
/// What other implementations spend on every request, PDU or connection, and we do not; by the number in the list of known faults.
/// Those that measure the whole process (20, 24, 26) are in <see cref="MemoryTests"/>.
/// </summary>
public sealed class KnownCostTests
{
    [Fact]
    public async Task Fault18_ThousandOutstandingRequests_TakeNoThreadAndNoTimerEach()
    {
        const ushort Count = 1000;
        var clock = new ManualTimeProvider();
        using var process = Process.GetCurrentProcess();
        var threads = process.Threads.Count;
        var (service, _, peer, _) = await Engines.RequestorAsync(
            new DicomServiceOptions { TimeProvider = clock, MaximumOutstandingRequests = Count },
            Engines.WithWindow(Count),
            Engines.Policy with { MaximumOperationsPerformed = Count });
        var listeners = Enumerable.Range(0, Count).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => service.Send(new CEchoRequest(), listener));
        for (var i = 0; i < Count; i++)
        {
            await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);
        }

        await Task.WhenAll(listeners.Select(static listener => listener.Sent)).Patiently();
        Assert.Equal(Count, service.Counters.OutstandingRequests);
        Assert.Equal(1, clock.ArmedTimerCount);
        process.Refresh();

        // Other tests run beside this one, and the pool may grow for them.
        Assert.True(process.Threads.Count < threads + (Count / 4), $"{threads} threads became {process.Threads.Count}");
        await peer.DisposeAsync();
        await service.DisposeAsync();
        Assert.All(listeners, static listener => Assert.Equal(1, listener.EndedCount));
    }

    [Fact]
    public async Task Fault19_CallerOnTheOnlyThreadOfItsContext_NothingComesBackToIt()
    {
        var transport = new InMemoryTransport();
        await using var peer = new ScriptedPeer(transport.Server);
        var context = new PostCountingContext();
        var (echo, store) = (new RecordingListener(), new RecordingListener());
        var end = InContext(context, () =>
        {
            var service = DicomService.ForRequestor(
                transport.Connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
            service.Send(new CEchoRequest(), echo);
            service.Send(Engines.Store(500_000), store);
            service.Release();
            return service.RunAsync(CancellationToken.None);
        });
        await peer.AcceptAssociationAsync(Engines.Policy);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CStoreRequest), DimseStatus.Success);
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task Fault19_PeerDoesNotRead_NoCallWaitsForIt()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        var listener = new RecordingListener();
        var calls = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    service.Send(Engines.Store(1_000_000), new RecordingListener());
                }

                service.Cancel(service.Send(Engines.Find, listener));
                service.Release();
                service.Abort();
                service.Abort();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await calls.Patiently();
        await end.Patiently();
        await listener.Outcome.Patiently();
        await peer.DisposeAsync();
    }

    [Fact]
    public void Fault21_NoObjectOfOurs_HasAFinalizer() => Assert.DoesNotContain(
        typeof(DicomService).Assembly.GetTypes(),
        static type => type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, []) is not null);

    [Fact]
    public async Task Fault22_EveryWrite_IsMadeOfWholePdusAndLarge()
    {
        const int Length = 2_000_000;
        var transport = new InMemoryTransport();
        var connection = new RecordingConnection(transport.Client);
        var user = new RecordingUser();
        await using var service = DicomService.ForRequestor(
            new FixedConnector(connection), Engines.Request, user, DicomServiceOptions.Default, NullLogger.Instance);
        await using var peer = new ScriptedPeer(transport.Server);
        _ = service.RunAsync(CancellationToken.None);
        await peer.AcceptAssociationAsync(Engines.Policy, new PduLimits { MaximumDataPduLength = 16 * 1024 });
        await user.Established.Patiently();
        var before = connection.Writes.Count;
        service.Send(Engines.Store(Length), new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);

        var writes = connection.Writes.Skip(before).ToList();
        Assert.All(writes, static bytes => Assert.Equal(bytes.Length, LengthOfWholePdus(bytes)));
        var expected = (Length / DicomServiceOptions.Default.SendBufferSize) + 2;
        Assert.True(writes.Count <= expected, $"{writes.Count} writes for {Length} bytes in PDUs of 16 KiB, expected at most {expected}");
    }

    [Fact]
    public async Task Fault22_CommandAndSmallDataSet_AreOneWrite()
    {
        var transport = new InMemoryTransport();
        var connection = new RecordingConnection(transport.Client);
        var user = new RecordingUser();
        await using var service = DicomService.ForRequestor(
            new FixedConnector(connection), Engines.Request, user, DicomServiceOptions.Default, NullLogger.Instance);
        await using var peer = new ScriptedPeer(transport.Server);
        _ = service.RunAsync(CancellationToken.None);
        await peer.AcceptAssociationAsync(Engines.Policy);
        await user.Established.Patiently();
        var before = connection.Writes.Count;
        service.Send(Engines.Find, new RecordingListener());
        await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        Assert.Equal(before + 1, connection.Writes.Count);
    }

    [Fact]
    public async Task Fault23_LoggingIsOff_NothingIsFormatted()
    {
        var log = new SwitchedOffLogger();
        var transport = new InMemoryTransport();
        var service = DicomService.ForAcceptor(transport.Server, new RecordingUser(), DicomServiceOptions.Default, log);
        var end = service.RunAsync(CancellationToken.None);
        await using var peer = new ScriptedPeer(transport.Client);
        await peer.RequestAssociationAsync(Engines.Request);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await peer.SendMessageAsync(Engines.StoreContext, new CommandSet { Command = (DimseCommand)0x0777, MessageId = 2 });
        await peer.ExpectMessageAsync((DimseCommand)0x8777);
        await peer.ReleaseAsync();
        await peer.DisposeAsync();
        await end.Patiently();
        Assert.True(log.Asked > 0, "the engine does log");
        Assert.Equal(0, log.Given);
    }

    [Fact]
    public async Task Fault23_AtInformation_NoMessageOfItsOwnPerRequest()
    {
        var log = new RecordingLogger();
        var transport = new InMemoryTransport();
        await using var service = DicomService.ForAcceptor(transport.Server, new RecordingUser(), DicomServiceOptions.Default, log);
        _ = service.RunAsync(CancellationToken.None);
        await using var peer = new ScriptedPeer(transport.Client);
        await peer.RequestAssociationAsync(Engines.Request);
        for (ushort id = 1; id <= 100; id++)
        {
            await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), id);
            await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        }

        Assert.Single(log.AtInformationOrAbove);
    }

    [Fact]
    public async Task Fault25_Store_ReachesItsSinkWhileItArrives_NothingKeepsItInBetween()
    {
        var sink = new AwaitedSink(10_000);
        var (service, user, peer, _) = await Engines.AcceptorAsync(user: new RecordingUser { OpenSink = (_, _) => new(sink) });
        await using var __ = service;
        await peer.SendDataAsync(new Pdv(Engines.StoreContext, true, true, Engines.Command(Engines.Store(1), 1)));
        await peer.SendDataAsync(new Pdv(Engines.StoreContext, false, false, new byte[10_000]));
        await sink.Reached.Patiently();
        Assert.Empty(user.Requests);
        await peer.SendDataAsync(new Pdv(Engines.StoreContext, false, true, new byte[2]));
        await peer.ExpectMessageAsync(DimseCommand.CStoreResponse);
        Assert.Equal(10_002, sink.Count);
        await peer.DisposeAsync();
    }

    private static T InContext<T>(SynchronizationContext context, Func<T> act)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            return act();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static int LengthOfWholePdus(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position + Pdu.HeaderLength <= bytes.Length)
        {
            var length = Pdu.HeaderLength + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[(position + 2)..]);
            if (position + length > bytes.Length)
            {
                break;
            }

            position += length;
        }

        return position;
    }
}

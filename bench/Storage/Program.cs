using System.Diagnostics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using DicomActors;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace Storage;

/// <summary>
/// Measures durable stores per second over 1, 4 and 16 connections, each sending one instance after the other: with each instance
/// flushing for itself, with flushes shared by connections, and without any. Arguments: a folder on the disk to measure (default:
/// the temporary folder), bytes per instance (default 16384), seconds per measurement (default 3).
/// </summary>
internal static class Program
{
    private const int Rounds = 3;

    private static async Task Main(string[] arguments)
    {
        var root = Directory.CreateDirectory(Path.Combine(arguments is [var place, ..] ? place : Path.GetTempPath(), $"bench-storage-{Guid.NewGuid():N}")).FullName;
        var length = arguments is [_, var bytes, ..] ? int.Parse(bytes, CultureInfo.InvariantCulture) : 16 << 10;
        var duration = TimeSpan.FromSeconds(arguments is [_, _, var seconds, ..] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 3);
        Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} cores, {length} bytes per instance, {root}");
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var log = Logging.GetLogger(system, "archive");
        await using var shared = new ArchiveStoreHandler(new ArchiveStorageOptions(Path.Combine(root, "shared")) { Layout = StorageLayout.Flat }, log);
        await using var unflushed = new ArchiveStoreHandler(
            new ArchiveStorageOptions(Path.Combine(root, "unflushed")) { Layout = StorageLayout.Flat, FlushesToDisk = false }, log);
        var oneByOne = new OneByOneHandler(Path.Combine(root, "single"));
        try
        {
            foreach (var connections in new[] { 1, 4, 16 })
            {
                // Taking turns, and the best of each: other work on the machine only takes away.
                var (single, group, none) = (0.0, 0.0, 0.0);
                for (var round = 0; round < Rounds; round++)
                {
                    single = Math.Max(single, await RunAsync(system, oneByOne, connections, length, duration));
                    group = Math.Max(group, await RunAsync(system, shared, connections, length, duration));
                    none = Math.Max(none, await RunAsync(system, unflushed, connections, length, duration));
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{connections,2} connections: one by one {single,6:0}/s, shared {group,6:0}/s ({group / single:0.00} x), without flushing {none,6:0}/s"));
            }
        }
        finally
        {
            await system.Terminate();
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<double> RunAsync(ActorSystem system, DicomRequestHandler handler, int connections, int length, TimeSpan duration)
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, handler, new HandlerOptions { MaximumConcurrent = 1000 });
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = handlers },
        }));
        var opened = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => OpenAsync(system, bound.EndPoint)));

        var start = Stopwatch.GetTimestamp();
        var stored = await Task.WhenAll(opened.Select(connection => StoreAsync(connection, length, start, duration)));
        var rate = stored.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;

        await Task.WhenAll(opened.Select(connection => connection.Ask<ConnectionClosed>(new AbortAssociation("measured"))));
        await listener.Ask<ListenerUnbound>(UnbindListener.Instance);
        return rate;
    }

    private static async Task<IActorRef> OpenAsync(ActorSystem system, IPEndPoint endPoint)
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port)));
        var request = new AssociationRequest("BENCH", "ARCHIVE").WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request));
        return opened.Connection;
    }

    private static async Task<int> StoreAsync(IActorRef connection, int length, long start, TimeSpan duration)
    {
        var stored = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var instance = Uid.Generate();
            var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
                .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
                .Add(DicomTag.SopInstanceUid, instance)
                .Add(DicomTag.StudyInstanceUid, new Uid("1.2"))
                .Add(DicomTag.SeriesInstanceUid, new Uid("1.2.3"))
                .Add(DicomTag.PixelData, VR.OW, new byte[length])
                .Build();
            var content = new MemoryContent(SopClasses.CtImageStorage, instance, dataset.TransferSyntax, dataset.Bytes);
            var result = await connection.Ask<CStoreResult>(new Converse(new CStoreRequest(content)));
            if (result.Status != DimseStatus.Success)
            {
                throw new InvalidOperationException($"A store ended with {result.Status}.");
            }

            stored++;
        }

        return stored;
    }
}

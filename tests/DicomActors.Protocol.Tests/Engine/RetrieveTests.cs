using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>C-GET and C-MOVE from engine to engine, and operations that are really performed in parallel.</summary>
public sealed class RetrieveTests
{
    [Fact]
    public async Task Get_FiveSubOperations_PendingCountsInBetweenAndEveryInstanceArrives()
    {
        var request = new AssociationRequest("SCU", "SCP")
            .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
            .WithContext(Engines.Ct, TransferSyntax.ExplicitVRLittleEndian)
            .WithRole(Engines.Ct, scu: false, scp: true);
        var policy = new AcceptorPolicy()
            .WithSopClass(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
            .WithSopClass(Engines.Ct, new SupportedSopClass([TransferSyntax.ExplicitVRLittleEndian], RequestorMayBeScp: true));
        DicomService? server = null;
        var serverUser = new RecordingUser { Policy = policy, OnRequest = inbound => _ = ServeGetAsync(server!, inbound, 5) };
        var sinks = new List<MemoryContentSink>();
        var clientUser = new RecordingUser
        {
            OpenSink = (_, _) =>
            {
                sinks.Add(new MemoryContentSink(10_000));
                return new(sinks[^1]);
            },
        };
        (var client, server) = await Engines.PairAsync(clientUser, serverUser, request);
        var listener = new RecordingListener();
        client.Send(Engines.Get, listener);

        var final = Assert.IsType<CGetResponse>(await listener.ResponseAsync());
        Assert.Equal((ushort?)5, final.Completed);
        Assert.Equal(
            ["4/1", "3/2", "2/3", "1/4"], listener.Pending.Cast<CGetResponse>().Select(static pending => $"{pending.Remaining}/{pending.Completed}"));
        Assert.Equal([1000, 2000, 3000, 4000, 5000], sinks.Select(static sink => sink.Bytes.Length));
        Assert.All(sinks, static sink => Assert.True(sink.IsComplete));
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Move_PendingCountsAndFailedList_ArriveInOrder()
    {
        var serverUser = new RecordingUser
        {
            OnRequest = static inbound =>
            {
                for (ushort done = 1; done <= 3; done++)
                {
                    inbound.Respond(new CMoveResponse(DimseStatus.Pending) { Remaining = (ushort)(4 - done), Completed = done, Failed = 0, Warning = 0 });
                }

                inbound.Respond(new CMoveResponse(DimseStatus.CompletedWithWarnings) { Completed = 3, Failed = 1, Warning = 0, Identifier = Engines.Keys });
            },
        };
        var (client, server) = await Engines.PairAsync(new RecordingUser(), serverUser);
        var listener = new RecordingListener();
        client.Send(new CMoveRequest(SopClasses.StudyRootMove, Engines.Keys, "DESTINATION"), listener);

        var final = Assert.IsType<CMoveResponse>(await listener.ResponseAsync());
        Assert.Equal(((ushort?)null, (ushort?)3, (ushort?)1, (ushort?)0), (final.Remaining, final.Completed, final.Failed, final.Warning));
        Assert.Equal(Engines.Keys.Bytes.ToArray(), final.Identifier!.Bytes.ToArray());
        Assert.Equal(["3/1", "2/2", "1/3"], listener.Pending.Cast<CMoveResponse>().Select(static pending => $"{pending.Remaining}/{pending.Completed}"));
        Assert.Equal("DESTINATION", Assert.IsType<CMoveRequest>((await serverUser.FirstRequest.Patiently()).Request).MoveDestination);
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task WindowOfFour_FourHandlersAreAtWorkAtOnce_AndTheFifthWaits()
    {
        var allFour = new TaskCompletionSource();
        var requests = new List<InboundRequest>();
        var serverUser = new RecordingUser
        {
            Policy = Engines.Policy with { MaximumOperationsPerformed = 4 },
            OnRequest = request =>
            {
                requests.Add(request);
                if (requests.Count == 4)
                {
                    allFour.SetResult();
                }
            },
        };
        var (client, server) = await Engines.PairAsync(new RecordingUser(), serverUser, Engines.WithWindow(4));
        var listeners = Enumerable.Range(0, 5).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => client.Send(Engines.Find, listener));

        await allFour.Task.Patiently();
        Assert.Equal((4, 1), (client.Counters.OutstandingRequests, client.Counters.QueuedRequests));
        requests[3].Respond(DimseStatus.Success);
        await listeners[3].ResponseAsync();
        Assert.False(listeners[0].Outcome.IsCompleted, "answers may come in any order");
        serverUser.OnRequest = static request => request.Respond(DimseStatus.Success);
        foreach (var request in requests.ToList())
        {
            request.Respond(DimseStatus.Success);
        }

        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task ServeGetAsync(DicomService server, InboundRequest get, ushort count)
    {
        for (ushort done = 1; done <= count; done++)
        {
            var listener = new RecordingListener();
            server.Send(Engines.Store(done * 1000), listener);
            await listener.ResponseAsync();
            get.Respond(new CGetResponse(done < count ? DimseStatus.Pending : DimseStatus.Success)
            {
                Remaining = done < count ? (ushort)(count - done) : null, Completed = done, Failed = 0, Warning = 0,
            });
        }
    }
}

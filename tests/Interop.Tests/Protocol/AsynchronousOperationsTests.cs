using System.Collections.Concurrent;
using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>
/// The asynchronous operations window (PS3.7 D.3.3.3) over loopback TCP. No tool here negotiates one, so both ends are ours; that
/// peers without it get one operation at a time is the first row.
/// </summary>
public sealed class AsynchronousOperationsTests
{
    private const int Window = 4;
    private static readonly TransferSyntax Syntax = TransferSyntax.ExplicitVRLittleEndian;

    private static readonly AssociationRequest Request = new AssociationRequest("OURS", "OURS-TOO")
        .WithContext(SopClasses.CtImageStorage, Syntax)
        .WithContext(SopClasses.StudyRootFind, Syntax)
        .WithRole(SopClasses.CtImageStorage, scu: true, scp: true) with
        {
            AsynchronousOperationsWindow = new AsynchronousOperationsWindow(Window, Window),
        };

    private static readonly AcceptorPolicy Policy = new AcceptorPolicy
    {
        MaximumOperationsInvoked = Window,
        MaximumOperationsPerformed = Window,
    }
        .WithSopClass(SopClasses.CtImageStorage, new SupportedSopClass([Syntax], RequestorMayBeScp: true))
        .WithSopClass(SopClasses.StudyRootFind, Syntax);

    [PeerFact("storescp")]
    public async Task Storescp_IsProposedAWindow_GetsOneOperationAtATime()
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Requestor.Start(server.Port, Request with { CalledAETitle = "STORESCP" });

        var association = await requestor.User.EstablishedAsync();
        var stores = Enumerable.Range(1, 5).Select(number => requestor.Send(Store(number, 10_000))).ToList();
        foreach (var store in stores)
        {
            Assert.Equal(DimseStatus.Success, (await store.ResponseAsync<CStoreResponse>()).Status);
        }

        await requestor.ReleaseAsync();
        Assert.Equal(1, association.MaximumOperationsInvoked);
        Assert.Equal(5, server.Files.Count);
    }

    [Fact]
    public async Task WindowOfFour_StoresAnsweredInReverse_EndInReverse()
    {
        var waiting = new ConcurrentStack<InboundRequest>();
        await using var acceptor = Acceptor.Start(Policy, (_, request) =>
        {
            // Answered only when four are here at once: with less than the window really in flight, nobody would ever be answered.
            waiting.Push(request);
            if (waiting.Count == Window)
            {
                while (waiting.TryPop(out var last))
                {
                    last.Respond(DimseStatus.Success);
                }
            }
        });
        await using var requestor = Requestor.Start(acceptor.Port, Request);
        var ended = new ConcurrentQueue<int>();
        var listeners = new List<RequestListener>();
        for (var number = 0; number < Window * 3; number++)
        {
            var ours = number;
            var listener = new RequestListener { WhenEnded = () => ended.Enqueue(ours) };
            listeners.Add(listener);
            requestor.Service.Send(Store(number, 100_000 + number), listener);
        }

        foreach (var listener in listeners)
        {
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync<CStoreResponse>()).Status);
        }

        await requestor.ReleaseAsync();
        Assert.Equal(Window, (await requestor.User.EstablishedAsync()).MaximumOperationsInvoked);
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8], ended);
        Assert.Equal(
            Enumerable.Range(0, Window * 3).Select(static number => Bytes(number, 100_000 + number)),
            acceptor.Received.Select(static instance => instance.Dataset));
    }

    [Fact]
    public async Task WindowOfFour_FindsAreAnsweredInterleaved_EachGetsItsOwnMatches()
    {
        var finds = new List<InboundRequest>();
        await using var acceptor = Acceptor.Start(Policy, (_, request) =>
        {
            finds.Add(request);
            if (finds.Count == Window)
            {
                AnswerInTurn(finds);
            }
        });
        await using var requestor = Requestor.Start(acceptor.Port, Request);

        var listeners = Enumerable.Range(1, Window)
            .Select(number => requestor.Send(new CFindRequest(SopClasses.StudyRootFind, Keys.Study($"1.2.{number}")))).ToList();

        foreach (var (listener, number) in listeners.Select(static (listener, i) => (listener, i + 1)))
        {
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync<CFindResponse>()).Status);
            Assert.Equal(10, listener.Pending.Count);
            Assert.All(listener.Pending, response =>
                Assert.Equal(new Uid($"1.2.{number}"), ((CFindResponse)response).Identifier!.GetUid(DicomTag.StudyInstanceUid)));
        }

        await requestor.ReleaseAsync();
    }

    [Fact]
    public async Task WindowOfFour_StoresGoBothWaysAtOnce_AllArriveWhole()
    {
        const int Count = 40;
        var back = new ConcurrentQueue<RequestListener>();
        await using var acceptor = Acceptor.Start(Policy, (service, request) =>
        {
            var listener = new RequestListener();
            back.Enqueue(listener);
            service.Send(Store(Number((CStoreRequest)request.Request), 50_000), listener);
            request.Respond(DimseStatus.Success);
        });
        await using var requestor = Requestor.Start(acceptor.Port, Request);

        var there = Enumerable.Range(0, Count).Select(number => requestor.Send(Store(number, 50_000))).ToList();
        foreach (var listener in there.Concat(await AllAsync(there, back)))
        {
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync<CStoreResponse>()).Status);
        }

        await requestor.ReleaseAsync();
        Assert.Equal(Count, acceptor.Received.Count);
        Assert.Equal(Count, requestor.User.Received.Count);
        Assert.All(acceptor.Received.Concat(requestor.User.Received), static instance => Assert.Equal(
            Bytes(Number(instance.Request), 50_000), instance.Dataset));
    }

    private static async Task<IEnumerable<RequestListener>> AllAsync(IEnumerable<RequestListener> there, IEnumerable<RequestListener> back)
    {
        foreach (var listener in there)
        {
            await listener.OutcomeAsync();
        }

        return back;
    }

    /// <summary>One match for each in turn, ten times; then the final responses, the last first.</summary>
    private static void AnswerInTurn(List<InboundRequest> finds)
    {
        for (var round = 0; round < 10; round++)
        {
            foreach (var find in finds)
            {
                find.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = ((CFindRequest)find.Request).Identifier });
            }
        }

        foreach (var find in Enumerable.Reverse(finds))
        {
            find.Respond(DimseStatus.Success);
        }
    }

    private static int Number(CStoreRequest store) =>
        int.Parse(store.SopInstanceUid.Value["1.2.3.".Length..], CultureInfo.InvariantCulture);

    private static CStoreRequest Store(int number, int length) => new(new MemoryContent(
        SopClasses.CtImageStorage, new Uid($"1.2.3.{number}"), Syntax, Bytes(number, length)));

    private static byte[] Bytes(int number, int length)
    {
        // One element of unknown meaning, so that DCMTK can read it: (0009,1001) OB.
        var bytes = new byte[length - (length % 2)];
        byte[] header = [0x09, 0, 0x01, 0x10, (byte)'O', (byte)'B', 0, 0, .. BitConverter.GetBytes(bytes.Length - 12)];
        header.CopyTo(bytes, 0);
        bytes.AsSpan(12).Fill((byte)number);
        return bytes;
    }
}

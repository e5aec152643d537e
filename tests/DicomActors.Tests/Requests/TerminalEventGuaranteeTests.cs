using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests;

/// <summary>
/// Random commands against peers that answer, are silent, stream matches, throw, abort or die: every accepted request ends in
/// exactly one terminal event, every connection in exactly one closed event, and nothing comes after that.
/// </summary>
public sealed class TerminalEventGuaranteeTests(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.handlers.timeout = 50ms")
{
    private static readonly AssociationRequest Request = VerificationRequest
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian) with
    {
        AsynchronousOperationsWindow = new Protocol.Pdus.AsynchronousOperationsWindow(8, 8),
    };

    private static readonly object EndOfAnswers = "no more answers";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RandomCommands_RandomPeer_EverythingEndsExactlyOnce(int seed)
    {
        var random = new Random(seed);
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, Behaviour(new Random(seed + 1000)));
        handlers.Register(DimseCommand.CFindRequest, Behaviour(new Random(seed + 2000)));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings
        {
            Handlers = handlers,
            Policy = new AcceptorPolicy
            {
                UnknownSopClasses = UnknownSopClassPolicy.AcceptAll,
                MaximumOperationsPerformed = (ushort)random.Next(1, 8),
            },
        });
        var opened = await AssociateAsync(endPoint, Request);
        var peer = (await NextEventAsync<AssociationEstablishedEvent>()).Connection;

        var sent = new List<RequestId>();
        var asked = new List<(RequestId Id, Task Answer)>();
        var stopped = opened.Connection.WatchAsync();
        for (var i = 0; i < 30; i++)
        {
            Act(random, opened.Connection, peer, sent, asked);
        }

        opened.Connection.Tell(random.Next(2) == 0 ? ReleaseAssociation.Instance : new AbortAssociation("The end of the run."));
        opened.Connection.Tell(CloseConnection.Instance);

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        Assert.Single(events.OfType<ConnectionClosedEvent>());
        await AssertToldOnceEachAsync(sent, seed);
        await stopped;
        foreach (var (id, answer) in asked.Where(question => events.Any(e => e is RequestEvent r && r.RequestId == question.Id)))
        {
            Assert.True(await CompletesAsync(answer), $"Seed {seed}: {id} was accepted, but its asker never answered.");
        }
    }

    private void Act(Random random, IActorRef connection, IActorRef peer, List<RequestId> sent, List<(RequestId Id, Task Answer)> asked)
    {
        DimseRequest request = random.Next(3) == 0
            ? new CFindRequest(
                SopClasses.StudyRootFind,
                new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build())
            : new CEchoRequest();
        switch (random.Next(40))
        {
            case < 14:
                var command = new SendRequest(request);
                sent.Add(command.RequestId);
                connection.Tell(command, TestActor);
                break;
            case < 22:
                var stream = new StreamRequest(request) { InitialDemand = random.Next(4) };
                sent.Add(stream.RequestId);
                connection.Tell(stream, TestActor);
                break;
            case < 30:
                var question = new Converse(request) { MaximumMatches = random.Next(1, 5) };
                asked.Add((question.RequestId, connection.Ask<object>(question, Patience)));
                break;
            case < 33 when sent.Count > 0:
                connection.Tell(new PullResponses(sent[random.Next(sent.Count)], random.Next(1, 5)));
                break;
            case < 36 when sent.Count > 0:
                connection.Tell(new CancelRequest(sent[random.Next(sent.Count)]));
                break;
            case 36:
                peer.Tell(new AbortAssociation("The peer has had enough."));
                break;
            case 37:
                peer.Tell(ReleaseAssociation.Instance);
                break;
            case 38 when random.Next(3) == 0:
                connection.Tell(Kill.Instance);
                break;
            case 39 when random.Next(3) == 0:
                peer.Tell(Kill.Instance);
                break;
        }
    }

    private static DelegateRequestHandler Behaviour(Random random) => new(async (exchange, cancelled) =>
    {
        int what;
        lock (random)
        {
            what = random.Next(8);
        }

        for (var match = 0; match < what && exchange.Request is CFindRequest; match++)
        {
            exchange.Respond(DimseStatus.Pending);
        }

        switch (what)
        {
            case 0:
                throw new InvalidOperationException("A handler fails.");
            case 1:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                break;
            case 2:
                await Task.Yield();
                break;
        }

        return exchange.CreateResponse(DimseStatus.Success);
    });

    /// <summary>Each request the connection took is answered to its sender once, with one terminal event.</summary>
    private async Task AssertToldOnceEachAsync(List<RequestId> sent, int seed)
    {
        TestActor.Tell(EndOfAnswers);
        var endings = new List<RequestId>();
        while (await ExpectMsgAsync<object>(Patience) is var message && !ReferenceEquals(message, EndOfAnswers))
        {
            if (message is RequestEvent { IsTerminal: true } ending)
            {
                endings.Add(ending.RequestId);
            }
        }

        Assert.True(endings.Distinct().Count() == endings.Count, $"Seed {seed}: a request was answered twice.");
        Assert.Subset(sent.ToHashSet(), endings.ToHashSet());
    }

    private static async Task<bool> CompletesAsync(Task question)
    {
        try
        {
            await question;
        }
        catch (DicomConnectionException)
        {
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }

        return true;
    }
}

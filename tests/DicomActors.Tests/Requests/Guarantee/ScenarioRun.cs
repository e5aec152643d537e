using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using DicomActors.TestKit;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Plays one <see cref="Scenario"/> and fails unless every promise was kept.</summary>
internal sealed class ScenarioRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // What the fake clock moves on while a millisecond passes.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly Scenario _scenario;
    private readonly ScenarioHost _host;
    private readonly ManualTimeProvider _clock = new();
    private readonly DicomServiceOptions _options;
    private readonly InMemoryTransport _memory;
    private readonly TrackedTransport _ours;
    private readonly ScenarioConnector _connector;
    private readonly HandlerRegistry _handlers = new();
    private readonly ConcurrentDictionary<RequestId, List<RequestEvent>> _told = new();
    private readonly List<(IConnectionCommand Command, RequestId Id)> _sent = [];
    private readonly List<(object Command, RequestId? Id, Task<object> Answer)> _asked = [];
    private readonly CancellationTokenSource _over = new();
    private readonly IActorRef _asker;

    public ScenarioRun(Scenario scenario, ScenarioHost host)
    {
        _scenario = scenario;
        _host = host;
        _memory = new InMemoryTransport(scenario.PipeCapacity);
        _ours = new TrackedTransport(scenario.WeAccept ? _memory.Server : _memory.Client);
        _connector = new ScenarioConnector(scenario.Connect, _ours);
        _asker = host.System.ActorOf(Props.Create(() => new Asker(_told)));
        _options = new DicomServiceOptions
        {
            TimeProvider = _clock,
            AutoSend = scenario.AutoSend,
            SendBufferSize = 4096,
            ReceiveBufferSize = 4096,
            ConnectTimeout = 2 * Second,
            AssociateTimeout = 2 * Second,
            ArtimTimeout = Second,
            ReleaseTimeout = Second,
            AbortTimeout = Second / 2,
            CloseTimeout = Second / 2,
            SendTimeout = Second,
            ReceiveTimeout = Second,
            ResponseTimeout = Second,
        };
        _handlers.Register(DimseCommand.CEchoRequest, new ScenarioHandler(), new HandlerOptions { MaximumConcurrent = 1, Timeout = Second });
        _handlers.Register(DimseCommand.CStoreRequest, new ScenarioHandler(), new HandlerOptions { MaximumConcurrent = 1, Timeout = Second });
        _handlers.Register(DimseCommand.CFindRequest, new ScenarioHandler(), new HandlerOptions { Timeout = Second });
    }

    private IActorRef Factory => _host.Dicom.ConnectionFactory;

    public async Task RunAsync()
    {
        var theirs = _scenario.WeAccept ? _memory.Client : _memory.Server;
        var peer = new ScenarioPeer(_scenario, ScenarioRequests.Association, theirs).RunAsync(_over.Token);
        var opened = await OpenAsync().ConfigureAwait(false);
        if (opened is not null)
        {
            await PlayAsync(opened).ConfigureAwait(false);
        }

        await PumpAsync(() => !IsConnected || _ours.IsClosed, "closing the transport").ConfigureAwait(false);
        await WaitAsync(() => _clock.ArmedTimerCount == 0, "disposing of every timer").ConfigureAwait(false);
        await WaitAsync(() => _handlers.GetStatus().All(status => status is { Active: 0, Waiting: 0 }), "giving handlers back").ConfigureAwait(false);
        await _over.CancelAsync().ConfigureAwait(false);
        await peer.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _over.Cancel();
        _over.Dispose();
        _host.System.Stop(_asker);
        return ValueTask.CompletedTask;
    }

    private bool IsConnected => _scenario.WeAccept || _connector.HasConnected;

    private async Task<ConnectionOpened?> OpenAsync()
    {
        object command = _scenario.WeAccept
            ? new AdoptConnection(_ours, new AcceptorSettings
            {
                Handlers = _handlers,
                ServiceOptions = _options,
                Policy = new AcceptorPolicy
                {
                    UnknownSopClasses = UnknownSopClassPolicy.AcceptAll,
                    UnknownSopClassOffer = new SupportedSopClass([]) { RequestorMayBeScp = true },
                    MaximumOperationsInvoked = 4,
                    MaximumOperationsPerformed = 4,
                },
            })
            : new OpenConnection(new AdvancedDicomClientConnectionRequest
            {
                Connector = _connector,
                ServiceOptions = _options,
                Handlers = new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = new ScenarioHandler() },
            });
        var answer = Factory.Ask<object>(command, Timeout.InfiniteTimeSpan, _over.Token);
        await PumpAsync(() => answer.IsCompleted || _host.Recorder.HasReachedNobody(command), "answering the opener").ConfigureAwait(false);
        if (!answer.IsCompleted && _scenario.WeAccept)
        {
            // Nobody took it over.
            await _ours.DisposeAsync().ConfigureAwait(false);
        }

        return answer.IsCompleted && FailureOf(answer) is null ? Assert.IsType<ConnectionOpened>(await answer.ConfigureAwait(false)) : null;
    }

    private async Task PlayAsync(ConnectionOpened opened)
    {
        var stopped = opened.Connection.WatchAsync();
        foreach (var command in _scenario.Commands)
        {
            await DoAsync(command, opened.Connection).ConfigureAwait(false);
        }

        for (var i = 0; i < 12 && !stopped.IsCompleted; i++)
        {
            await Task.Delay(1).ConfigureAwait(false);
            _clock.Advance(Step);
        }

        Ask(opened.Connection, CloseConnection.Instance with { });
        await PumpAsync(() => stopped.IsCompleted, "stopping the connection's actor").ConfigureAwait(false);
        var record = _host.Recorder.Of(opened.ConnectionId);
        await WaitAsync(() => record.Closed.IsCompleted, "the ConnectionClosedEvent").ConfigureAwait(false);
        await VerifyAsync(record).ConfigureAwait(false);
        await AssertForgottenAsync(opened.ConnectionId).ConfigureAwait(false);
    }

    private async Task DoAsync(Command command, IActorRef connection)
    {
        switch (command.Kind)
        {
            case CommandKind.OpenAssociation or CommandKind.OpenAssociationUnawaited:
                var opening = Ask(connection, new OpenAssociation(ScenarioRequests.Association));
                if (command.Kind == CommandKind.OpenAssociation)
                {
                    await PumpAsync(() => IsSettled(opening), "answering OpenAssociation").ConfigureAwait(false);
                }

                break;
            case CommandKind.SendRequest:
                var request = new SendRequest(ScenarioRequests.Of(command.Number));
                Send(connection, request, request.RequestId);
                break;
            case CommandKind.StreamRequest:
                var stream = new StreamRequest(ScenarioRequests.Of(command.Number)) { InitialDemand = command.Number % 4 };
                Send(connection, stream, stream.RequestId);
                break;
            case CommandKind.Converse:
                var question = new Converse(ScenarioRequests.Of(command.Number)) { MaximumMatches = command.Number % 2 == 0 ? null : 2 };
                Ask(connection, question, question.RequestId);
                break;
            case CommandKind.Breathe:
                await Task.Delay(1).ConfigureAwait(false);
                break;
            case CommandKind.LetTimePass:
                _clock.Advance(Second * command.Number / 50);
                break;
            case CommandKind.PullResponses when _sent.Count > 0:
                connection.Tell(new PullResponses(Chosen(command.Number), (command.Number % 5) + 1), ActorRefs.NoSender);
                break;
            case CommandKind.CancelRequest or CommandKind.CancelRequestOrAbortAtOnce or CommandKind.CancelRequestOrAbortSoon when _sent.Count + _asked.Count > 0:
                connection.Tell(new CancelRequest(Chosen(command.Number)) { AbortAfter = GraceOf(command.Kind) }, ActorRefs.NoSender);
                break;
            default:
                End(command, connection);
                break;
        }
    }

    private void End(Command command, IActorRef connection)
    {
        switch (command.Kind)
        {
            case CommandKind.SendNextMessage:
                connection.Tell(SendNextMessage.Instance, ActorRefs.NoSender);
                break;
            case CommandKind.GetConnectionStatus:
                Ask(connection, GetConnectionStatus.Instance with { });
                break;
            case CommandKind.ReleaseAssociation:
                Ask(connection, ReleaseAssociation.Instance with { });
                break;
            case CommandKind.AbortAssociation:
                Ask(connection, new AbortAssociation("The scenario wants it."));
                break;
            case CommandKind.CloseConnection:
                Ask(connection, CloseConnection.Instance with { });
                break;
            case CommandKind.StopActor:
                connection.Tell(PoisonPill.Instance, ActorRefs.NoSender);
                break;
            case CommandKind.KillActor:
                connection.Tell(Kill.Instance, ActorRefs.NoSender);
                break;
            case CommandKind.StopFactory:
                Factory.Tell(PoisonPill.Instance, ActorRefs.NoSender);
                break;
            case CommandKind.Drain:
                Factory.Tell(new Drain(TimeSpan.FromMilliseconds(command.Number)), ActorRefs.NoSender);
                break;
            case CommandKind.DrainAtOnce:
                Factory.Tell(new Drain(TimeSpan.Zero), ActorRefs.NoSender);
                break;
        }
    }

    private static TimeSpan? GraceOf(CommandKind kind) => kind switch
    {
        CommandKind.CancelRequestOrAbortAtOnce => TimeSpan.Zero,
        CommandKind.CancelRequestOrAbortSoon => TimeSpan.FromMilliseconds(5),
        _ => null,
    };

    private RequestId Chosen(int number)
    {
        RequestId[] all = [.. _sent.Select(sent => sent.Id), .. _asked.Where(asked => asked.Id is not null).Select(asked => asked.Id!.Value)];
        return all.Length == 0 ? RequestId.Next() : all[number % all.Length];
    }

    private void Send(IActorRef connection, IConnectionCommand command, RequestId id)
    {
        _sent.Add((command, id));
        connection.Tell(command, _asker);
    }

    private (object Command, RequestId? Id, Task<object> Answer) Ask(IActorRef connection, IConnectionCommand command, RequestId? id = null)
    {
        var asked = (command, id, connection.Ask<object>(command, Timeout.InfiniteTimeSpan, _over.Token));
        _asked.Add(asked);
        return asked;
    }

    private bool IsSettled((object Command, RequestId? Id, Task<object> Answer) asked) =>
        asked.Answer.IsCompleted || _host.Recorder.HasReachedNobody(asked.Command);

    private List<RequestEvent> ToldOf(RequestId id)
    {
        var told = _told.GetValueOrDefault(id) ?? [];
        lock (told)
        {
            return [.. told];
        }
    }

    private async Task VerifyAsync(EventRecord record)
    {
        foreach (var asked in _asked)
        {
            await WaitAsync(() => IsSettled(asked), $"the answer to {asked.Command}").ConfigureAwait(false);
        }

        foreach (var (command, id) in _sent)
        {
            await WaitAsync(
                () => ToldOf(id).Count > 0 || _host.Recorder.HasReachedNobody(command), $"the terminal event of {id} to its asker").ConfigureAwait(false);
        }

        if (record.FindFault() is { } fault)
        {
            throw new GuaranteeBrokenException(fault);
        }

        foreach (var (command, id) in _sent)
        {
            Verify(id, ToldOf(id), record.EndOf(id), _host.Recorder.HasReachedNobody(command));
        }

        // A conversation whose actor is killed is answered so, whether its request was accepted or not.
        foreach (var (command, id, answer) in _asked.Where(asked => asked.Id is not null && FailureOf(asked.Answer) is not ConnectionClosedException))
        {
            var wasRefused = FailureOf(answer) is DicomRequestException
            {
                Ending: RequestFailedEvent { Reason: RequestFailure.NotAccepted },
            };
            var published = record.EndOf(id!.Value);
            var reachedNobody = _host.Recorder.HasReachedNobody(command);
            if (published is null ? !(wasRefused || reachedNobody) : reachedNobody)
            {
                throw new GuaranteeBrokenException(
                    $"{id} should end on the EventStream if it was accepted; published was {published}, its answer was {answer.Status} {FailureOf(answer)}.");
            }
        }
    }

    /// <summary>Null for an answer that is none, and for one that is missing.</summary>
    /// <remarks>Akka 1.5.30 hands a failure to whoever asks for an object as an answer, later versions throw it.</remarks>
    private static Exception? FailureOf(Task<object> answer) => answer switch
    {
        { IsFaulted: true } => answer.Exception!.InnerException,
        { IsCompletedSuccessfully: true, Result: Status.Failure failure } => failure.Cause,
        _ => null,
    };

    private static void Verify(RequestId id, List<RequestEvent> told, RequestEvent? published, bool reachedNobody)
    {
        // One that the actor refuses is told to its asker only; one that the engine refuses, because a release came in between, to everybody.
        var isEnd = told is [var end]
            && (ReferenceEquals(end, published) || (published is null && end is RequestFailedEvent { Reason: RequestFailure.NotAccepted }));
        if (reachedNobody ? published is not null || told.Count > 0 : !isEnd)
        {
            throw new GuaranteeBrokenException(
                $"{id} should end once, for its asker as on the EventStream, but the asker was told {string.Join(", ", told)}, and published was {published}.");
        }
    }

    private async Task AssertForgottenAsync(ConnectionId id)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var query = new FindConnection(id);
            var answer = Factory.Ask<ConnectionFound>(query, Timeout.InfiniteTimeSpan, _over.Token);
            await WaitAsync(() => answer.IsCompleted || _host.Recorder.HasReachedNobody(query), "the factory's answer").ConfigureAwait(false);
            if (!answer.IsCompleted || (await answer.ConfigureAwait(false)).Entry is null)
            {
                return;
            }

            if (patience.Elapsed > Patience)
            {
                throw new GuaranteeBrokenException($"The factory should have forgotten {id}.");
            }

            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    /// <summary>Waits while the fake clock goes on.</summary>
    private Task PumpAsync(Func<bool> isDone, string what) => UntilAsync(isDone, what, () => _clock.Advance(Step));

    /// <summary>Waits while the fake clock stands.</summary>
    private static Task WaitAsync(Func<bool> isDone, string what) => UntilAsync(isDone, what, static () => { });

    private static async Task UntilAsync(Func<bool> isDone, string what, Action meanwhile)
    {
        var patience = Stopwatch.StartNew();
        while (!isDone())
        {
            if (patience.Elapsed > Patience)
            {
                throw new GuaranteeBrokenException($"Expected {what} within {Patience.TotalSeconds:0} s.");
            }

            await Task.Delay(1).ConfigureAwait(false);
            meanwhile();
        }
    }

    /// <summary>Answers, throws, waits for the end, or fails to, as the request's number wants it.</summary>
    private sealed class ScenarioHandler : DicomRequestHandler
    {
        public override void Handle(InboundExchange exchange)
        {
            switch ((exchange.MessageId + exchange.ExchangeId) % 6)
            {
                case 0:
                    throw new InvalidOperationException("A handler fails.");
                case 1:
                    exchange.Cancelled.Register(() => exchange.Respond(DimseStatus.Cancel));
                    break;
                case 2:
                    break;
                case 3 when exchange.Request is CFindRequest:
                    exchange.Respond(DimseStatus.Pending);
                    exchange.Respond(DimseStatus.Success);
                    break;
                default:
                    exchange.Respond(DimseStatus.Success);
                    break;
            }
        }

        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new DiscardingContentSink());
    }
}

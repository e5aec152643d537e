using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// What the base classes of the DIMSE services have in common. Derive from the one of your service.
/// </summary>
/// <remarks>
/// <para>
/// The actor registers itself when it starts. Its methods run in the actor, and come back into it after every <c>await</c> (leave
/// out <c>ConfigureAwait(false)</c>): its fields need no lock, while any number of requests is under way, up to
/// <see cref="HandlerOptions.MaximumConcurrent"/>.
/// </para>
/// <para>
/// The token of a request is cancelled when the peer cancels it (C-CANCEL), when the handler's timeout is over, and when the
/// connection ends; then an <see cref="OperationCanceledException"/> is answered with Cancel (FE00H). A
/// <see cref="DimseFailureException"/> is answered with its status, any other exception with Processing Failure (0110H) and a log
/// line; the actor lives on. When the actor stops or restarts, what is under way is answered with Processing Failure.
/// </para>
/// </remarks>
/// <typeparam name="TRequest">The service's request.</typeparam>
public abstract class DicomServiceHandlerActor<TRequest> : DicomRequestHandlerActor
    where TRequest : DimseRequest
{
    private readonly HashSet<InboundExchange> _underWay = [];
    private readonly ActorSynchronizationContext _turns;
    private bool _isStopped;

    private protected DicomServiceHandlerActor(DimseCommand command, HandlerOptions? options, Uid[] sopClasses)
        : base(options ?? HandlerOptions.Default, Services(command, sopClasses)) => _turns = new ActorSynchronizationContext(Self);

    /// <inheritdoc/>
    protected sealed override DicomRequestHandler CreateHandler() => new ServiceHandler(this);

    /// <inheritdoc/>
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is not ActorSynchronizationContext.Turn)
        {
            return base.AroundReceive(receive, message);
        }

        _turns.RunNext();
        return true;
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        _isStopped = true;
        foreach (var exchange in _underWay)
        {
            exchange.Respond(DimseStatus.ProcessingFailure);
            exchange.Abandon();
        }

        _turns.Close();
    }

    private protected abstract ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, TRequest request, CancellationToken cancellationToken);

    /// <summary>C-STORE only: where the bytes go.</summary>
    private protected virtual ValueTask<ContentSink?> OpenAsync(
        InboundExchange exchange, TRequest request, CancellationToken cancellationToken) => new((ContentSink?)null);

    private static (DimseCommand, Uid)[] Services(DimseCommand command, Uid[] sopClasses) =>
        sopClasses.Length == 0 ? [(command, Uid.Empty)] : [.. sopClasses.Select(sopClass => (command, sopClass))];

    private void Begin(InboundExchange exchange)
    {
        if (_isStopped)
        {
            exchange.Respond(DimseStatus.ProcessingFailure);
            return;
        }

        _underWay.Add(exchange);
        _ = RunAsync(exchange);
    }

    private async Task RunAsync(InboundExchange exchange)
    {
        // Flows with what is awaited, and ends with this method: the actor's next turn does not see it.
        exchange.MakeCurrent();
        try
        {
            exchange.Respond(await HandleAsync(exchange, (TRequest)exchange.Request, exchange.Cancelled).ConfigureAwait(true));
        }
        catch (OperationCanceledException) when (exchange.Cancelled.IsCancellationRequested)
        {
            exchange.Respond(DimseStatus.Cancel);
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }

        // Once the actor has stopped, this may be any thread.
        if (!_isStopped)
        {
            _underWay.Remove(exchange);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of a user's code: whatever it throws reaches who waits for the sink.")]
    private async Task OpenAsync(InboundExchange exchange, TaskCompletionSource<ContentSink?> opened, CancellationToken cancellationToken)
    {
        exchange.MakeCurrent();
        try
        {
            opened.SetResult(
                _isStopped ? null : await OpenAsync(exchange, (TRequest)exchange.Request, cancellationToken).ConfigureAwait(true));
        }
        catch (Exception exception)
        {
            opened.SetException(exception);
        }
    }

    private sealed class ServiceHandler(DicomServiceHandlerActor<TRequest> actor) : DicomRequestHandler
    {
        public override void Handle(InboundExchange exchange) => actor._turns.Post(_ => actor.Begin(exchange), null);

        public override async ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
        {
            var opened = new TaskCompletionSource<ContentSink?>(TaskCreationOptions.RunContinuationsAsynchronously);
            actor._turns.Post(_ => _ = actor.OpenAsync(exchange, opened, cancellationToken), null);
            return await opened.Task.ConfigureAwait(false);
        }
    }
}

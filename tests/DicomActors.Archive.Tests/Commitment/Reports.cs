using System.Threading.Channels;
using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Tests.Commitment;

/// <summary>Takes N-EVENT-REPORTs, and answers them by turns with what it is told to, then with Success.</summary>
internal sealed class Reports(params DimseStatus[] answers) : DicomRequestHandler
{
    private readonly Queue<DimseStatus> _answers = new(answers);
    private readonly Channel<(NEventReportRequest Report, InboundExchange Exchange)> _received =
        Channel.CreateUnbounded<(NEventReportRequest, InboundExchange)>();

    /// <summary>No answer before it has completed. Default: at once.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public async Task<(NEventReportRequest Report, InboundExchange Exchange)> NextAsync(TimeSpan patience) =>
        await _received.Reader.ReadAsync().AsTask().WaitAsync(patience);

    public override void Handle(InboundExchange exchange)
    {
        DimseStatus status;
        lock (_answers)
        {
            status = _answers.TryDequeue(out var given) ? given : DimseStatus.Success;
        }

        _ = AnswerAsync(exchange, status);
    }

    private async Task AnswerAsync(InboundExchange exchange, DimseStatus status)
    {
        await Gate;
        exchange.Respond(status);
        _received.Writer.TryWrite(((NEventReportRequest)exchange.Request, exchange));
    }
}

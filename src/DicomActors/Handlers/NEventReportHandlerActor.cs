using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-EVENT-REPORT (somebody tells what happened to a managed instance, storage commitment for example).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NEventReportHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NEventReportRequest>(DimseCommand.NEventReportRequest, options, sopClasses)
{
    /// <summary>Answers one N-EVENT-REPORT, PS3.7 10.1.1.</summary>
    protected abstract ValueTask<NEventReportResponse> ReportAsync(InboundExchange exchange, NEventReportRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NEventReportRequest request, CancellationToken cancellationToken) =>
        await ReportAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}

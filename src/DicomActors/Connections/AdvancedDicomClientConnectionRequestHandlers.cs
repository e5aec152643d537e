using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Connections;

/// <summary>
/// Handlers of what a server asks of its client on the same association: C-STORE sub-operations of a C-GET, and
/// N-EVENT-REPORT (storage commitment). Each a delegate (<see cref="DelegateRequestHandler"/>), an actor
/// (<see cref="ActorRequestHandler"/>) or a class of your own.
/// </summary>
public sealed record AdvancedDicomClientConnectionRequestHandlers
{
    /// <summary>Takes the instances a C-GET brings. Null, the default: the handler registry decides.</summary>
    public DicomRequestHandler? OnCStoreRequest { get; init; }

    /// <summary>Takes event reports. Null, the default: the handler registry decides.</summary>
    public DicomRequestHandler? OnNEventReportRequest { get; init; }

    /// <summary>The same as a registry.</summary>
    internal HandlerRegistry Registry
    {
        get
        {
            var registry = new HandlerRegistry();
            if (OnCStoreRequest is { } store)
            {
                registry.Register(DimseCommand.CStoreRequest, store);
            }

            if (OnNEventReportRequest is { } report)
            {
                registry.Register(DimseCommand.NEventReportRequest, report);
            }

            return registry;
        }
    }
}

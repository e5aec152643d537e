using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Clients;

/// <summary>What a request needs of an association: requests with equal needs can be sent on the same ones.</summary>
/// <param name="SopClass">The abstract syntax.</param>
/// <param name="TransferSyntax">The only transfer syntax it can be sent in; null: any that is not compressed.</param>
/// <param name="Retrieves">Whether the peer will send instances back on the association, as C-GET does: needs the SCP roles.</param>
/// <param name="Reports">Whether we ask as the SCP of the SOP class, as with N-EVENT-REPORT: needs our SCP role.</param>
internal readonly record struct ContextNeed(Uid SopClass, TransferSyntax? TransferSyntax, bool Retrieves, bool Reports = false)
{
    public static ContextNeed Of(DimseRequest request) => request switch
    {
        CStoreRequest store => new ContextNeed(store.SopClassUid, store.Content.TransferSyntax, Retrieves: false),
        CGetRequest get => new ContextNeed(get.SopClassUid, null, Retrieves: true),
        NEventReportRequest report => new ContextNeed(report.SopClassUid, null, Retrieves: false, Reports: true),
        _ => new ContextNeed(request.SopClassUid, null, Retrieves: false),
    };
}

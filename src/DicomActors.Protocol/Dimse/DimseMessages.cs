using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>Between message records and command sets (PS3.7 9.3 and 10.3: which element goes with which message).</summary>
public static class DimseMessages
{
    private static readonly EncodedDataset NoDataset = new(ReadOnlyMemory<byte>.Empty, TransferSyntax.ImplicitVRLittleEndian);

    /// <summary>The command set of a request.</summary>
    public static CommandSet ToCommandSet(DimseRequest request, ushort messageId)
    {
        var set = new CommandSet
        {
            Command = request.Command,
            MessageId = messageId,
            HasDataset = request is CStoreRequest || request.Dataset is not null,
        };
        if (request is NGetRequest or NSetRequest or NActionRequest or NDeleteRequest)
        {
            set.RequestedSopClassUid = request.SopClassUid;
        }
        else
        {
            set.AffectedSopClassUid = request.SopClassUid;
        }

        switch (request)
        {
            case CStoreRequest store:
                set.AffectedSopInstanceUid = store.SopInstanceUid;
                set.Priority = store.Priority;
                set.MoveOriginatorAETitle = store.MoveOriginatorAETitle;
                set.MoveOriginatorMessageId = store.MoveOriginatorMessageId;
                break;
            case CFindRequest find:
                set.Priority = find.Priority;
                break;
            case CGetRequest get:
                set.Priority = get.Priority;
                break;
            case CMoveRequest move:
                set.Priority = move.Priority;
                set.MoveDestination = move.MoveDestination;
                break;
            case NEventReportRequest report:
                set.AffectedSopInstanceUid = report.SopInstanceUid;
                set.EventTypeId = report.EventTypeId;
                break;
            case NGetRequest get:
                set.RequestedSopInstanceUid = get.SopInstanceUid;
                set.AttributeIdentifiers = get.AttributeIdentifiers;
                break;
            case NSetRequest change:
                set.RequestedSopInstanceUid = change.SopInstanceUid;
                break;
            case NActionRequest action:
                set.RequestedSopInstanceUid = action.SopInstanceUid;
                set.ActionTypeId = action.ActionTypeId;
                break;
            case NCreateRequest create:
                set.AffectedSopInstanceUid = create.SopInstanceUid;
                break;
            case NDeleteRequest delete:
                set.RequestedSopInstanceUid = delete.SopInstanceUid;
                break;
        }

        return set;
    }

    /// <summary>The command set of a response; what the response leaves empty is taken from the request.</summary>
    public static CommandSet ToCommandSet(DimseResponse response, DimseRequest request, ushort messageId)
    {
        var set = new CommandSet
        {
            Command = response.Command,
            MessageIdBeingRespondedTo = messageId,
            HasDataset = response.Dataset is not null,
            Status = response.Status,
            AffectedSopClassUid = response.AffectedSopClassUid.IsEmpty ? request.SopClassUid : response.AffectedSopClassUid,
            AffectedSopInstanceUid = response.AffectedSopInstanceUid.IsEmpty ? InstanceOf(request) : response.AffectedSopInstanceUid,
            ErrorComment = response.ErrorComment,
            ErrorId = response.ErrorId,
            OffendingElements = response.OffendingElements,
        };
        switch (response)
        {
            case CMoveResponse move:
                (set.Remaining, set.Completed, set.Failed, set.Warning) = (move.Remaining, move.Completed, move.Failed, move.Warning);
                break;
            case CGetResponse get:
                (set.Remaining, set.Completed, set.Failed, set.Warning) = (get.Remaining, get.Completed, get.Failed, get.Warning);
                break;
            case NEventReportResponse report:
                set.EventTypeId = report.EventTypeId ?? (report.EventReply is null ? null : (request as NEventReportRequest)?.EventTypeId);
                break;
            case NActionResponse action:
                set.ActionTypeId = action.ActionTypeId ?? (action.ActionReply is null ? null : (request as NActionRequest)?.ActionTypeId);
                break;
        }

        return set;
    }

    /// <summary>The request a command set and its data set make; null when the Command Field is not that of a request with a response.</summary>
    public static DimseRequest? ToRequest(in CommandSet set, EncodedDataset? dataset, DicomContent? content)
    {
        var data = dataset ?? NoDataset;
        return set.Command switch
        {
            DimseCommand.CEchoRequest => new CEchoRequest(),
            DimseCommand.CStoreRequest when content is not null => new CStoreRequest(content)
            {
                Priority = set.Priority,
                MoveOriginatorAETitle = set.MoveOriginatorAETitle,
                MoveOriginatorMessageId = set.MoveOriginatorMessageId,
            },
            DimseCommand.CFindRequest => new CFindRequest(set.AffectedSopClassUid, data) { Priority = set.Priority },
            DimseCommand.CGetRequest => new CGetRequest(set.AffectedSopClassUid, data) { Priority = set.Priority },
            DimseCommand.CMoveRequest => new CMoveRequest(set.AffectedSopClassUid, data, set.MoveDestination ?? "") { Priority = set.Priority },
            DimseCommand.NEventReportRequest =>
                new NEventReportRequest(set.AffectedSopClassUid, set.AffectedSopInstanceUid, set.EventTypeId ?? 0) { EventInformation = dataset },
            DimseCommand.NGetRequest => new NGetRequest(set.RequestedSopClassUid, set.RequestedSopInstanceUid)
            {
                AttributeIdentifiers = set.AttributeIdentifiers ?? [],
            },
            DimseCommand.NSetRequest => new NSetRequest(set.RequestedSopClassUid, set.RequestedSopInstanceUid, data),
            DimseCommand.NActionRequest =>
                new NActionRequest(set.RequestedSopClassUid, set.RequestedSopInstanceUid, set.ActionTypeId ?? 0) { ActionInformation = dataset },
            DimseCommand.NCreateRequest =>
                new NCreateRequest(set.AffectedSopClassUid) { SopInstanceUid = set.AffectedSopInstanceUid, AttributeList = dataset },
            DimseCommand.NDeleteRequest => new NDeleteRequest(set.RequestedSopClassUid, set.RequestedSopInstanceUid),
            _ => null,
        };
    }

    /// <summary>The response a command set and its data set make; null when the Command Field is not that of a response.</summary>
    public static DimseResponse? ToResponse(in CommandSet set, EncodedDataset? dataset)
    {
        DimseResponse? response = set.Command switch
        {
            DimseCommand.CEchoResponse => new CEchoResponse(set.Status),
            DimseCommand.CStoreResponse => new CStoreResponse(set.Status),
            DimseCommand.CFindResponse => new CFindResponse(set.Status) { Identifier = dataset },
            DimseCommand.CGetResponse => new CGetResponse(set.Status)
            {
                Remaining = set.Remaining, Completed = set.Completed, Failed = set.Failed, Warning = set.Warning, Identifier = dataset,
            },
            DimseCommand.CMoveResponse => new CMoveResponse(set.Status)
            {
                Remaining = set.Remaining, Completed = set.Completed, Failed = set.Failed, Warning = set.Warning, Identifier = dataset,
            },
            DimseCommand.NEventReportResponse => new NEventReportResponse(set.Status) { EventTypeId = set.EventTypeId, EventReply = dataset },
            DimseCommand.NGetResponse => new NGetResponse(set.Status) { AttributeList = dataset },
            DimseCommand.NSetResponse => new NSetResponse(set.Status) { AttributeList = dataset },
            DimseCommand.NActionResponse => new NActionResponse(set.Status) { ActionTypeId = set.ActionTypeId, ActionReply = dataset },
            DimseCommand.NCreateResponse => new NCreateResponse(set.Status) { AttributeList = dataset },
            DimseCommand.NDeleteResponse => new NDeleteResponse(set.Status),
            _ => null,
        };
        return response is null ? null : DimseResponse.WithElementsOf(response, set);
    }

    private static Uid InstanceOf(DimseRequest request) => request switch
    {
        CStoreRequest store => store.SopInstanceUid,
        NEventReportRequest report => report.SopInstanceUid,
        NGetRequest get => get.SopInstanceUid,
        NSetRequest change => change.SopInstanceUid,
        NActionRequest action => action.SopInstanceUid,
        NCreateRequest create => create.SopInstanceUid,
        NDeleteRequest delete => delete.SopInstanceUid,
        _ => default,
    };
}

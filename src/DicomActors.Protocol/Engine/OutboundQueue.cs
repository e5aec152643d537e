using System.Diagnostics.CodeAnalysis;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// What waits to be sent, in order of precedence: PDUs of the association, responses, C-CANCELs, requests. Responses and
/// C-CANCELs never wait for requests (PS3.7 9.3, D.3.3.3: the window counts operations only).
/// </summary>
internal sealed class OutboundQueue
{
    private const int MostEmptyPlaces = 64;
    private readonly Queue<OutboundRequest> _requests = new();
    private Queue<Pdu>? _pdus;
    private Queue<Outgoing>? _responses;
    private Queue<OutboundRequest>? _cancels;

    /// <summary>Requests that wait; withdrawn ones do not count.</summary>
    public int RequestCount { get; private set; }

    public int ResponseCount => _responses?.Count ?? 0;

    public bool HasPdus => _pdus is { Count: > 0 };

    public bool HasCancels => _cancels is { Count: > 0 };

    public void Enqueue(Pdu pdu) => (_pdus ??= new()).Enqueue(pdu);

    public void Enqueue(OutboundRequest request)
    {
        _requests.Enqueue(request);
        RequestCount++;
    }

    public void EnqueueResponse(InboundRequest request, DimseResponse response, EncodedDataset? dataset) => (_responses ??= new())
        .Enqueue(new Outgoing(OutgoingKind.Response, AnsweredRequest: request, Response: response, Dataset: dataset));

    public void EnqueueCancel(OutboundRequest request) => (_cancels ??= new()).Enqueue(request);

    /// <summary>
    /// Discounts a waiting request that has ended. Its place in the queue is skipped when its turn comes; when most places are
    /// such, they are dropped.
    /// </summary>
    public void Withdraw()
    {
        RequestCount--;
        if (_requests.Count <= (2 * RequestCount) + MostEmptyPlaces)
        {
            return;
        }

        for (var left = _requests.Count; left > 0; left--)
        {
            var request = _requests.Dequeue();
            if (request.State != OutboundRequestState.Ended)
            {
                _requests.Enqueue(request);
            }
        }
    }

    public bool TryTakePdu([NotNullWhen(true)] out Pdu? pdu)
    {
        pdu = null;
        return _pdus is not null && _pdus.TryDequeue(out pdu);
    }

    public bool TryTakeResponse(out Outgoing outgoing)
    {
        outgoing = default;
        return _responses is not null && _responses.TryDequeue(out outgoing);
    }

    /// <summary>Takes the next C-CANCEL whose request is still without final response.</summary>
    public bool TryTakeCancel([NotNullWhen(true)] out OutboundRequest? request)
    {
        request = null;
        while (_cancels is not null && _cancels.TryDequeue(out request))
        {
            if (request.State != OutboundRequestState.Ended || request.IsAbandoned)
            {
                return true;
            }
        }

        return false;
    }

    public bool TryTakeRequest([NotNullWhen(true)] out OutboundRequest? request)
    {
        while (_requests.TryDequeue(out request))
        {
            if (request.State != OutboundRequestState.Ended)
            {
                RequestCount--;
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes every waiting request, and drops everything else.</summary>
    public List<OutboundRequest> TakeAllRequests()
    {
        var all = new List<OutboundRequest>();
        while (TryTakeRequest(out var request))
        {
            all.Add(request);
        }

        DropMessages();
        return all;
    }

    /// <summary>Drops responses and C-CANCELs: the association they belong to is over.</summary>
    public void DropMessages()
    {
        _responses?.Clear();
        _cancels?.Clear();
    }
}

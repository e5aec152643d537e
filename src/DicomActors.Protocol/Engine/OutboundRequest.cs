using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>One request given to <see cref="DicomService.Send"/>, from queue to outcome. A handle: compare by reference.</summary>
public sealed class OutboundRequest
{
    internal OutboundRequest(DimseRequest request, IDimseRequestListener listener, SendOptions? options)
    {
        Request = request;
        Listener = listener;
        Options = options;
    }

    /// <summary>The request.</summary>
    public DimseRequest Request { get; }

    /// <summary>Its message id on the association; 0 before it is sent.</summary>
    public ushort MessageId { get; internal set; }

    /// <summary>The presentation context it is sent in; 0 before it is sent.</summary>
    public byte PresentationContextId { get; internal set; }

    /// <summary>How far it has come.</summary>
    public OutboundRequestState State { get; internal set; }

    /// <summary>Bytes of the data set handed to the transport so far.</summary>
    public long BytesSent { get; internal set; }

    internal IDimseRequestListener Listener { get; }

    internal SendOptions? Options { get; }

    internal bool WantsProgress => Options is { WantsProgress: true };

    /// <summary>A C-CANCEL was asked for.</summary>
    internal bool CancelRequested { get; set; }

    /// <summary>The final response, when it came before the request was sent completely.</summary>
    internal DimseResponse? EarlyResponse { get; set; }

    /// <summary>It timed out, and the peer may still be at work on it.</summary>
    internal bool IsAbandoned { get; set; }

    internal long ResponseDue { get; set; } = long.MaxValue;

    internal long TotalDue { get; set; } = long.MaxValue;
}

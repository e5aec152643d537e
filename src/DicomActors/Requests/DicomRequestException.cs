using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>A request ended without a final response: it timed out, was cancelled, or failed with its association.</summary>
public sealed class DicomRequestException(RequestEvent ending)
    : DicomConnectionException(Describe(ending), (ending as RequestFailedEvent)?.Exception)
{
    /// <summary>
    /// How it ended: <see cref="RequestTimedOutEvent"/>, <see cref="RequestCancelledEvent"/> or <see cref="RequestFailedEvent"/>.
    /// </summary>
    public RequestEvent Ending { get; } = ending;

    /// <summary>The same for a switch.</summary>
    public RequestEndReason Reason => Ending switch
    {
        RequestTimedOutEvent => RequestEndReason.TimedOut,
        RequestCancelledEvent => RequestEndReason.Cancelled,
        _ => RequestEndReason.Failed,
    };

    /// <summary>The end of the connection, if that is what failed the request; null if only the request failed.</summary>
    public ConnectionEnd? ConnectionEnd => (Ending as RequestFailedEvent)?.ConnectionEnd;

    private static string Describe(RequestEvent ending) => ending switch
    {
        RequestTimedOutEvent timedOut => $"The peer did not answer within {timedOut.After.TotalSeconds:0.###} s.",
        RequestCancelledEvent => "The request was cancelled.",
        RequestFailedEvent failed => failed.Message,
        _ => throw new ArgumentException($"{ending.GetType().Name} does not end a request without a response.", nameof(ending)),
    };
}

using System.Net;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Listeners;

/// <summary>A snapshot of one listener.</summary>
/// <param name="EndPoints">Where it is bound.</param>
/// <param name="Admission">What became of the connections, over all end points, those unbound meanwhile included.</param>
/// <param name="AcceptErrors">Attempts to accept that the operating system refused, over all end points, those unbound meanwhile included.</param>
public sealed record ListenerStatus(ItemList<EndPointStatus> EndPoints, AdmissionCounters Admission, long AcceptErrors)
{
    /// <summary>Networks and limits, over all end points. Before it is bound, the defaults.</summary>
    public AdmissionPolicy Policy { get; init; } = AdmissionPolicy.Default;

    /// <summary>Where it is bound, if that is one end point only or the first is meant; null if it is not bound.</summary>
    public IPEndPoint? EndPoint => EndPoints.Count == 0 ? null : EndPoints[0].EndPoint;
}

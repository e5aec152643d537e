using System.Net;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Listeners;

/// <summary>The listener accepts connections.</summary>
/// <param name="EndPoints">Where, in the order of the settings: with the real ports, if free ones were asked for.</param>
public sealed record ListenerBound(ItemList<IPEndPoint> EndPoints)
{
    /// <summary>The first of them.</summary>
    public IPEndPoint EndPoint => EndPoints[0];
}

using System.Net;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Listeners;

/// <summary>The listener accepts no more connections.</summary>
/// <param name="EndPoints">Where it did.</param>
public sealed record ListenerUnbound(ItemList<IPEndPoint> EndPoints);

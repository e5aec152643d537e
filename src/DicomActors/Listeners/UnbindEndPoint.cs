using System.Net;

namespace DicomActors.Listeners;

/// <summary>
/// Accept no more connections on one end point; those accepted live on, and so does the listener. Answered with
/// <see cref="EndPointUnbound"/>.
/// </summary>
/// <param name="EndPoint">Where it is bound, with the real port.</param>
public sealed record UnbindEndPoint(IPEndPoint EndPoint) : IListenerCommand;

using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>
/// Listen on one more end point, under the settings and limits the listener has. Answered with <see cref="EndPointBound"/>, or with
/// <c>Status.Failure</c> of a <see cref="ListenerBindException"/>; before <see cref="BindListener"/> of an <see cref="InvalidOperationException"/>.
/// </summary>
/// <param name="EndPoint">Address, port, TLS, proxies.</param>
public sealed record BindEndPoint(TcpListenerOptions EndPoint) : IListenerCommand;

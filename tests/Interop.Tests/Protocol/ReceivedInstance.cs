using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>An instance a peer sent us: the request, and the bytes of its data set.</summary>
internal sealed record ReceivedInstance(CStoreRequest Request, MemoryContentSink Sink)
{
    /// <summary>The data set.</summary>
    public byte[] Dataset => Sink.Bytes.ToArray();
}

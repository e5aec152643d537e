using DicomActors.Clients;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Tests.Clients;

/// <summary>Requests for tests of what handles them without sending them.</summary>
internal static class QueuedRequests
{
    public static CStoreRequest Store(Uid? sopClass = null, TransferSyntax? transferSyntax = null) => new(new MemoryContent(
        sopClass ?? SopClasses.CtImageStorage, Uid.Generate(), transferSyntax ?? TransferSyntax.ExplicitVRLittleEndian, new byte[] { 0 }));

    public static QueuedRequest Of(DimseRequest request, long sequence, RequestPriority priority = RequestPriority.Medium) =>
        new(new Enqueue(request) { Priority = priority }, asker: null, sequence, TimeSpan.Zero, TimeSpan.MaxValue);

    public static QueuedRequest Echo(long sequence, RequestPriority priority = RequestPriority.Medium) =>
        Of(new CEchoRequest(), sequence, priority);
}

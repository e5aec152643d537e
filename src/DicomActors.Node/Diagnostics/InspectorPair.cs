using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Node.Diagnostics;

/// <summary>Two inspectors that see the bytes of the same connections, and number them alike.</summary>
internal sealed class InspectorPair(DicomInspector first, DicomInspector second) : DicomInspector
{
    private readonly Lock _lock = new();

    public override DicomInspector ForConnection(AssociationRole role)
    {
        lock (_lock)
        {
            return new InspectorPair(first.ForConnection(role), second.ForConnection(role));
        }
    }

    public override void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes)
    {
        first.OnBytes(direction, time, bytes);
        second.OnBytes(direction, time, bytes);
    }
}

using System.Globalization;
using DicomActors.Connections;

namespace DicomActors.Facade;

/// <summary>
/// An enumeration of <see cref="IAdvancedDicomClientConnection.Events"/> was slower than the events for longer than its buffer
/// lasts, and misses some from here on. Enumerate faster, or raise <c>dicom-actors.facade.event-buffer</c>.
/// </summary>
public sealed class EventBufferOverflowException(ConnectionId connectionId, int capacity) : DicomConnectionException(string.Create(
    CultureInfo.InvariantCulture,
    $"An enumeration of the events of {connectionId} is {capacity} events behind, and that is all dicom-actors.facade.event-buffer allows: take them faster, or raise it."))
{
    /// <summary>The events it may lag behind.</summary>
    public int Capacity { get; } = capacity;
}

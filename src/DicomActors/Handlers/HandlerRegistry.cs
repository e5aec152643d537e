using System.Collections.Concurrent;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Who handles what peers ask of us: one handler per command and SOP class, or per command for every SOP class that has none
/// of its own. Thread-safe; changes apply to the next request, on connections that stand already too.
/// </summary>
public sealed class HandlerRegistry
{
    private readonly ConcurrentDictionary<(DimseCommand Command, Uid SopClass), DicomRequestHandler> _handlers = new();

    /// <summary>Registers a handler for one SOP class, or with <see cref="Uid.Empty"/> for every one.</summary>
    /// <returns>Takes the registration back when disposed.</returns>
    /// <exception cref="InvalidOperationException">There is one already: two handlers for the same thing would race.</exception>
    public IDisposable Register(DimseCommand command, Uid sopClass, DicomRequestHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!_handlers.TryAdd((command, sopClass), handler))
        {
            throw new InvalidOperationException(
                $"{command} of {(sopClass.IsEmpty ? "every SOP class" : sopClass)} already has a handler; dispose of its registration first.");
        }

        return new Registration(this, command, sopClass, handler);
    }

    /// <summary>Registers a handler for every SOP class of a command.</summary>
    /// <inheritdoc cref="Register(DimseCommand, Uid, DicomRequestHandler)"/>
    public IDisposable Register(DimseCommand command, DicomRequestHandler handler) => Register(command, Uid.Empty, handler);

    /// <summary>The handler in charge; null if there is none.</summary>
    public DicomRequestHandler? Find(DimseCommand command, Uid sopClass) =>
        _handlers.TryGetValue((command, sopClass), out var handler) || _handlers.TryGetValue((command, Uid.Empty), out handler)
            ? handler
            : null;

    /// <summary>Whether the command has a handler for any SOP class.</summary>
    public bool Knows(DimseCommand command) => _handlers.Keys.Any(key => key.Command == command);

    /// <summary>The SOP classes that have a handler of their own, for whatever command.</summary>
    public IReadOnlyCollection<Uid> SopClasses =>
        [.. _handlers.Keys.Where(key => !key.SopClass.IsEmpty).Select(key => key.SopClass).Distinct()];

    private sealed class Registration(
        HandlerRegistry registry, DimseCommand command, Uid sopClass, DicomRequestHandler handler) : IDisposable
    {
        public void Dispose() =>
            registry._handlers.TryRemove(new KeyValuePair<(DimseCommand, Uid), DicomRequestHandler>((command, sopClass), handler));
    }
}

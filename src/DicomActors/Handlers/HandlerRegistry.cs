using System.Collections.Concurrent;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Handlers;

/// <summary>
/// Who handles what peers ask of us: one handler per command and SOP class, or per command for every SOP class that has none
/// of its own. Thread-safe; changes apply to the next request, on connections that stand already too.
/// </summary>
public sealed class HandlerRegistry
{
    private readonly ConcurrentDictionary<(DimseCommand Command, Uid SopClass), HandlerRegistration> _handlers = new();
    private long _changes;
    private MadePolicy? _made;

    /// <summary>Registers a handler for one SOP class, or with <see cref="Uid.Empty"/> for every one.</summary>
    /// <param name="command">The command of the requests.</param>
    /// <param name="sopClass">Their SOP class.</param>
    /// <param name="handler">Who handles them.</param>
    /// <param name="options">Its limits. Null, the default: those of <c>dicom-actors.handlers</c>.</param>
    /// <returns>Takes the registration back when disposed.</returns>
    /// <exception cref="InvalidOperationException">There is one already: two handlers for the same thing would race.</exception>
    public IDisposable Register(DimseCommand command, Uid sopClass, DicomRequestHandler handler, HandlerOptions? options = null) =>
        Register([(command, sopClass)], handler, options);

    /// <summary>Registers a handler for every SOP class of a command.</summary>
    /// <inheritdoc cref="Register(DimseCommand, Uid, DicomRequestHandler, HandlerOptions?)"/>
    public IDisposable Register(DimseCommand command, DicomRequestHandler handler, HandlerOptions? options = null) =>
        Register(command, Uid.Empty, handler, options);

    /// <summary>Registers a handler for several services, all or none; they share the limit of its options.</summary>
    /// <param name="services">Commands and SOP classes; <see cref="Uid.Empty"/> stands for every SOP class.</param>
    /// <param name="handler">Who handles them.</param>
    /// <param name="options">Its limits. Null, the default: those of <c>dicom-actors.handlers</c>.</param>
    /// <returns>Takes all of it back when disposed.</returns>
    /// <exception cref="InvalidOperationException">One of them has a handler already: two for the same thing would race.</exception>
    public IDisposable Register(
        IReadOnlyCollection<(DimseCommand Command, Uid SopClass)> services, DicomRequestHandler handler, HandlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(handler);
        var registered = new Registration(this, new HandlerRegistration(handler, options ?? HandlerOptions.Default));
        foreach (var service in services)
        {
            if (!registered.TryAdd(service))
            {
                registered.Dispose();
                throw new InvalidOperationException(
                    $"{service.Command} of {(service.SopClass.IsEmpty ? "every SOP class" : service.SopClass)} already has a handler; dispose of its registration first.");
            }
        }

        return registered;
    }

    /// <summary>The handler in charge; null if there is none.</summary>
    public DicomRequestHandler? Find(DimseCommand command, Uid sopClass) => FindRegistration(command, sopClass)?.Handler;

    /// <summary>Whether the command has a handler for any SOP class.</summary>
    public bool Knows(DimseCommand command) => _handlers.Keys.Any(key => key.Command == command);

    /// <summary>The SOP classes that have a handler of their own, for whatever command.</summary>
    public IReadOnlyCollection<Uid> SopClasses =>
        [.. _handlers.Keys.Where(key => !key.SopClass.IsEmpty).Select(key => key.SopClass).Distinct()];

    /// <summary>What the handlers are doing now, one entry per command and SOP class.</summary>
    public IReadOnlyList<HandlerStatus> GetStatus() => [.. _handlers
        .OrderBy(entry => entry.Key.Command).ThenBy(entry => entry.Key.SopClass.Value, StringComparer.Ordinal)
        .Select(entry => StatusOf(entry.Key, entry.Value.Limiter.Counts))];

    /// <summary>What the first handler of the SOP class that has an answer says; null if none has.</summary>
    internal ItemList<byte>? AnswerExtendedNegotiation(SopClassExtendedNegotiation asked) => _handlers
        .Where(entry => entry.Key.SopClass == asked.SopClassUid)
        .Select(entry => entry.Value.Handler.AnswerExtendedNegotiation(asked))
        .FirstOrDefault(static answer => answer is not null);

    /// <summary>
    /// What is negotiated for these handlers and those of another registry, which is asked after this one. Made once for all associations, until
    /// a handler comes or goes: the SOP classes are many.
    /// </summary>
    internal AcceptorPolicy PolicyWith(HandlerRegistry? further, bool acceptsUnknownStorage)
    {
        // Read before the handlers: one that comes in between makes the next look find another number.
        var (changes, furtherChanges) = (Interlocked.Read(ref _changes), further is null ? 0 : Interlocked.Read(ref further._changes));
        var made = Volatile.Read(ref _made);
        if (made is null || made.Further != further || made.AcceptsUnknownStorage != acceptsUnknownStorage
            || made.Changes != changes || made.FurtherChanges != furtherChanges)
        {
            var policy = HandlerPolicy.Make(further is null ? [this] : [this, further], acceptsUnknownStorage);
            made = new MadePolicy(further, acceptsUnknownStorage, changes, furtherChanges, policy);
            Volatile.Write(ref _made, made);
        }

        return made.Policy;
    }

    internal HandlerRegistration? FindRegistration(DimseCommand command, Uid sopClass) =>
        _handlers.TryGetValue((command, sopClass), out var handler) || _handlers.TryGetValue((command, Uid.Empty), out handler)
            ? handler
            : null;

    private static HandlerStatus StatusOf(
        (DimseCommand Command, Uid SopClass) service, (int Active, int Waiting, long Refused) counts) =>
        new(service.Command, service.SopClass, counts.Active, counts.Waiting, counts.Refused);

    private sealed class Registration(HandlerRegistry registry, HandlerRegistration registration) : IDisposable
    {
        private readonly List<(DimseCommand, Uid)> _services = [];

        public bool TryAdd((DimseCommand Command, Uid SopClass) service)
        {
            var isAdded = registry._handlers.TryAdd(service, registration);
            if (isAdded)
            {
                Interlocked.Increment(ref registry._changes);
                _services.Add(service);
            }

            return isAdded;
        }

        public void Dispose()
        {
            _services.ForEach(service =>
                registry._handlers.TryRemove(new KeyValuePair<(DimseCommand, Uid), HandlerRegistration>(service, registration)));
            Interlocked.Increment(ref registry._changes);
        }
    }

    private sealed record MadePolicy(
        HandlerRegistry? Further, bool AcceptsUnknownStorage, long Changes, long FurtherChanges, AcceptorPolicy Policy);
}

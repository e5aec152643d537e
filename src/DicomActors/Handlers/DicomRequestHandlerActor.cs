using Akka.Actor;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that handles requests of peers, of whatever services. It registers itself when it starts and takes the
/// registration back when it stops; a request whose handling throws is answered with Processing Failure (0110H). Where one actor is
/// one service, its own base class is less work: <see cref="CFindHandlerActor"/>, <see cref="CStoreHandlerActor"/> and so on.
/// </summary>
public abstract class DicomRequestHandlerActor : ReceiveActor
{
    private readonly (DimseCommand Command, Uid SopClass)[] _services;
    private readonly HandlerOptions _options;
    private IDisposable? _registration;

    /// <summary>An actor with the limits of <c>dicom-actors.handlers</c>.</summary>
    /// <param name="services">The commands and SOP classes it handles; <see cref="Uid.Empty"/> stands for every SOP class.</param>
    protected DicomRequestHandlerActor(params (DimseCommand Command, Uid SopClass)[] services)
        : this(HandlerOptions.Default, services)
    {
    }

    /// <summary>An actor with limits of its own.</summary>
    /// <param name="options">The limits, for all its services together.</param>
    /// <param name="services">The commands and SOP classes it handles; <see cref="Uid.Empty"/> stands for every SOP class.</param>
    protected DicomRequestHandlerActor(HandlerOptions options, params (DimseCommand Command, Uid SopClass)[] services)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _services = services;
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _registration = Dicom.Get(Context.System).Handlers.Register(_services, CreateHandler(), _options);
        base.PreStart();
    }

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        (message as InboundRequestReceived)?.Exchange.Fail(reason);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _registration?.Dispose();
        base.PostStop();
    }

    /// <summary>The handler to register: hands the requests to this actor. Override it to decide where received bytes go.</summary>
    protected virtual DicomRequestHandler CreateHandler() => new ActorRequestHandler(Self);
}

using Akka.Actor;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that handles requests of peers. It registers itself when it starts and takes the registration back when it
/// stops; a request whose handling throws is answered with Processing Failure (0110H).
/// </summary>
/// <param name="services">The commands and SOP classes it handles; <see cref="Uid.Empty"/> stands for every SOP class.</param>
public abstract class DicomRequestHandlerActor(params (DimseCommand Command, Uid SopClass)[] services) : ReceiveActor
{
    private readonly List<IDisposable> _registrations = [];

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var handler = CreateHandler();
        foreach (var (command, sopClass) in services)
        {
            _registrations.Add(Dicom.Get(Context.System).Handlers.Register(command, sopClass, handler));
        }

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
        _registrations.ForEach(registration => registration.Dispose());
        _registrations.Clear();
        base.PostStop();
    }

    /// <summary>The handler to register: hands the requests to this actor. Override it to decide where received bytes go.</summary>
    protected virtual DicomRequestHandler CreateHandler() => new ActorRequestHandler(Self);
}

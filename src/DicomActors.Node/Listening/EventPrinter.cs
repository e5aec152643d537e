using System.Globalization;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.Output;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Node.Listening;

/// <summary>Prints events as they come from the EventStream, each with its time, side and connection.</summary>
internal sealed class EventPrinter : ReceiveActor
{
    private readonly Dictionary<ConnectionId, AssociationRole> _roles = [];
    private readonly bool _asJson;
    private long _printed;

    /// <summary>Prints the events that <paramref name="isWanted"/> picks.</summary>
    public EventPrinter(Func<IAdvancedDicomClientConnectionEvent, bool> isWanted)
        : this(isWanted, asJson: false)
    {
    }

    /// <summary>Prints the events that <paramref name="isWanted"/> picks.</summary>
    /// <param name="isWanted">Picks them.</param>
    /// <param name="asJson">As JSON objects, one on a line, instead of text.</param>
    public EventPrinter(Func<IAdvancedDicomClientConnectionEvent, bool> isWanted, bool asJson)
    {
        _asJson = asJson;
        Receive<IAdvancedDicomClientConnectionEvent>(happened =>
        {
            Remember(happened);
            if (isWanted(happened))
            {
                Print(happened);
            }

            if (happened is ConnectionClosedEvent closed)
            {
                _roles.Remove(closed.ConnectionId);
            }
        });
        Receive<GetPrinted>(_ => Sender.Tell(new Printed(_printed)));
    }

    /// <summary>What somebody who runs a server wants to see pass by.</summary>
    public static bool IsOfServer(IAdvancedDicomClientConnectionEvent happened) =>
        happened is AssociationRequestedEvent or DicomAssociationRejectedEvent or RequestReceivedEvent or DicomAbortedEvent or ConnectionClosedEvent;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(IAdvancedDicomClientConnectionEvent));
        base.PreStart();
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        base.PostStop();
    }

    private void Remember(IAdvancedDicomClientConnectionEvent happened)
    {
        if (happened is ConnectionOpenedEvent opened)
        {
            _roles[opened.ConnectionId] = opened.Role;
        }
    }

    private void Print(IAdvancedDicomClientConnectionEvent happened)
    {
        _printed++;
        var side = happened is ListenerBoundEvent or ListenerUnboundEvent ? "listener" : _roles.GetValueOrDefault(happened.ConnectionId, AssociationRole.Requestor) == AssociationRole.Acceptor ? "server" : "client";
        if (_asJson)
        {
            EventJson.Write(happened, side);
            return;
        }

        var connection = happened.ConnectionId == ConnectionId.None ? "" : happened.ConnectionId.ToString();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{happened.Timestamp.ToLocalTime():HH:mm:ss.fff} {side,-8} {connection,-14} {EventLine.Describe(happened)}"));
    }

    /// <summary>Asks how many lines were printed; answered with <see cref="Printed"/> after everything that came before.</summary>
    internal sealed record GetPrinted;

    /// <summary>How many lines were printed.</summary>
    internal sealed record Printed(long Lines);
}

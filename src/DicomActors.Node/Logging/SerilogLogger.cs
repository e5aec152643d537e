using Akka.Actor;
using Akka.Event;
using DicomActors.Events;
using Serilog.Events;
using Serilog.Parsing;
using LogEvent = Akka.Event.LogEvent;

namespace DicomActors.Node.Logging;

/// <summary>
/// Passes the actor system's log on to Serilog, each entry about a connection with who is at its ends. Named in <c>akka.loggers</c>.
/// </summary>
internal sealed class SerilogLogger : ReceiveActor
{
    private readonly ConnectionSubjects _subjects = new();

    /// <summary>Made by the actor system.</summary>
    public SerilogLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Pass);
        Receive<ConnectionEvent>(_subjects.Note);
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        // Only these: the events of requests and PDUs are many.
        foreach (var type in (Type[])[
            typeof(ConnectionOpenedEvent), typeof(AssociationRequestedEvent), typeof(DicomAssociationAcceptedEvent), typeof(ConnectionClosedEvent)])
        {
            Context.System.EventStream.Subscribe(Self, type);
        }
    }

    private void Pass(LogEvent entry)
    {
        var level = entry.LogLevel() switch
        {
            Akka.Event.LogLevel.DebugLevel => LogEventLevel.Debug,
            // That a shutdown begins is the verb's to say.
            Akka.Event.LogLevel.InfoLevel when entry.LogClass == typeof(CoordinatedShutdown) => LogEventLevel.Debug,
            Akka.Event.LogLevel.InfoLevel => LogEventLevel.Information,
            Akka.Event.LogLevel.WarningLevel => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
        if (!Serilog.Log.IsEnabled(level))
        {
            return;
        }

        // As it is: braces in it are no places of values.
        var text = entry.Message?.ToString() ?? "";
        var properties = new List<LogEventProperty> { new(LogProperties.Source, new ScalarValue(entry.LogSource)) };
        properties.AddRange(_subjects.Of(entry.LogSource)?.Properties ?? []);
        Serilog.Log.Write(new Serilog.Events.LogEvent(
            new DateTimeOffset(entry.Timestamp).ToLocalTime(), level, entry.Cause, new MessageTemplate(text, [new TextToken(text)]), properties));
    }
}

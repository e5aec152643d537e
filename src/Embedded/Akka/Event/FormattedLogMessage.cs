namespace Akka.Event;

internal sealed class FormattedLogMessage(ILogMessageFormatter formatter, string format, object[] arguments)
    : LogMessage(formatter, format)
{
    public override IEnumerable<object> Parameters() => arguments;

    public override string Unformatted() => $"{Format} [{string.Join(", ", arguments)}]";

    public override string ToString()
    {
        try
        {
            return Formatter.Format(Format, arguments);
        }
        catch (FormatException e)
        {
            // A wrong format must not make the caller fail, nor hide what was to be logged.
            return $"Received a malformed formatted message ({e.Message}): {Unformatted()}";
        }
    }
}

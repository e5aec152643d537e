namespace Akka.Event;

public static class LoggingExtensions
{
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, null, format);
    public static void Debug(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.DebugLevel, format, args);
    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, null, format);
    public static void Info(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.InfoLevel, format, args);
    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, null, format);
    public static void Warning(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.WarningLevel, format, args);
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.WarningLevel, cause, format, args);
    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, null, format);
    public static void Error(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.ErrorLevel, cause, format);
    public static void Error(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.ErrorLevel, format, args);
    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.ErrorLevel, cause, format, args);
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object[] args) =>
        log.Log(level, null, format, args);

    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object[] args)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, Formatted(log, format, args));
    }

    private static string Formatted(ILoggingAdapter log, string format, object[] args)
    {
        try
        {
            return log.Formatter.Format(format, args);
        }
        catch (FormatException)
        {
            // A wrong format must not make the caller fail, nor hide what was to be logged.
            return $"{format} [{string.Join(", ", args)}]";
        }
    }
}

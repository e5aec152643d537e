namespace Akka.Event;

public static class LoggingExtensions
{
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, null, format);

    public static void Debug(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.DebugLevel, cause, format);

    public static void Debug<T1>(this ILoggingAdapter log, string format, T1 arg1) => Write(log, LogLevel.DebugLevel, format, arg1);

    public static void Debug<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.DebugLevel, format, arg1, arg2);

    public static void Debug<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Write(log, LogLevel.DebugLevel, format, arg1, arg2, arg3);

    public static void Debug(this ILoggingAdapter log, string format, params object[] args) =>
        Log(log, LogLevel.DebugLevel, null, format, args);

    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        Log(log, LogLevel.DebugLevel, cause, format, args);

    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, null, format);

    public static void Info(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.InfoLevel, cause, format);

    public static void Info<T1>(this ILoggingAdapter log, string format, T1 arg1) => Write(log, LogLevel.InfoLevel, format, arg1);

    public static void Info<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        Write(log, LogLevel.InfoLevel, format, arg1, arg2);

    public static void Info<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        Write(log, LogLevel.InfoLevel, format, arg1, arg2, arg3);

    public static void Info(this ILoggingAdapter log, string format, params object[] args) =>
        Log(log, LogLevel.InfoLevel, null, format, args);

    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        Log(log, LogLevel.InfoLevel, cause, format, args);

    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, null, format);

    public static void Warning(this ILoggingAdapter log, Exception? cause, string format) =>
        log.Log(LogLevel.WarningLevel, cause, format);

    public static void Warning(this ILoggingAdapter log, string format, params object[] args) =>
        Log(log, LogLevel.WarningLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        Log(log, LogLevel.WarningLevel, cause, format, args);

    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, null, format);

    public static void Error(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.ErrorLevel, cause, format);

    public static void Error(this ILoggingAdapter log, string format, params object[] args) =>
        Log(log, LogLevel.ErrorLevel, null, format, args);

    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        Log(log, LogLevel.ErrorLevel, cause, format, args);

    public static void Log(this ILoggingAdapter log, LogLevel level, string format) => log.Log(level, null, format);

    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object[] args) =>
        Log(log, level, null, format, args);

    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object[] args)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, cause, new FormattedLogMessage(log.Formatter, format, args));
        }
    }

    // Debug and Info are off on hot paths: the arguments are boxed only when someone listens.
    private static void Write<T1>(ILoggingAdapter log, LogLevel level, string format, T1 arg1)
    {
        if (log.IsEnabled(level))
        {
            Log(log, level, null, format, [arg1!]);
        }
    }

    private static void Write<T1, T2>(ILoggingAdapter log, LogLevel level, string format, T1 arg1, T2 arg2)
    {
        if (log.IsEnabled(level))
        {
            Log(log, level, null, format, [arg1!, arg2!]);
        }
    }

    private static void Write<T1, T2, T3>(ILoggingAdapter log, LogLevel level, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsEnabled(level))
        {
            Log(log, level, null, format, [arg1!, arg2!, arg3!]);
        }
    }
}

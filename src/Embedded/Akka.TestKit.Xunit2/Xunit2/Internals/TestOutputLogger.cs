using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

public class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<InitializeLogger>(initialize =>
        {
            initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized());
        });
        Receive<LogEvent>(logEvent => Write(output, logEvent));
    }

    private static void Write(ITestOutputHelper output, LogEvent logEvent)
    {
        try
        {
            output.WriteLine(logEvent.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test is over: its output takes no more.
        }
    }
}

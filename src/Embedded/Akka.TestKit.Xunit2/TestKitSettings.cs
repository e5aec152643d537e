namespace Akka.TestKit;

public class TestKitSettings : IExtension
{
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("default-timeout", TimeSpan.FromSeconds(5));
        SingleExpectDefault = config.GetTimeSpan("single-expect-default", TimeSpan.FromSeconds(3));
        TestEventFilterLeeway = config.GetTimeSpan("filter-leeway", TimeSpan.FromSeconds(3));
        TestTimeFactor = config.GetDouble("timefactor", 1);
    }

    public TimeSpan DefaultTimeout { get; }
    public TimeSpan SingleExpectDefault { get; }
    public TimeSpan TestEventFilterLeeway { get; }
    public double TestTimeFactor { get; }
}

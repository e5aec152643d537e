namespace Akka.TestKit;

/// <summary>The logger of tests, named in their configuration. Event filters need none: they listen for themselves.</summary>
public class TestEventListener : DefaultLogger;

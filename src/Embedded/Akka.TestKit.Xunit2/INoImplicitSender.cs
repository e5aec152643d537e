namespace Akka.TestKit;

/// <summary>On a test class: messages told without a sender have none, instead of the test actor.</summary>
public interface INoImplicitSender;

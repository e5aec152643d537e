namespace Akka.Actor;

/// <summary>A behaviour; false leaves the message unhandled.</summary>
public delegate bool Receive(object message);

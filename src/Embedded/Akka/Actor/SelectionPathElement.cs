namespace Akka.Actor;

public abstract class SelectionPathElement;

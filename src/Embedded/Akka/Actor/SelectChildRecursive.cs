namespace Akka.Actor;

public class SelectChildRecursive : SelectionPathElement
{
    public static readonly SelectChildRecursive Instance = new();

    public override string ToString() => "**";
}

namespace Akka.Actor;

public class SelectChildName : SelectionPathElement
{
    public SelectChildName(string name) => Name = name;

    public string Name { get; }

    public override string ToString() => Name;
}

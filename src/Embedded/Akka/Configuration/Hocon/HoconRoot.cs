namespace Akka.Configuration.Hocon;

public class HoconRoot
{
    public HoconRoot(HoconValue value) => Value = value;

    public HoconValue Value { get; }
}

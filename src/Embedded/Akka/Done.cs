namespace Akka;

/// <summary>Completion without a value.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();
    private Done() { }
}

namespace Comparison.Measuring;

/// <summary>Something that stops a contender; the message says what and, if it can be helped, how.</summary>
internal sealed class BenchException : Exception
{
    public BenchException(string message)
        : base(message)
    {
    }

    public BenchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

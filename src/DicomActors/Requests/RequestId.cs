using System.Globalization;

namespace DicomActors.Requests;

/// <summary>
/// Names one outgoing request within this process, from before it is sent. Never reused: unlike a DIMSE message id it
/// says the same thing before the association exists and after it has ended.
/// </summary>
/// <param name="Value">A running number, from 1.</param>
public readonly record struct RequestId(long Value)
{
    private static long s_last;

    /// <summary>A new id, greater than every id given out before.</summary>
    public static RequestId Next() => new(Interlocked.Increment(ref s_last));

    /// <summary>For logs: <c>request-17</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"request-{Value}");
}

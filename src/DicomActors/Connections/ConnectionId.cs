using System.Globalization;

namespace DicomActors.Connections;

/// <summary>
/// Names one connection (one TCP connection and its one association) within this process. Never reused.
/// The default value, <see cref="None"/>, names no connection.
/// </summary>
/// <param name="Value">A running number, from 1.</param>
public readonly record struct ConnectionId(long Value)
{
    private static long s_last;

    /// <summary>Names no connection: what events of a listener carry.</summary>
    public static ConnectionId None => default;

    /// <summary>A new id, greater than every id given out before.</summary>
    public static ConnectionId Next() => new(Interlocked.Increment(ref s_last));

    /// <summary>For logs and actor names: <c>connection-17</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"connection-{Value}");
}

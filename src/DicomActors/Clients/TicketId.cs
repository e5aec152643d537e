using System.Globalization;

namespace DicomActors.Clients;

/// <summary>Names one request given to a <see cref="DicomClientActor"/>, over all its attempts. Unique in its process.</summary>
/// <param name="Value">A number that grows.</param>
public readonly record struct TicketId(long Value)
{
    private static long _last;

    /// <summary>An id nobody has.</summary>
    public static TicketId Next() => new(Interlocked.Increment(ref _last));

    /// <summary>As "ticket-17".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ticket-{Value}");
}

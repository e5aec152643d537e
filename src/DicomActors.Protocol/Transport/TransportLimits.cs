using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Transport;

/// <summary>Ranges of what the transport options take.</summary>
internal static class TransportLimits
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan Timeout(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= Shortest && value <= Longest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 1 ms to 1 hour.");

    public static int Length(int value, int smallest, int largest, [CallerMemberName] string name = "") =>
        value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {smallest} to {largest} bytes.");
}

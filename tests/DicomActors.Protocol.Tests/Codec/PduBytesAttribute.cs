using System.Reflection;
using Xunit.Sdk;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>
/// Feeds a theory the same bytes in every way they can arrive: whole, cut in two at every index, one byte at a time, and as a slice of a
/// larger buffer. The theory takes one <see cref="ReadOnlyMemory{T}"/> array.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PduBytesAttribute(string hex) : DataAttribute
{
    public string Hex { get; } = hex;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Segmentations(Bytes.FromHex(Hex)).Select(static segments => new object[] { segments });

    public static IEnumerable<ReadOnlyMemory<byte>[]> Segmentations(byte[] bytes)
    {
        yield return [bytes];
        yield return [Oversized(bytes)];
        yield return BytePerSegment(bytes);
        for (int index = 1; index < bytes.Length; index++)
        {
            yield return [bytes.AsMemory(0, index), bytes.AsMemory(index)];
        }
    }

    public static ReadOnlyMemory<byte>[] BytePerSegment(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length).Select(index => (ReadOnlyMemory<byte>)bytes.AsMemory(index, 1))];

    private static ReadOnlyMemory<byte> Oversized(byte[] bytes)
    {
        byte[] larger = [0xEE, 0xEE, .. bytes, 0xEE, 0xEE];
        return larger.AsMemory(2, bytes.Length);
    }
}

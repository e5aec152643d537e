using System.Text;

namespace DicomActors.Protocol.Transport;

/// <summary>A proxy said something wrong, too long, or nothing; caught where the proxy's name is known.</summary>
internal sealed class ProxyAnswerException(string message) : IOException(message)
{
    private const int LongestQuote = 60;

    /// <summary>The beginning of what came, safe to show in a log.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes[..Math.Min(bytes.Length, LongestQuote)])
        {
            text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        return text.ToString();
    }
}

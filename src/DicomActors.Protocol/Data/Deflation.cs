using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace DicomActors.Protocol.Data;

/// <summary>Raw deflate streams (RFC 1951), as PS3.5 A.5 asks for.</summary>
internal static class Deflation
{
    /// <summary>Inflates up to <paramref name="limit"/> bytes; more, or bad data, is an error.</summary>
    public static bool TryInflate(
        ReadOnlySpan<byte> deflated, int limit, [NotNullWhen(true)] out byte[]? inflated, [NotNullWhen(false)] out DatasetError? error)
    {
        if (deflated.IsEmpty)
        {
            (inflated, error) = ([], null);
            return true;
        }

        inflated = InflatePrefix(deflated, limit, out var more, out error);
        if (error is null && more)
        {
            error = new DatasetError(DatasetErrorCode.InflatedTooLong, 0, null, $"The deflated data set inflates to more than {limit} bytes.");
        }

        inflated = error is null ? inflated : null;
        return error is null;
    }

    /// <summary>The first bytes of the inflated data, at most <paramref name="limit"/>, as far as the input goes.</summary>
    public static byte[] InflatePrefix(ReadOnlySpan<byte> deflated, int limit, out bool more, out DatasetError? error)
    {
        more = false;
        error = null;
        using var output = new MemoryStream();
        try
        {
            using var inflater = new DeflateStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[(int)Math.Min(limit + 1L, 81920)];
            int read;
            while ((read = inflater.Read(buffer)) > 0)
            {
                if (output.Length + read > limit)
                {
                    output.Write(buffer, 0, (int)(limit - output.Length));
                    more = true;
                    break;
                }

                output.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException exception)
        {
            error = new DatasetError(DatasetErrorCode.InflateFailed, 0, null, $"The data is not a valid deflate stream: {exception.Message}");
        }

        return output.ToArray();
    }

    /// <summary>Deflates; odd results are padded with a NUL byte, which the stream's own end mark makes harmless (PS3.5 A.5).</summary>
    public static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var output = new MemoryStream();
        using (var deflater = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(data);
        }

        if (output.Length % 2 == 1)
        {
            output.WriteByte(0);
        }

        return output.ToArray();
    }
}

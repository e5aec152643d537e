namespace DicomActors.Protocol.Data;

/// <summary>How many typing mistakes lie between two words.</summary>
internal static class KeywordDistance
{
    /// <summary>
    /// Letters to insert, delete, replace or swap with their neighbour to get from one word to the other, ignoring case
    /// (optimal string alignment distance).
    /// </summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var width = right.Length + 1;
        Span<int> rows = width <= 128 ? stackalloc int[3 * width] : new int[3 * width];
        var beforeLast = rows[..width];
        var last = rows[width..(2 * width)];
        var current = rows[(2 * width)..];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j < width; j++)
            {
                var same = Fold(left[i - 1]) == Fold(right[j - 1]);
                current[j] = Math.Min(last[j - 1] + (same ? 0 : 1), Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Fold(left[i - 1]) == Fold(right[j - 2]) && Fold(left[i - 2]) == Fold(right[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            var recycled = beforeLast;
            beforeLast = last;
            last = current;
            current = recycled;
        }

        return last[width - 1];
    }

    private static char Fold(char letter) => char.ToUpperInvariant(letter);
}

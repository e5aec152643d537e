namespace DicomActors.Node.CommandLine;

/// <summary>What somebody may have meant who mistyped.</summary>
internal static class Suggestion
{
    /// <summary>The likeliest of the known words; null: none is like it.</summary>
    public static string? For(string typed, IEnumerable<string> known)
    {
        var limit = Math.Max(1, typed.TrimStart('-').Length / 3);
        return known
            .Select(word => (Word: word, Distance: Distance(typed, word)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(static candidate => candidate.Distance)
            .ThenBy(static candidate => candidate.Word, StringComparer.Ordinal)
            .Select(static candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>How many letters are to be added, taken away, replaced, or swapped with the next one.</summary>
    private static int Distance(string typed, string word)
    {
        if (typed.Length >= 3 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            return 1; // Merely not typed to its end.
        }

        var rows = new int[typed.Length + 1, word.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= word.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
                    rows[i - 1, j - 1] + (typed[i - 1] == word[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[typed.Length, word.Length];
    }
}

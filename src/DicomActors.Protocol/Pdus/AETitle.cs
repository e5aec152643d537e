namespace DicomActors.Protocol.Pdus;

/// <summary>
/// Rules of application entity titles (PS3.5 6.2, value representation AE; PS3.8 9.3.2): 1 to 16 characters, no backslash, no
/// control character; leading and trailing spaces do not count; all spaces means none.
/// </summary>
public static class AETitle
{
    /// <summary>Characters in the field on the wire; shorter titles are padded with spaces.</summary>
    public const int MaximumLength = 16;

    /// <summary>The title without what does not count: spaces on both sides, and the NULs some peers pad with.</summary>
    public static string Trim(string title)
    {
        ReadOnlySpan<char> trimmed = title.AsSpan().Trim(" \0");
        return trimmed.Length == title.Length ? title : trimmed.ToString();
    }

    /// <summary>True if the title, trimmed, may stand in an association request.</summary>
    public static bool IsValid(string? title)
    {
        if (title is null)
        {
            return false;
        }

        ReadOnlySpan<char> trimmed = title.AsSpan().Trim(" \0");
        if (trimmed.IsEmpty || trimmed.Length > MaximumLength)
        {
            return false;
        }

        foreach (char c in trimmed)
        {
            if (c is '\\' or < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The trimmed title.</summary>
    /// <exception cref="ArgumentException">The title is not valid; the message says why.</exception>
    public static string Require(string? title, string parameterName)
    {
        if (!IsValid(title))
        {
            throw new ArgumentException(
                $"'{title}' is not an AE title: 1 to {MaximumLength} printable ASCII characters, not all spaces, without a backslash.",
                parameterName);
        }

        return Trim(title!);
    }
}

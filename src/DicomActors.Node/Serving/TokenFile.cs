namespace DicomActors.Node.Serving;

/// <summary>A file that holds a token and nothing else.</summary>
internal static class TokenFile
{
    private const UnixFileMode TooMuch = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    private const int LongestFile = 4096;

    /// <summary>The token, without the line end an editor leaves.</summary>
    /// <exception cref="FormatException">The file cannot be read, is too long for a token, or others than its owner and group can read it.</exception>
    public static string Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & TooMuch) != 0)
            {
                throw new FormatException($"others can read or change the file: chmod 600 {path}.");
            }

            if (file.Length > LongestFile)
            {
                throw new FormatException($"the file has more than {LongestFile} bytes and is no token.");
            }

            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FormatException(problem.Message, problem);
        }
    }
}

namespace DicomActors.Launcher;

/// <summary>Progress and errors, on standard error: standard output belongs to the program that is started.</summary>
internal static class Say
{
    /// <summary>One line.</summary>
    public static void Line(string text) => Console.Error.WriteLine($"dicomactors: {text}");

    /// <summary>Output of a program that failed, whole and unchanged.</summary>
    public static void Whole(string output) => Console.Error.WriteLine(output.TrimEnd());
}

namespace DicomActors.Node.Output;

/// <summary>Lines for the user on standard error; standard output is for results.</summary>
internal static class Say
{
    /// <summary>What stopped the verb, or a part of it.</summary>
    public static void Error(string message) => Console.Error.WriteLine($"dicomactors: {SingleLine.Of(message)}");

    /// <summary>What the user should know though the verb goes on.</summary>
    public static void Warning(string message) => Console.Error.WriteLine($"dicomactors: warning: {SingleLine.Of(message)}");
}

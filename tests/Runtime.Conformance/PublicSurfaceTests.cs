using System.Text.RegularExpressions;

namespace Runtime.Conformance;

/// <summary>
/// Whatever compiles against the embedded runtime compiles against Akka. The embedded runtime's surface is listed in
/// <c>src/Embedded/PublicSurface.txt</c>; the embedded run keeps the list fresh, the Akka run looks each line up.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const string Listing = "PublicSurface.txt";

    /// <summary>What Akka does not have, and why it is there nonetheless.</summary>
    private static readonly (Regex Lines, string Reason)[] Exceptions =
    [
        (new Regex(@"^Akka\.Event\.LoggingExtensions: .* params System\.Object\[\] args\)$"),
            "Akka has the same methods without params, and a generic one for each of one to six arguments: such calls compile against both."),
    ];

    /// <summary>What Akka 1.5.30 has, which the surface is made from, and later versions have otherwise.</summary>
    private static readonly (Regex Lines, string Reason)[] ChangedLater =
    [
        (new Regex(@"^Akka\.Actor\.CoordinatedShutdown\+Reason class$"), "Abstract later: nobody here derives from it, or makes one."),
        (new Regex(@"^Akka\.Hosting\.LoggerConfigBuilder: .* [gs]et_LogLevel\("), "Nullable later: setting it compiles against both."),
    ];

    [RuntimeFact("Embedded", "The list is made from the embedded runtime.")]
    public void Listing_IsFresh()
    {
        var actual = PublicSurface.Declared();
        if (Environment.GetEnvironmentVariable("DICOMACTORS_SURFACE_FILE") is { Length: > 0 } file)
        {
            File.WriteAllLines(file, actual);
            return;
        }

        var listed = ReadListing().ToHashSet(StringComparer.Ordinal);
        FailOnAny(
            actual.Except(listed).Select(line => $"not listed: {line}").Concat(listed.Except(actual).Select(line => $"listed, but gone: {line}")),
            "Write the list anew: run this test with DICOMACTORS_SURFACE_FILE=<repository>/src/Embedded/PublicSurface.txt");
    }

    [RuntimeFact("Akka", "Looks the embedded runtime's surface up in the assemblies of Akka: runs with ActorRuntime=Akka only.")]
    public void EveryListedMember_IsAkkasToo()
    {
        var akka = PublicSurface.Complete();
        var missing = ReadListing().Where(line => !akka.Contains(line)).ToList();

        var known = typeof(Akka.Actor.ActorSystem).Assembly.GetName().Version > new Version(1, 5, 30, int.MaxValue) ? [.. Exceptions, .. ChangedLater] : Exceptions;
        FailOnAny(missing.Where(line => !Array.Exists(known, exception => exception.Lines.IsMatch(line))), "Akka has no such thing; take it out of src/Embedded:");
        FailOnAny(Exceptions.Where(exception => !missing.Exists(exception.Lines.IsMatch)).Select(exception => exception.Reason), "Exceptions that nothing needs:");
    }

    private static string[] ReadListing()
    {
        using var stream = typeof(PublicSurfaceTests).Assembly.GetManifestResourceStream(Listing)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static void FailOnAny(IEnumerable<string> findings, string message)
    {
        var list = findings.ToList();
        Assert.True(list.Count == 0, message + Environment.NewLine + string.Join(Environment.NewLine, list));
    }
}

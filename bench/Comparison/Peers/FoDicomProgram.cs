namespace Comparison.Peers;

/// <summary>The executable of bench/Comparison.FoDicom: fo-dicom as receiver and sender. It is not part of the solution.</summary>
internal static class FoDicomProgram
{
    /// <summary>Where it is after <c>dotnet build bench/Comparison.FoDicom -c Release</c>: beside this one.</summary>
    public static string DefaultPath { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Comparison.FoDicom", "release", "dicomactors-bench-fodicom.dll"));

    /// <summary>What to say if it is missing; null if it is there.</summary>
    public static string? Obstacle(string path) => File.Exists(path)
        ? null
        : "not built: dotnet build bench/Comparison.FoDicom -c Release (needs a feed with fo-dicom), or --fo-dicom DLL";

    /// <summary>The call of one of its verbs.</summary>
    /// <param name="path">The dll.</param>
    /// <param name="verb">scp, store or echo.</param>
    /// <param name="arguments">Each as name=value.</param>
    public static ProgramCall Call(string path, string verb, params IEnumerable<string> arguments) => new("dotnet", [path, verb, .. arguments]);
}

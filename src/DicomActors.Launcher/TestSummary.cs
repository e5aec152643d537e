using System.Globalization;

namespace DicomActors.Launcher;

/// <summary>The sums over all test assemblies.</summary>
internal sealed class TestSummary
{
    private int _passed;
    private int _failed;
    private int _skipped;

    /// <summary>Something went wrong before every test had its chance.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>At least one test ran, and nothing failed.</summary>
    public bool IsGood => _failed == 0 && _passed > 0 && !IsIncomplete;

    /// <summary>The last line of output, made for people and for scripts.</summary>
    public string ClosingLine => string.Create(CultureInfo.InvariantCulture, $"{_passed} passed, {_failed} failed, {_skipped} skipped");

    /// <summary>Adds one assembly.</summary>
    public void Add(TestAssembly assembly)
    {
        _passed += assembly.Passed;
        _failed += assembly.Failures.Count;
        _skipped += assembly.Skips.Count;
    }
}

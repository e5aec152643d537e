using BenchmarkDotNet.Running;

namespace Micro;

/// <summary>
/// Runs what <c>--filter</c> names, <c>'*'</c> for everything; <c>--job short</c> for a quick look. Always within this process: a
/// project of BenchmarkDotNet's own would not get the actor runtime this one was built for.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string[] inProcess = arguments.Any(static argument => argument is "-i" or "--inProcess") ? [] : ["--inProcess"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. arguments, .. inProcess]).ToList();
        return summaries.Exists(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success)) ? 1 : 0;
    }
}

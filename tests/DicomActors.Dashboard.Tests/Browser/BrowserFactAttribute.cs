namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>A test in a real browser: skipped, with the reason, where there is none; a failure where peers are required.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium) && Environment.GetEnvironmentVariable("DICOMACTORS_REQUIRE_PEERS") != "1")
        {
            Skip = $"{Chromium} is not there. On Debian: apt-get install chromium";
        }
    }
}

using Microsoft.Playwright;

namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>One Chromium for all tests of the page; each test has a profile of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Chromium) && Environment.GetEnvironmentVariable("DICOMACTORS_REQUIRE_PEERS") != "1")
        {
            // Every test is skipped then.
            return;
        }

        _playwright = await Playwright.CreateAsync();
        // Without its sandbox: tests run as root in containers, and visit nothing but our own page.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox"] });
    }

    internal async Task<BrowserPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Assert.True(_browser is not null, $"{BrowserFactAttribute.Chromium} is not there, and DICOMACTORS_REQUIRE_PEERS=1 asks for it.");
        return await BrowserPage.OpenAsync(_browser, address, options ?? new());
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

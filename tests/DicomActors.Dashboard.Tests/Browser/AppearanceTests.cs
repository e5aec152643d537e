using Microsoft.Playwright;

namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>How the page looks, to the eye and to assistive technology, and its pictures for the docs.</summary>
[Collection(BrowserTests.Name)]
public sealed class AppearanceTests(BrowserFixture browser)
{
    // A page on which nothing is drawn compresses to far less.
    private const int LeastBytesOfAPicture = 60_000;

    [BrowserFact]
    public async Task LightAndDark_EveryTextIsReadable_EveryControlHasAName_AndThePictureIsNotBlank()
    {
        await using var node = await NodeUnderTest.StartAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await browser.OpenAsync(node.Address, new()
            {
                ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1440, Height = 1440 },
            });
            await new ExampleNode(connections: 6).ShowOnAsync(opened);

            Assert.Empty(await AuditAsync(opened));
            var picture = await opened.Page.ScreenshotAsync();
            Assert.True(picture.Length > LeastBytesOfAPicture, $"The picture in {scheme} has {picture.Length} bytes only: is it blank?");
            await KeepAsync($"dashboard-{scheme.ToString().ToLowerInvariant()}.png", picture);
            await opened.Button("Drain node …").ClickAsync();
            await opened.WaitForAsync(opened.Page.GetByRole(AriaRole.Dialog));
            Assert.Empty(await AuditAsync(opened));
            await opened.Page.Keyboard.PressAsync("Escape");
            foreach (var summary in await opened.Page.Locator("summary").AllAsync())
            {
                await summary.ClickAsync();
            }

            await opened.WaitForAsync(opened.Page.GetByText("Throughput by minute, newest first"));
            Assert.Empty(await AuditAsync(opened));
            Assert.Empty(opened.Complaints);
        }
    }

    [BrowserFact]
    public async Task LoginPage_EveryTextIsReadable_AndEveryControlHasAName()
    {
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = "0123456789abcdef-secret");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await browser.OpenAsync(node.Address, new() { ColorScheme = scheme });
            await opened.WaitForAsync(opened.Page.GetByLabel("Token of this node"));

            Assert.Empty(await AuditAsync(opened));
            Assert.Empty(opened.Complaints);
        }
    }

    [BrowserFact]
    public async Task PhoneWidth_NothingIsCutOff_AndTablesStayTables()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address, new() { ViewportSize = new() { Width = 320, Height = 800 } });
        await new ExampleNode().ShowOnAsync(opened);
        var page = opened.Page;

        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= 320, $"The page is {width} pixels wide on a screen of 320: it would have to be scrolled sideways.");
        Assert.Empty(await AuditAsync(opened));
        await opened.WaitForAsync(page.GetByRole(AriaRole.Table, new() { Name = "Configured peers and what their clients are doing" })
            .GetByRole(AriaRole.Rowheader, new() { Name = "pacs-main" }));
        await KeepAsync("dashboard-phone.png", await page.ScreenshotAsync());
    }

    [BrowserFact]
    public async Task TwoHundredAssociations_AreShownByThePage()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address);
        await new ExampleNode(connections: 200).ShowOnAsync(opened);

        await opened.WaitForAsync(opened.Page.GetByText("1 to 50 of 200"));
        Assert.Equal(50, await opened.Page.Locator("#connections tbody tr").CountAsync());
        Assert.False(await opened.Button("Older").IsDisabledAsync());
        Assert.True(await opened.Button("Newer").IsDisabledAsync());
        Assert.Empty(await AuditAsync(opened));
    }

    [BrowserFact]
    public async Task NothingThereYet_IsSaidInWords()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address);

        await opened.WaitForAsync(opened.Page.GetByText("No associations right now."));
        await opened.WaitForAsync(opened.Page.GetByText("No peers are configured."));
        Assert.Empty(await AuditAsync(opened));
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Tab_FromTheTop_OffersToSkip_AndShowsWhereTheFocusIs()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address);
        await new ExampleNode().ShowOnAsync(opened);
        var page = opened.Page;

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        for (var i = 0; i < 40; i++)
        {
            Assert.True(
                await page.EvaluateAsync<bool>("""
                    () => {
                      const focused = document.activeElement;
                      const shown = focused.type === 'radio' ? focused.nextElementSibling : focused;
                      return focused === document.body || getComputedStyle(shown).outlineStyle !== 'none';
                    }
                    """),
                await page.EvaluateAsync<string>("() => `It does not show that it has the focus: ${document.activeElement.outerHTML}`"));
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private static Task<string[]> AuditAsync(BrowserPage opened) =>
        opened.Page.EvaluateAsync<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "accessibility.js")));

    /// <summary>Into the docs, where that is asked for.</summary>
    private static async Task KeepAsync(string name, byte[] picture)
    {
        if (Environment.GetEnvironmentVariable("DICOMACTORS_PICTURES") != "1")
        {
            return;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "DicomActors.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("These tests do not run inside the repository.");
        }

        var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "docs", "pictures"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), picture);
    }
}

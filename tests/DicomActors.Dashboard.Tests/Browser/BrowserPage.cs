using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>A page in a profile of its own, with everything it complained about and asked for.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _complaints = new();

    private BrowserPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, violations of the content security policy, requests to elsewhere.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<BrowserPage> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions options)
    {
        options.TimezoneId ??= "UTC";
        options.ViewportSize ??= new() { Width = 1440, Height = 1000 };
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)NodeUnderTest.Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        var opened = new BrowserPage(context, page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                opened._complaints.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => opened._complaints.Enqueue($"error: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority)
            {
                opened._complaints.Enqueue($"request to elsewhere: {request.Url}");
            }
        };
        page.Dialog += (_, dialog) => opened._complaints.Enqueue($"dialog: {dialog.Message}");
        await page.GotoAsync(address.ToString());
        return opened;
    }

    public Task GotoAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Moves with the Tab key until an element has the focus, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} cannot be reached with the Tab key.");
    }

    public ILocator Toast(string text) => Page.Locator("#toasts").GetByText(text);

    /// <summary>Waits until something is shown; if it never is, says what the page complained about meanwhile.</summary>
    public async Task WaitForAsync(ILocator locator)
    {
        try
        {
            await locator.First.WaitForAsync();
        }
        catch (TimeoutException exception)
        {
            Assert.Fail($"{exception.Message}\nThe page complained: {string.Join('\n', _complaints)}");
        }
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}

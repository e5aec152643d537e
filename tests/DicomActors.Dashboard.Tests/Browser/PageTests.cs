using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Microsoft.Playwright;

namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>The page in a real browser, against a live node.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageTests(BrowserFixture browser)
{
    private const string Token = "0123456789abcdef-secret";

    [BrowserFact]
    public async Task LiveAssociation_IsShownWithStateContextsAndRate_AndWithoutComplaints()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await node.AssociateAsync("CT_SCANNER");
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "CT_SCANNER → ARCHIVE" }).Filter(new() { HasText = "Acceptor" });
        await opened.WaitForAsync(row);

        await opened.WaitForAsync(row.GetByText("Established"));
        await opened.WaitForAsync(row.GetByText("Sta6"));
        await opened.WaitForAsync(row.GetByText("in 0 B/s"));
        await opened.WaitForAsync(page.GetByText("Association accepted: CT_SCANNER calls ARCHIVE, 2 of 2 presentation contexts"));
        await opened.WaitForAsync(page.Locator("#node-state").GetByText("All well"));
        await opened.WaitForAsync(page.Locator("#throughput .line"));
        Assert.Equal("test-node · DicomActors", await page.TitleAsync());
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Peer_ByKeyboardAlone_IsEchoedPausedAndResumed()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await node.AddPeerAsync("archive");
        await using var opened = await browser.OpenAsync(node.Address);
        var keyboard = opened.Page.Keyboard;

        await opened.WaitForAsync(opened.Button("Echo archive"));
        await opened.TabToAsync(opened.Button("Echo archive"));
        await keyboard.PressAsync("Enter");
        await opened.WaitForAsync(opened.Toast("archive answered the echo in"));
        await opened.TabToAsync(opened.Button("Pause archive"));
        await keyboard.PressAsync("Space");
        await opened.WaitForAsync(opened.Toast("archive is paused"));
        await opened.WaitForAsync(opened.Button("Resume archive"));

        // The focus is where it was, although the row was updated meanwhile.
        Assert.True(await opened.Button("Resume archive").EvaluateAsync<bool>("element => element === document.activeElement"));
        await keyboard.PressAsync("Enter");
        await opened.WaitForAsync(opened.Button("Pause archive"));
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Abort_ByKeyboardAlone_AsksFirst_KeepsTheFocusInTheDialog_AndEndsTheAssociation()
    {
        await using var node = await NodeUnderTest.StartAsync();
        var association = await node.AssociateAsync("WORKSTATION");
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;
        var abort = opened.Button($"Abort WORKSTATION → ARCHIVE, connection {association.ConnectionId.Value}");
        await opened.WaitForAsync(abort);
        await opened.TabToAsync(abort);

        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Abort WORKSTATION → ARCHIVE?" });
        await opened.WaitForAsync(dialog);
        Assert.Equal("Cancel", await FocusedTextAsync(page));
        for (var i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.getElementById('confirm').contains(document.activeElement)"),
                "The focus must not leave a modal dialog for what is behind it.");
        }

        await page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.True(await abort.EvaluateAsync<bool>("element => element === document.activeElement"), "The focus should be back on the button.");
        await page.Keyboard.PressAsync("Enter");
        await opened.TabToAsync(opened.Button("Abort association"));
        await page.Keyboard.PressAsync("Enter");
        await opened.WaitForAsync(opened.Toast("is aborted."));
        await opened.WaitForAsync(page.GetByText("No associations right now."));
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Drain_Confirmed_IsShownAsDrained()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address);
        await opened.WaitForAsync(opened.Page.GetByText("All well"));

        await opened.Button("Drain node …").ClickAsync();
        await opened.Page.GetByLabel("Grace period in seconds").FillAsync("5");
        await opened.Button("Drain node").ClickAsync();

        await opened.WaitForAsync(opened.Page.Locator("#node-state").GetByText("Drained"));
        await opened.WaitForAsync(opened.Page.GetByText("This node listens on no port"));
        Assert.True(await opened.Button("Drain node …").IsDisabledAsync());
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Details_OfAnAssociation_ListItsContexts()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await node.AssociateAsync("CT_SCANNER");
        await using var opened = await browser.OpenAsync(node.Address);

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "CT_SCANNER → ARCHIVE", Exact = true }).First.ClickAsync();

        var dialog = opened.Page.GetByRole(AriaRole.Dialog, new() { Name = "CT_SCANNER → ARCHIVE" });
        await opened.WaitForAsync(dialog.GetByRole(AriaRole.Row).Filter(new() { HasText = "CT Image Storage" }).GetByText("Implicit VR Little Endian"));
        await opened.Button("Close").ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Token_WrongThenRight_LogsIn_AndOutAgain()
    {
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = Token);
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;

        await page.GetByLabel("Token of this node").FillAsync("0123456789abcdef-wrong");
        await page.Keyboard.PressAsync("Enter");
        await opened.WaitForAsync(page.GetByRole(AriaRole.Alert).GetByText("The token is wrong."));
        await page.GetByLabel("Token of this node").FillAsync(Token);
        await page.Keyboard.PressAsync("Enter");
        await opened.WaitForAsync(page.GetByText("All well"));
        await opened.Button("Log out").ClickAsync();
        await opened.WaitForAsync(page.GetByLabel("Token of this node"));
        await opened.GotoAsync("/");
        await opened.WaitForAsync(page.GetByLabel("Token of this node"));

        // The browser itself reports the refused login.
        Assert.All(opened.Complaints, complaint => Assert.Contains("401", complaint, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task MarkupFromAPeer_IsShownAsText_AndNeverRun()
    {
        const string Title = "<b onx=a>\"'&<i>";
        const string Comment = "<img src=x onerror=alert(1)>";
        await using var node = await NodeUnderTest.StartAsync();
        node.Dicom.Handlers.Register(DimseCommand.CFindRequest, SopClasses.StudyRootFind, new DicomActors.Handlers.DelegateRequestHandler((_, _) =>
            ValueTask.FromResult<DimseResponse>(new CFindResponse(DimseStatus.UnableToProcess) { ErrorComment = Comment })));
        await node.AssociateAsync(Title, "<script>1");
        await node.AddPeerAsync("archive", calledAETitle: Title);
        node.Dicom.Peers.Tell(new EnqueueTo("archive", new Enqueue(Queries.AllStudies)), ActorRefs.NoSender);
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;

        await opened.WaitForAsync(page.Locator("#connections").GetByText($"{Title} → <script>1"));
        await opened.WaitForAsync(page.Locator("#events").GetByText($"Association accepted: {Title} calls <script>1"));
        await opened.WaitForAsync(page.Locator("#events").GetByText("C-FIND").First);
        await page.GetByRole(AriaRole.Button, new() { Name = $"{Title} → <script>1", Exact = true }).First.ClickAsync();
        await opened.WaitForAsync(page.GetByRole(AriaRole.Dialog));

        Assert.Equal(0, await page.Locator("main i, main script, main img, dialog i, dialog script").CountAsync());
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task Feed_FilterAndPause_ShowWhatIsAskedFor()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await node.AssociateAsync("FIRST");
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;
        var feed = page.Locator("#events");
        await opened.WaitForAsync(feed.GetByText("Association accepted: FIRST"));

        await opened.Button("Pause").ClickAsync();
        await node.AssociateAsync("SECOND");
        await opened.WaitForAsync(page.GetByRole(AriaRole.Button, new() { Name = "new)" }));
        Assert.Equal(0, await feed.GetByText("SECOND").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "new)" }).ClickAsync();
        await opened.WaitForAsync(feed.GetByText("Association accepted: SECOND"));
        await page.GetByLabel("Show events with this text").FillAsync("second");
        await feed.GetByText("Association accepted: FIRST").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByLabel("Severity").SelectOptionAsync("error");
        await opened.WaitForAsync(page.GetByText("No event matches the filter."));
        Assert.Empty(opened.Complaints);
    }

    [BrowserFact]
    public async Task NodeGone_PageSaysSo_AndComesBackByItself()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address);
        var page = opened.Page;
        await opened.WaitForAsync(page.GetByText("All well"));

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await opened.WaitForAsync(page.GetByRole(AriaRole.Alert).GetByText("Connection lost. The node does not answer."));
        await page.UnrouteAllAsync();
        await opened.WaitForAsync(page.GetByText("All well"));

        await page.Locator("#lost").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [BrowserFact]
    public async Task Appearance_Chosen_IsKept()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address, new() { ColorScheme = ColorScheme.Light });
        var page = opened.Page;
        Task<string> GroundAsync() => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        var light = await GroundAsync();

        await opened.Button("Appearance: auto").ClickAsync();
        await opened.Button("Appearance: light").ClickAsync();
        var dark = await GroundAsync();
        await page.ReloadAsync();

        Assert.NotEqual(light, dark);
        await opened.WaitForAsync(opened.Button("Appearance: dark"));
        Assert.Equal(dark, await GroundAsync());
    }

    [BrowserFact]
    public async Task NoJavaScript_PageSaysWhatToDoInstead()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await using var opened = await browser.OpenAsync(node.Address, new() { JavaScriptEnabled = false });

        // By its class: without scripts the text engine of the test does not look into noscript.
        await opened.WaitForAsync(opened.Page.Locator("noscript .banner"));
        Assert.Contains("needs JavaScript", await opened.Page.Locator("noscript .banner").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await opened.Page.Locator("main").IsVisibleAsync());
    }

    private static Task<string> FocusedTextAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent");
}

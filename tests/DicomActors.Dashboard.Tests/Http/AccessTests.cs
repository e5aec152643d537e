using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using DicomActors.Dashboard.Access;
using DicomActors.Dashboard.Api;
using DicomActors.TestKit;

namespace DicomActors.Dashboard.Tests.Http;

/// <summary>Who gets in, over real sockets.</summary>
public sealed class AccessTests
{
    private const string Token = "0123456789abcdef-secret";

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("node.localhost", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.1", HttpStatusCode.Forbidden)]
    public async Task NoToken_HostHeader_MustBeAnOwnName(string host, HttpStatusCode expected)
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        using var response = await client.SendAsync(Request(HttpMethod.Get, "api/status", ("Host", $"{host}:{node.Address.Port}")));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
        {
            Assert.Contains(host, (await ProblemAsync(response)).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AllowedHosts_OtherName_IsRefusedAlsoWithToken()
    {
        await using var node = await NodeUnderTest.StartAsync(options =>
        {
            options.Token = Token;
            options.AllowedHosts.Add("node.hospital.example");
        });
        using var client = node.Client(Token);

        using var allowed = await client.SendAsync(Request(HttpMethod.Get, "api/status", ("Host", "NODE.hospital.example:8443")));
        using var other = await client.SendAsync(Request(HttpMethod.Get, "api/status", ("Host", "attacker.example")));

        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("10.1.2.3")]
    [InlineData("node.hospital.example")]
    public void Options_AddressOthersReachWithoutToken_AreRefused(string host)
    {
        var refused = Assert.Throws<ArgumentException>(new DashboardOptions { Host = host }.Validate);

        Assert.Contains("token", refused.Message, StringComparison.Ordinal);
        new DashboardOptions { Host = host, Token = Token }.Validate();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("sixteen and more, with blanks")]
    public void Options_WeakToken_IsRefused(string token) =>
        Assert.Throws<ArgumentException>(new DashboardOptions { Token = token }.Validate);

    [Fact]
    public async Task NoToken_BoundToEveryAddressAllTheSame_IsThereForThisMachineOnly()
    {
        var address = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork)).FirstOrDefault(one => !IPAddress.IsLoopback(one));
        if (address is null)
        {
            // A machine with loopback only has no address from which somebody else could call.
            return;
        }

        await using var node = await NodeUnderTest.StartAsync(binding: "http://0.0.0.0:0");
        using var client = node.Client();

        using var response = await client.SendAsync(
            Request(HttpMethod.Get, $"http://{address}:{node.Address.Port}/api/status", ("Host", "localhost")));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Token_OnlyTheRightOneOpens_AndHealthNeedsNone()
    {
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = Token);
        using var right = node.Client(Token);
        using var wrong = node.Client(Token + "x");
        using var none = node.Client();

        using var refused = await none.GetAsync("api/status");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("api/status")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await right.GetAsync("api/status")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await none.GetAsync("metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await right.GetAsync("metrics")).StatusCode);
        Assert.Equal("live", await none.GetStringAsync("health/live"));
        using var page = await none.GetAsync("");
        Assert.Equal("login", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await none.GetAsync("login")).StatusCode);
    }

    [Fact]
    public async Task WrongTokens_AfterFive_NoneIsLookedAtForAMinute()
    {
        var time = new ManualTimeProvider();
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = Token, time);
        using var wrong = node.Client("0123456789abcdef-guess");
        using var right = node.Client(Token);

        for (var i = 0; i < AttemptLimiter.MostFailures; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("api/status")).StatusCode);
        }

        using var blocked = await right.GetAsync("api/status");
        Assert.Equal(HttpStatusCode.TooManyRequests, blocked.StatusCode);
        Assert.NotNull(blocked.Headers.RetryAfter);
        time.Advance(AttemptLimiter.Window + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await right.GetAsync("api/status")).StatusCode);
    }

    [Fact]
    public void AttemptLimiter_FloodOfAddresses_StaysBounded_AndTakesAnIPv6NetworkAsOne()
    {
        var limiter = new AttemptLimiter(new ManualTimeProvider());
        for (var i = 0; i < AttemptLimiter.MostFailures; i++)
        {
            limiter.Failed(IPAddress.Parse($"2001:db8::{i + 1:x}"));
        }

        Assert.NotNull(limiter.Wait(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(limiter.Wait(IPAddress.Parse("2001:db8:0:1::1")));
        for (var i = 0; i < AttemptLimiter.MostAddresses + 10; i++)
        {
            limiter.Failed(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]));
        }

        Assert.Null(limiter.Wait(IPAddress.Parse("2001:db8::ffff")));
    }

    [Fact]
    public async Task Login_RightToken_GivesACookieThatScriptsAndOtherSitesDoNotHave_AndRunsOut()
    {
        var time = new ManualTimeProvider();
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = Token, time);
        using var client = node.Client();

        using var wrong = await client.SendAsync(Login("0123456789abcdef-wrong"));
        using var login = await client.SendAsync(Login(Token));

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, login.StatusCode);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        var sent = ("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Request(HttpMethod.Get, "api/status", sent))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Request(HttpMethod.Get, "api/status", (sent.Item1, sent.Item2 + "0")))).StatusCode);
        time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Request(HttpMethod.Get, "api/status", sent))).StatusCode);
    }

    [Fact]
    public async Task Logout_EndsTheSession()
    {
        await using var node = await NodeUnderTest.StartAsync(options => options.Token = Token);
        using var client = node.Client();
        using var login = await client.SendAsync(Login(Token));
        var cookie = ("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        using var logout = await client.SendAsync(Request(HttpMethod.Post, "api/logout", cookie, ("X-DicomActors-Request", "1")));

        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Request(HttpMethod.Get, "api/status", cookie))).StatusCode);
    }

    [Theory]
    [InlineData("X-Nothing", "1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Action_FromAnotherSite_IsRefused(string header, string value, HttpStatusCode expected)
    {
        await using var node = await NodeUnderTest.StartAsync();
        await node.AddPeerAsync("archive");
        using var client = node.Client();
        (string, string)[] headers = header == "X-Nothing" ? [(header, value)] : [(header, value), ("X-DicomActors-Request", "1")];

        using var response = await client.SendAsync(Request(HttpMethod.Post, "api/peers/archive/pause", headers));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(
            expected == HttpStatusCode.OK,
            (await client.GetFromJsonAsync("api/peers", DashboardJson.Default.PeerRows))!.Rows.Single().Paused);
    }

    [Fact]
    public async Task Api_LookedAtByAPageOfAnotherSite_IsRefused()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        using var response = await client.SendAsync(Request(HttpMethod.Get, "api/status", ("Sec-Fetch-Site", "cross-site")));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("api/drain")]
    [InlineData("api/reload")]
    [InlineData("api/peers/archive/pause")]
    [InlineData("api/connections/1/abort")]
    public async Task Action_ByGet_IsNotPossible(string path)
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        using var response = await client.SendAsync(Request(HttpMethod.Get, path, ("X-DicomActors-Request", "1")));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("assets/app.js")]
    [InlineData("api/status")]
    [InlineData("nothing/here")]
    public async Task EveryAnswer_TellsTheBrowserToTrustNothingFromElsewhere(string path)
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        using var response = await client.GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        if (path.StartsWith("api", StringComparison.Ordinal))
        {
            Assert.True(response.Headers.CacheControl?.NoStore, "What the API tells must not be kept.");
        }
    }

    [Fact]
    public async Task Assets_UnknownNameOrPath_AreNotFound_AndKnownOnesAreNotSentTwice()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        using var first = await client.GetAsync("assets/base.css");
        using var again = await client.SendAsync(Request(HttpMethod.Get, "assets/base.css", ("If-None-Match", first.Headers.ETag!.ToString())));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("assets/index.html")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("assets/..%2f..%2fetc%2fpasswd")).StatusCode);
    }

    [Fact]
    public async Task Action_BodyFarTooLong_IsRefused()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        var request = Request(HttpMethod.Post, "api/drain", ("X-DicomActors-Request", "1"));
        request.Content = new StringContent($"{{\"graceSeconds\":{new string('1', 100_000)}}}", Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static HttpRequestMessage Login(string token)
    {
        var request = Request(HttpMethod.Post, "api/login", ("X-DicomActors-Request", "1"));
        request.Content = JsonContent.Create(new LoginOrder(token), DashboardJson.Default.LoginOrder);
        return request;
    }

    private static async Task<Problem> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync(DashboardJson.Default.Problem))!;
    }
}

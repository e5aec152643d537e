using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using DicomActors.Dashboard.Endpoints;
using Microsoft.AspNetCore.Http;

namespace DicomActors.Dashboard.Access;

/// <summary>
/// Stands before everything but the health checks: is the dashboard called by a name it has, by somebody who may, and, where something is to be
/// changed, by a page of its own or a program?
/// </summary>
internal sealed class DashboardAccess
{
    private const string Bearer = "Bearer ";

    private readonly RequestDelegate _next;
    private readonly DashboardOptions _options;
    private readonly HostRule _hosts;
    private readonly Sessions _sessions;
    private readonly AttemptLimiter _attempts;

    public DashboardAccess(RequestDelegate next, DashboardOptions options, Sessions sessions, AttemptLimiter attempts)
    {
        _next = next;
        _options = options;
        _hosts = new HostRule(options);
        _sessions = sessions;
        _attempts = attempts;
    }

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == "/health/live" || path == "/health/ready")
        {
            return _next(context);
        }

        SecurityHeaders.Set(context.Response);
        if (!_hosts.Allows(context.Request.Host))
        {
            return context.ProblemAsync(
                StatusCodes.Status403Forbidden,
                $"This dashboard does not go by the name '{context.Request.Host.Host}'. Call it by http://127.0.0.1, or add the name to its allowed hosts.");
        }

        if (_options.Token is null && !(IsLoopback(context.Connection.LocalIpAddress) && IsLoopback(context.Connection.RemoteIpAddress)))
        {
            return context.ProblemAsync(
                StatusCodes.Status403Forbidden, "Without a token the dashboard is for this machine only. Set a token to reach it from elsewhere.");
        }

        return WhyForeign(context.Request) is { } reason
            ? context.ProblemAsync(StatusCodes.Status403Forbidden, reason)
            : AuthorizeAsync(context);
    }

    /// <summary>Checks the token somebody logs in with; answers what is wrong with it.</summary>
    public static bool IsRight(DashboardOptions options, string? token) =>
        options.Token is { } expected && token is not null && CryptographicOperations.FixedTimeEquals(HashOf(expected), HashOf(token));

    public static Task TooManyAsync(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return context.ProblemAsync(StatusCodes.Status429TooManyRequests, $"Too many wrong tokens from this address; try again in {seconds} s.");
    }

    private Task AuthorizeAsync(HttpContext context)
    {
        if (_options.Token is null || IsOpen(context.Request.Path) || HasSession(context))
        {
            return _next(context);
        }

        if (GivenToken(context.Request) is not { } token)
        {
            return AskForTokenAsync(context);
        }

        var address = context.Connection.RemoteIpAddress;
        if (_attempts.Wait(address) is { } wait)
        {
            return TooManyAsync(context, wait);
        }

        if (IsRight(_options, token))
        {
            _attempts.Succeeded(address);
            return _next(context);
        }

        _attempts.Failed(address);
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return context.ProblemAsync(StatusCodes.Status401Unauthorized, "The token is wrong.");
    }

    /// <summary>What the login page needs; it tells nothing about the node.</summary>
    private static bool IsOpen(PathString path) => path == "/login" || path == "/api/login" || path.StartsWithSegments("/assets");

    private bool HasSession(HttpContext context) =>
        context.Request.Cookies[LoginCookie.NameFor(context)] is { Length: > 0 } secret && _sessions.Use(secret);

    private static string? GivenToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : null;

    private static Task AskForTokenAsync(HttpContext context)
    {
        if (context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect("login");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.ProblemAsync(
            StatusCodes.Status401Unauthorized, "This dashboard asks for a token: send 'Authorization: Bearer TOKEN', or log in on the page.");
    }

    /// <summary>Why a request may have been made by a page of somebody else; null if it was not.</summary>
    private static string? WhyForeign(HttpRequest request)
    {
        var site = (string?)request.Headers["Sec-Fetch-Site"];
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (site is not (null or "" or "same-origin" or "none") && (!isSafe || request.Path.StartsWithSegments("/api")))
        {
            return "The request came from a page of another site.";
        }

        if (isSafe)
        {
            return null;
        }

        if ((string?)request.Headers.Origin is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && SameHost(uri, request.Host)))
        {
            return "The request came from a page of another origin.";
        }

        return request.Headers[DashboardOptions.RequestHeader] == "1" ? null : $"A request that changes something must have the header '{DashboardOptions.RequestHeader}: 1'.";
    }

    /// <summary>The scheme is not compared: a proxy in front may speak TLS where we do not.</summary>
    private static bool SameHost(Uri origin, HostString host) =>
        string.Equals(origin.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
        || (host.Port is { } port && port == origin.Port && string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>No address at all: a socket of this machine.</summary>
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

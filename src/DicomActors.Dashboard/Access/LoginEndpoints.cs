using System.Text.Json;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Endpoints;
using Microsoft.AspNetCore.Http;

namespace DicomActors.Dashboard.Access;

/// <summary>Trades the token for a cookie, and back.</summary>
internal sealed class LoginEndpoints(DashboardOptions options, Sessions sessions, AttemptLimiter attempts)
{
    public async Task LoginAsync(HttpContext context)
    {
        if (options.Token is null)
        {
            await context.ProblemAsync(StatusCodes.Status409Conflict, "This dashboard asks for no token.");
            return;
        }

        var address = context.Connection.RemoteIpAddress;
        if (attempts.Wait(address) is { } wait)
        {
            await DashboardAccess.TooManyAsync(context, wait);
            return;
        }

        if (DashboardAccess.IsRight(options, await TokenAsync(context)))
        {
            attempts.Succeeded(address);
            LoginCookie.Set(context, sessions.Open());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        attempts.Failed(address);
        await context.ProblemAsync(StatusCodes.Status401Unauthorized, "The token is wrong.");
    }

    public Task LogoutAsync(HttpContext context)
    {
        if (context.Request.Cookies[LoginCookie.NameFor(context)] is { } secret)
        {
            sessions.Close(secret);
        }

        LoginCookie.Clear(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<string?> TokenAsync(HttpContext context)
    {
        try
        {
            return (await context.Request.ReadFromJsonAsync(DashboardJson.Default.LoginOrder, context.RequestAborted))?.Token;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

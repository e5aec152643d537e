using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace DicomActors.Dashboard.Access;

/// <summary>The cookie of a login: not for scripts, not for requests that other sites cause.</summary>
internal static class LoginCookie
{
    /// <summary>Cookies do not know ports: two nodes on one machine have two names.</summary>
    public static string NameFor(HttpContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"dicomactors-{context.Connection.LocalPort}");

    public static void Set(HttpContext context, string secret) =>
        context.Response.Cookies.Append(NameFor(context), secret, OptionsFor(context));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), OptionsFor(context));

    private static CookieOptions OptionsFor(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}

using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using DicomActors.Dashboard.Api;
using Microsoft.AspNetCore.Http;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>Writes answers of the API.</summary>
internal static class Answer
{
    public static Task JsonAsync<T>(this HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, type, "application/json; charset=utf-8", context.RequestAborted);
    }

    /// <summary>RFC 9457, with a detail that a person can use.</summary>
    public static Task ProblemAsync(this HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new Problem(TitleOf(status), status, detail), DashboardJson.Default.Problem, "application/problem+json", context.RequestAborted);
    }

    /// <summary>A whole number of the query, the default where it is missing; null if it is none or out of range, which was answered then.</summary>
    public static async Task<long?> NumberAsync(this HttpContext context, string name, long smallest, long largest, long byDefault)
    {
        var text = (string?)context.Request.Query[name];
        if (string.IsNullOrEmpty(text))
        {
            return byDefault;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest)
        {
            return number;
        }

        await context.ProblemAsync(
            StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a whole number from {smallest} to {largest}."));
        return null;
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad request",
        StatusCodes.Status401Unauthorized => "A token is needed",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Not possible now",
        StatusCodes.Status422UnprocessableEntity => "Cannot be done",
        StatusCodes.Status429TooManyRequests => "Too many attempts",
        StatusCodes.Status501NotImplemented => "Not available",
        StatusCodes.Status503ServiceUnavailable => "Not available now",
        _ => "Failed",
    };
}

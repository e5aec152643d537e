using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>The files of the page, embedded in this assembly, each with its hash: a browser fetches one again only when it has changed.</summary>
internal sealed class PageFiles
{
    private readonly Dictionary<string, PageFile> _files = typeof(PageFiles).Assembly.GetManifestResourceNames().ToDictionary(static name => name, Load);

    public Task IndexAsync(HttpContext context) => SendAsync(context, _files["index.html"]);

    public Task LoginAsync(HttpContext context) => SendAsync(context, _files["login.html"]);

    public Task AssetAsync(HttpContext context) =>
        context.GetRouteValue("name") is string name && !name.EndsWith(".html", StringComparison.Ordinal) && _files.TryGetValue(name, out var file)
            ? SendAsync(context, file)
            : context.ProblemAsync(StatusCodes.Status404NotFound, "There is no such file.");

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.ETag;
        if (context.Request.Headers.IfNoneMatch == file.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        return response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }

    private static PageFile Load(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in this assembly.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PageFile(content, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record PageFile(byte[] Content, string ContentType, string ETag);
}

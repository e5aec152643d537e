using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DicomActors.Node.Tests.Remote;

/// <summary>A node's HTTP API whose answers a test chooses.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, Func<(int Status, string Type, string Body)>> _answers = [];

    private FakeNode()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>What was asked, in order: method, path and query, token, the header for changes, body.</summary>
    public ConcurrentQueue<(string What, string? Token, string? Change, string Body)> Asked { get; } = [];

    /// <summary>Its address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts one.</summary>
    public static async Task<FakeNode> StartAsync()
    {
        var node = new FakeNode();
        await node._server.StartAsync();
        node.Url = node._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return node;
    }

    /// <summary>Answers a call, such as <c>GET /api/status</c>, with a record of the API.</summary>
    public FakeNode Answers<T>(string what, T answer, JsonTypeInfo<T> type) => Answers(what, 200, "application/json", JsonSerializer.Serialize(answer, type));

    /// <summary>Answers a call.</summary>
    public FakeNode Answers(string what, int status, string type, string body) => Answers(what, () => (status, type, body));

    /// <summary>Answers a call, each time anew.</summary>
    public FakeNode Answers(string what, Func<(int Status, string Type, string Body)> answer)
    {
        _answers[what] = answer;
        return this;
    }

    /// <summary>Waits until it was asked so often.</summary>
    public async Task AskedAsync(int times)
    {
        using var patience = new CancellationTokenSource(DicomActors.Processes.RunningProgram.Patience);
        while (Asked.Count < times)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var path = string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var headers = context.Request.Headers;
        Asked.Enqueue((path, headers.Authorization.FirstOrDefault(), headers["X-DicomActors-Request"].FirstOrDefault(), await reader.ReadToEndAsync()));
        var (status, type, body) = _answers.TryGetValue(path, out var answer)
            ? answer()
            : (404, "application/problem+json", """{"title":"Not Found","status":404,"detail":"There is no such thing here."}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DicomActors.Dashboard;
using DicomActors.Dashboard.Api;
using DicomActors.Node.Output;

namespace DicomActors.Node.Remote;

/// <summary>Talks to a running node over its HTTP API. Whatever goes wrong is a <see cref="VerbException"/> with one line that says it.</summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Longer answers are not read: the API's pages are far shorter.</summary>
    private const int LongestAnswer = 32 << 20;

    private readonly Uri _address;
    private readonly bool _hasToken;
    private readonly HttpClient _http;

    /// <summary>A client; nothing is connected yet.</summary>
    /// <param name="address">The node, with a slash at the end.</param>
    /// <param name="token">What opens it; null: nothing is needed.</param>
    /// <param name="timeout">Longest wait for an answer.</param>
    public NodeClient(Uri address, string? token, TimeSpan timeout)
    {
        _address = address;
        _hasToken = token is not null;

        // The token goes to this address and to no other, and traffic to this machine through no proxy.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback, UseCookies = false };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = timeout, MaxResponseContentBufferSize = LongestAnswer };
        _http.DefaultRequestHeaders.Add(DashboardOptions.RequestHeader, "1");
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            {
                Say.Warning($"the token goes to {address.Host} unencrypted; an address with https protects it.");
            }
        }
    }

    /// <summary>As the user gave it.</summary>
    public string Name => _address.ToString().TrimEnd('/');

    /// <summary>Asks for something.</summary>
    /// <exception cref="VerbException">There is no answer, or it is no good.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken interrupted) => SendAsync(HttpMethod.Get, path, null, type, interrupted);

    /// <summary>Has something done.</summary>
    /// <exception cref="VerbException">There is no answer, or the node refuses.</exception>
    public Task<T> PostAsync<T>(string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken interrupted) =>
        SendAsync(HttpMethod.Post, path, body, type, interrupted);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken interrupted)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _http.SendAsync(request, interrupted);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync(type, interrupted) ?? throw Strange()
                : throw await ExplainAsync(response, interrupted);
        }
        catch (JsonException)
        {
            throw Strange();
        }
        catch (HttpRequestException problem)
        {
            throw Explain(problem);
        }
        catch (TaskCanceledException problem) when (!interrupted.IsCancellationRequested)
        {
            throw new VerbException(
                ExitCode.TimedOut, $"{Name} did not answer within {Figures.Time(_http.Timeout)}. Give it more time: --timeout SECONDS", problem);
        }
    }

    private async Task<VerbException> ExplainAsync(HttpResponseMessage response, CancellationToken interrupted)
    {
        var detail = await DetailAsync(response, interrupted);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new VerbException(ExitCode.BadInput, _hasToken
                ? $"{Name} does not take this token. Is it the one in its configuration (dicom-actors.node.dashboard.token)?"
                : $"{Name} wants a token: --token-file FILE, or the environment variable {NodeArguments.TokenVariable}."),
            HttpStatusCode.Forbidden => new VerbException(ExitCode.BadInput, $"{Name} does not let us in: {detail ?? "403 Forbidden"}"),
            _ when detail is not null => new VerbException(ExitCode.PeerFailed, $"{Name}: {detail}"),
            >= HttpStatusCode.InternalServerError => new VerbException(
                ExitCode.PeerFailed, $"{Name} failed: {(int)response.StatusCode} {response.ReasonPhrase}. Its log says why."),
            _ => Strange(),
        };
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage response, CancellationToken interrupted)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            return null;
        }

        try
        {
            return (await response.Content.ReadFromJsonAsync(DashboardJson.Default.Problem, interrupted))?.Detail;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private VerbException Strange() => new(
        ExitCode.NoAssociation, $"{Name} answers, but not as a DicomActors node does. Is the address right? It is that of the node's dashboard (--node URL).");

    private VerbException Explain(HttpRequestException problem) => problem.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => new VerbException(
            ExitCode.NoAssociation,
            $"cannot connect to {Name}: nothing listens there. Does a node run (./dicomactors serve), and is its address right (--node URL)?", problem),
        HttpRequestError.NameResolutionError => new VerbException(
            ExitCode.NoAssociation, $"cannot connect to {Name}: there is no host of that name. Check --node.", problem),
        HttpRequestError.SecureConnectionError => new VerbException(
            ExitCode.NoAssociation, $"cannot connect to {Name}: {problem.InnerException?.Message ?? problem.Message} The certificate must be one this machine trusts.", problem),
        HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse => Strange(),
        _ => new VerbException(ExitCode.NoAssociation, $"{Name}: {problem.Message}", problem),
    };
}

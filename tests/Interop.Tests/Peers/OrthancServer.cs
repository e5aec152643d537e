using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>
/// An Orthanc of our own: own configuration, folders and ports, no plugins. An Orthanc that the system runs is neither used nor disturbed.
/// </summary>
public class OrthancServer : IAsyncLifetime, IDisposable
{
    public const string AETitle = "ORTHANC";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private RunningProgram? _program;

    public int Port { get; } = FreePort.Next();

    public async Task InitializeAsync()
    {
        if (PeerTools.ReasonToSkip(["Orthanc"]) is not null)
        {
            return; // Every test of the class is skipped; xunit makes the fixture all the same.
        }

        var httpPort = FreePort.Next();
        var configuration = _folder.File("orthanc.json");
        var settings = new JsonObject
        {
            ["Name"] = "Interop tests",
            ["StorageDirectory"] = _folder.Folder("storage"),
            ["IndexDirectory"] = _folder.Folder("index"),
            ["HttpPort"] = httpPort,
            ["DicomPort"] = Port,
            ["DicomAet"] = AETitle,
            ["DicomCheckCalledAet"] = true,
            ["DicomAlwaysAllowFind"] = true,
            ["DicomAlwaysAllowGet"] = true,
            ["DicomAlwaysAllowMove"] = true,
            ["UnknownSopClassAccepted"] = true,
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["Plugins"] = new JsonArray(),
        };
        Configure(settings);
        await File.WriteAllTextAsync(configuration, settings.ToJsonString());
        _program = RunningProgram.Start(PeerTools.Require("Orthanc"), configuration);
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{httpPort}/"));
        await _program.ListeningAsync(httpPort);
        await _program.ListeningAsync(Port);
    }

    /// <summary>The file of a stored instance as Orthanc has it.</summary>
    public async Task<byte[]> DownloadAsync(string sopInstanceUid) =>
        await _http.GetByteArrayAsync($"instances/{await FindAsync(sopInstanceUid)}/file");

    /// <summary>Gives Orthanc a file by its web interface.</summary>
    public async Task UploadAsync(string path)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path));
        using var answer = await _http.PostAsync("instances", content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes Orthanc forget everything.</summary>
    public async Task DeleteAllAsync()
    {
        foreach (var patient in (await GetAsync("patients")).EnumerateArray())
        {
            using var answer = await _http.DeleteAsync($"patients/{patient.GetString()}");
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Makes Orthanc send an instance to a peer by C-STORE.</summary>
    public async Task SendAsync(string sopInstanceUid, string title, int port)
    {
        await RegisterAsync(title, port);
        var id = await FindAsync(sopInstanceUid);
        using var answer = await _http.PostAsJsonAsync($"modalities/{title}/store", new[] { id });
        Assert.True(answer.IsSuccessStatusCode, $"Orthanc could not send: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Makes Orthanc send a C-ECHO to a peer.</summary>
    public async Task EchoAsync(string title, int port)
    {
        await RegisterAsync(title, port);
        using var answer = await _http.PostAsJsonAsync($"modalities/{title}/echo", new { });
        Assert.True(answer.IsSuccessStatusCode, $"Orthanc got no answer to its C-ECHO: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Asks something of Orthanc's web interface.</summary>
    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Has something done by Orthanc's web interface.</summary>
    public async Task<JsonElement> PostAsync(string path, JsonNode body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"Orthanc could not do {path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Tells Orthanc of a peer, for it to send to.</summary>
    public async Task RegisterAsync(string title, int port)
    {
        using var peer = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""
            { "AET": "{{title}}", "Host": "127.0.0.1", "Port": {{port}}, "UseDicomTls": {{(UsesTls ? "true" : "false")}} }
            """));
        using var answer = await _http.PutAsync($"modalities/{title}", peer);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Whether connections to peers use TLS.</summary>
    protected virtual bool UsesTls => false;

    /// <summary>Changes the configuration before the start.</summary>
    protected virtual void Configure(JsonObject settings)
    {
    }

    protected virtual void Dispose(bool isDisposing)
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<string> FindAsync(string sopInstanceUid)
    {
        var query = new JsonObject { ["Level"] = "Instance", ["Query"] = new JsonObject { ["SOPInstanceUID"] = sopInstanceUid } };
        using var answer = await _http.PostAsJsonAsync("tools/find", query);
        answer.EnsureSuccessStatusCode();
        var ids = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(ids.GetArrayLength() == 1, $"Orthanc should have {sopInstanceUid} once, and has it {ids.GetArrayLength()} times");
        return ids[0].GetString()!;
    }
}

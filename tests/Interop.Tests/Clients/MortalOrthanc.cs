using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Clients;

/// <summary>An Orthanc that can be killed and started again on the same ports and folders.</summary>
internal sealed class MortalOrthanc : IAsyncDisposable
{
    public const string AETitle = "MORTAL";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly string _configuration;
    private readonly int _httpPort = FreePort.Next();
    private RunningProgram? _program;

    public MortalOrthanc()
    {
        _configuration = _folder.File("orthanc.json");
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_httpPort}/"));
        File.WriteAllText(_configuration, new JsonObject
        {
            ["Name"] = "Interop tests",
            ["StorageDirectory"] = _folder.Folder("storage"),
            ["IndexDirectory"] = _folder.Folder("index"),
            ["HttpPort"] = _httpPort,
            ["DicomPort"] = Port,
            ["DicomAet"] = AETitle,
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["Plugins"] = new JsonArray(),
        }.ToJsonString());
    }

    public int Port { get; } = FreePort.Next();

    public async Task StartAsync()
    {
        _program = RunningProgram.Start(PeerTools.Require("Orthanc"), _configuration);
        await _program.ListeningAsync(Port);
        await _program.ListeningAsync(_httpPort);
    }

    /// <summary>Ends it with SIGKILL: it has no moment to finish anything.</summary>
    public async Task KillAsync()
    {
        await _program!.DisposeAsync();
        _program = null;
    }

    /// <summary>The SOP instance UIDs it has.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync()
    {
        using var answer = await _http.PostAsJsonAsync(
            "tools/find", new JsonObject { ["Level"] = "Instance", ["Expand"] = true, ["Query"] = new JsonObject() });
        answer.EnsureSuccessStatusCode();
        var instances = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. instances.EnumerateArray().Select(static instance =>
            instance.GetProperty("MainDicomTags").GetProperty("SOPInstanceUID").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _http.Dispose();
        _folder.Dispose();
    }
}

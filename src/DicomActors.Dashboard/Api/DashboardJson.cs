using System.Text.Json.Serialization;

namespace DicomActors.Dashboard.Api;

/// <summary>Reads and writes the records of the API, in camelCase and without reflection: for clients, too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16)]
[JsonSerializable(typeof(NodeStatus))]
[JsonSerializable(typeof(ConnectionRows))]
[JsonSerializable(typeof(ConnectionDetail))]
[JsonSerializable(typeof(PeerRows))]
[JsonSerializable(typeof(EventRows))]
[JsonSerializable(typeof(PlotSeries))]
[JsonSerializable(typeof(EchoReport))]
[JsonSerializable(typeof(ActionReport))]
[JsonSerializable(typeof(DrainOrder))]
[JsonSerializable(typeof(ReloadReport))]
[JsonSerializable(typeof(LoginOrder))]
[JsonSerializable(typeof(Problem))]
public sealed partial class DashboardJson : JsonSerializerContext;

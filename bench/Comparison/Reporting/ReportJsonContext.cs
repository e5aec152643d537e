using System.Text.Json.Serialization;

namespace Comparison.Reporting;

/// <summary>How reports and the baseline are written.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IndentSize = 2, NewLine = "\n")]
[JsonSerializable(typeof(JsonReport.Document))]
[JsonSerializable(typeof(Dictionary<string, SortedDictionary<string, BaselineEntry>>))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

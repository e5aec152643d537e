using DicomActors.Configuration;

namespace DicomActors.Node.Serving;

/// <summary>The settings of <c>dicom-actors.node.telemetry</c>.</summary>
/// <param name="OtlpEndpoint">Where metrics and traces are sent; null: nowhere.</param>
/// <param name="IsOtlpOverHttp">Whether by HTTP rather than gRPC.</param>
internal sealed record TelemetrySettings(Uri? OtlpEndpoint, bool IsOtlpOverHttp)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="DicomSettingsException">A value cannot be read.</exception>
    public static TelemetrySettings Read(SettingReader reader) => new(
        reader.Read("otlp-endpoint", () => EndPoint(reader.OptionalText("otlp-endpoint"))),
        reader.Choice("otlp-protocol", ("grpc", false), ("http", true)));

    private static Uri? EndPoint(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw new FormatException("must be an address like http://collector:4317.");
}

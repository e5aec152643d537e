using DicomActors.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DicomActors.Node.Serving;

/// <summary>Metrics and traces of the node, for Prometheus and OTLP. Nothing is measured that nobody takes.</summary>
internal static class NodeTelemetry
{
    private const string Runtime = "System.Runtime";

    /// <summary>Adds what the settings ask for.</summary>
    public static void Add(IServiceCollection services, NodeSettings settings)
    {
        var otlp = settings.Telemetry.OtlpEndpoint;
        var hasPrometheus = settings.Http is { HasMetrics: true };
        if (otlp is null && !hasPrometheus)
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService("dicomactors", serviceVersion: typeof(NodeTelemetry).Assembly.GetName().Version?.ToString(3), serviceInstanceId: settings.Name));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(DicomTelemetry.MeterName, Runtime);
            if (hasPrometheus)
            {
                metrics.AddPrometheusExporter();
            }

            if (otlp is not null)
            {
                metrics.AddOtlpExporter(exporter => Configure(exporter, settings.Telemetry, "metrics"));
            }
        });
        if (otlp is not null)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(DicomTelemetry.ActivitySourceName)
                .AddOtlpExporter(exporter => Configure(exporter, settings.Telemetry, "traces")));
        }
    }

    // Over HTTP each signal has a path of its own; over gRPC the address is enough.
    private static void Configure(OtlpExporterOptions exporter, TelemetrySettings settings, string signal)
    {
        exporter.Protocol = settings.IsOtlpOverHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = settings.IsOtlpOverHttp ? new Uri(settings.OtlpEndpoint!, $"/v1/{signal}") : settings.OtlpEndpoint!;
    }
}

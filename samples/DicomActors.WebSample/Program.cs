using Akka.Actor;
using Akka.Hosting;
using DicomActors.Connections;
using DicomActors.Hosting;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using DicomActors.Telemetry;

namespace DicomActors.WebSample;

/// <summary>A web application with a listener, a handler, a peer to echo and health checks.</summary>
public static class Program
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the application: <c>dotnet run -- --Dicom:Port=11112 --Dicom:Folder=received --Archive:Host=pacs --Archive:Port=104</c>.</summary>
    public static Task Main(string[] args) => Build(args).RunAsync();

    // <sample>
    /// <summary>The application, ready to start.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var folder = builder.Configuration.GetValue("Dicom:Folder", "received");
        var archive = AdvancedDicomClientConnectionRequest.To(
            builder.Configuration.GetValue("Archive:Host", "localhost"), builder.Configuration.GetValue("Archive:Port", 104));

        builder.Services.AddDicomActors(dicom =>
        {
            dicom.Listeners.Add(new DicomListenerOptions { Host = "127.0.0.1", Port = builder.Configuration.GetValue("Dicom:Port", 11112) });
            dicom.AddHandler<Inbox>(folder);
        });
        builder.Services.AddHealthChecks().AddDicomActors();
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(DicomTelemetry.MeterName))
            .WithTracing(traces => traces.AddSource(DicomTelemetry.ActivitySourceName));

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapPost("/echo", (IRequiredActor<ConnectionFactory> connections) => EchoAsync(connections, archive));
        return app;
    }

    private static async Task<IResult> EchoAsync(IRequiredActor<ConnectionFactory> connections, AdvancedDicomClientConnectionRequest archive)
    {
        try
        {
            var factory = await connections.GetAsync();
            var opened = await factory.Ask<ConnectionOpened>(new OpenConnection(archive), s_patience);
            await opened.Connection.Ask<AssociationOpened>(
                new OpenAssociation(new AssociationRequest("WEBSAMPLE", "ARCHIVE")
                    .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)),
                s_patience);
            var echo = await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), s_patience);
            opened.Connection.Tell(ReleaseAssociation.Instance);
            return Results.Ok(new { Status = $"{echo.Status}", echo.Elapsed });
        }
        catch (DicomConnectionException failure)
        {
            return Results.Problem(failure.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
    // </sample>
}

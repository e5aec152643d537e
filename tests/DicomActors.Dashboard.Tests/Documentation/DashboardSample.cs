using Akka.Hosting;
using DicomActors.Hosting;
using Microsoft.AspNetCore.Builder;

namespace DicomActors.Dashboard.Tests.Documentation;

/// <summary>The program docs/dashboard.md shows.</summary>
internal static class DashboardSample
{
    public static WebApplication Build(string[] args)
    {
        // <sample>
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddAkka("hospital", akka => akka.WithDicomActors().WithDicomListener(new DicomListenerOptions { Port = 11112 }));
        builder.Services.AddDicomDashboard(new DashboardOptions { Name = "radiology-gateway" });

        var app = builder.Build();
        app.UseDicomDashboardAccess();   // before everything it is to guard
        app.MapDicomDashboard();         // before the start, so that it hears of every listener
        // </sample>
        return app;
    }
}

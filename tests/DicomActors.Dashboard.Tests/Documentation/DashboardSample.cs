using Akka.Hosting;
using DicomActors.Hosting;
using Microsoft.AspNetCore.Builder;

namespace DicomActors.Dashboard.Tests.Documentation;

/// <summary>The program docs/dashboard.md shows, compiled.</summary>
internal static class DashboardSample
{
    public static void Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddAkka("hospital", akka => akka.WithDicomActors().WithDicomListener(new DicomListenerOptions { Port = 11112 }));
        builder.Services.AddDicomDashboard(new DashboardOptions { Name = "radiology-gateway" });

        var app = builder.Build();
        app.UseDicomDashboardAccess();   // before everything it is to guard
        app.MapDicomDashboard();         // before the start, so that it hears of every listener
        app.Run("http://127.0.0.1:11180");
    }
}

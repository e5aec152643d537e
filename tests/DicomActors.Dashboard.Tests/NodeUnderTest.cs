using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Hosting;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DicomActors.Dashboard.Tests;

/// <summary>A node with a listener and a dashboard, on free ports of loopback: what a user builds from the packages.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _application;

    private NodeUnderTest(WebApplication application) => _application = application;

    public required Uri Address { get; init; }

    public required IPEndPoint DicomEndPoint { get; init; }

    public ActorSystem System => _application.Services.GetRequiredService<ActorSystem>();

    public DicomExtension Dicom => DicomActors.Dicom.Get(System);

    public static async Task<NodeUnderTest> StartAsync(Action<DashboardOptions>? configure = null, TimeProvider? time = null, string binding = "http://127.0.0.1:0")
    {
        var options = new DashboardOptions { Name = "test-node" };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(binding);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddAkka("dashboard-test", akka => akka
            .AddHocon("akka.loglevel = ERROR\nakka.log-dead-letters = off", HoconAddMode.Prepend)
            .WithDicomActors(handlers => handlers.Register(DimseCommand.CStoreRequest, new AcceptingStoreHandler()))
            .WithDicomListener("main", new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))));
        builder.Services.AddDicomDashboard(options);

        var application = builder.Build();
        application.UseDicomDashboardAccess();
        application.MapDicomDashboard();
        application.MapGet("/health/live", (RequestDelegate)(context => context.Response.WriteAsync("live")));
        application.MapGet("/metrics", (RequestDelegate)(context => context.Response.WriteAsync("metrics")));
        await application.StartAsync();
        var listener = await application.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync()
            .WaitAsync(Patience);
        var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience);
        return new NodeUnderTest(application) { Address = new Uri(application.Urls.First()), DicomEndPoint = status.EndPoint! };
    }

    /// <summary>A client of the API: a program, not a browser.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Patience };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>Opens an association to our own listener, which stays.</summary>
    public async Task<ConnectionOpened> AssociateAsync(string callingAETitle, string calledAETitle = "ARCHIVE")
    {
        var opened = await Dicom.ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", DicomEndPoint.Port)), Patience);
        await opened.Connection.Ask<AssociationOpened>(
            new OpenAssociation(new AssociationRequest(callingAETitle, calledAETitle)
                .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
                .WithContext(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian)),
            Patience);
        return opened;
    }

    /// <summary>A peer of the regular client; by default our own listener.</summary>
    public Task AddPeerAsync(string name, int? port = null, string calledAETitle = "ARCHIVE") => Dicom.Peers.Ask<PeerConfigured>(
        new ConfigurePeer(new DicomPeer(name, new TcpConnector("127.0.0.1", port ?? DicomEndPoint.Port), "TESTNODE", calledAETitle)
        {
            Linger = TimeSpan.FromMinutes(1),
            Backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), 0),
        }),
        Patience);

    /// <summary>Asks until an answer is as wanted.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted, string what)
    {
        using var over = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer))
            {
                return answer;
            }

            Assert.False(over.IsCancellationRequested, string.Create(CultureInfo.InvariantCulture, $"Waited {Patience.TotalSeconds} s for: {what}. Last: {answer}"));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

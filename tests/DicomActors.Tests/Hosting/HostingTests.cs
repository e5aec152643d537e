using System.Net;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Hosting;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DicomActors.Tests.Hosting;

public sealed class HostingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task HostWithListener_Started_ServesAndIsFoundInTheRegistry()
    {
        HandlerRegistry? handlers = null;
        using var host = Build(builder => builder
            .WithDicomActors(registry => handlers = registry)
            .WithDicomListener(new DicomListenerOptions { Host = "127.0.0.1", Port = 0, AETitles = { "SCP" } }));
        await host.StartAsync();

        var factory = await host.Services.GetRequiredService<IRequiredActor<ConnectionFactory>>().GetAsync();
        var listener = await host.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        var endPoint = (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).EndPoint!;
        var result = await EchoAsync(factory, endPoint);

        Assert.Equal(DimseStatus.Success, result.Status);
        Assert.True(handlers!.Knows(DimseCommand.CEchoRequest), "C-ECHO should be there without being registered.");
        await host.StopAsync();
    }

    [Fact]
    public async Task ConfiguredListeners_Started_AreBound()
    {
        using var host = Build(builder => builder
            .AddHocon("""dicom-actors.listeners.main { host = "127.0.0.1", port = 0, ae-titles = ["SCP"] }""", HoconAddMode.Prepend)
            .WithDicomActors()
            .WithConfiguredDicomListeners());
        await host.StartAsync();

        var listener = await host.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience);

        Assert.Equal(IPAddress.Loopback, status.EndPoint!.Address);
        await host.StopAsync();
    }

    [Fact]
    public async Task SeveralEndPointsAndLimits_Started_AreBoundAndHeld()
    {
        var options = new DicomListenerOptions
        {
            EndPoints = { new DicomEndPointOptions { Host = "127.0.0.1", Port = 0 }, new DicomEndPointOptions { Host = "::1", Port = 0 } },
            DeniedNetworks = { "127.0.0.1" },
        };
        using var host = Build(builder => builder.WithDicomActors().WithDicomListener(options));
        await host.StartAsync();

        var listener = await host.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience);
        var factory = await host.Services.GetRequiredService<IRequiredActor<ConnectionFactory>>().GetAsync();

        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], status.EndPoints.Select(one => one.EndPoint.Address));
        Assert.Equal(DimseStatus.Success, (await EchoAsync(factory, status.EndPoints[1].EndPoint)).Status);
        await Assert.ThrowsAnyAsync<DicomConnectionException>(() => EchoAsync(factory, status.EndPoints[0].EndPoint));
        await host.StopAsync();
    }

    [Fact]
    public async Task HostWithPeer_Started_SendsThroughItsClient()
    {
        using var archive = Build(builder => builder.WithDicomActors().WithDicomListener(new DicomListenerOptions { Host = "127.0.0.1", Port = 0 }));
        await archive.StartAsync();
        var listener = await archive.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        var port = (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).EndPoint!.Port;
        using var host = Build(builder => builder
            .WithDicomActors()
            .WithDicomPeer(new DicomPeerOptions { Name = "archive", Host = "127.0.0.1", Port = port, MaximumAssociations = 1 }));
        await host.StartAsync();

        var peers = await host.Services.GetRequiredService<IRequiredActor<PeerRegistry>>().GetAsync();
        var known = await peers.Ask<PeerList>(GetPeers.Instance, Patience);
        var ended = new TaskCompletionSource<TicketEnded>(TaskCreationOptions.RunContinuationsAsynchronously);
        var system = host.Services.GetRequiredService<ActorSystem>();
        system.ActorOf(Props.Create(() => new Sender(peers, ended)));

        Assert.Equal(("archive", 1), (Assert.Single(known.Peers).Peer.Name, known.Peers[0].Peer.MaximumAssociations));
        Assert.True((await ended.Task.WaitAsync(Patience)).IsSuccess, "the echo through the client should be answered.");
        await host.StopAsync();
        await archive.StopAsync();
    }

    [Fact]
    public void BadPeer_WithDicomPeer_NamesThePeerAndTheValue()
    {
        var failure = Assert.Throws<ArgumentException>(() => new DicomPeerOptions { Name = "archive", Host = "pacs", MaximumAssociations = 0 }.ToPeer());

        Assert.Contains("'archive'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumAssociations", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadLimitOrNetwork_WithDicomListener_NamesOptionAndRange()
    {
        Assert.Contains(
            "DicomListenerOptions.MaximumUnassociated",
            Assert.Throws<ArgumentException>(new DicomListenerOptions { MaximumUnassociated = 0 }.Validate).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "DicomListenerOptions.AllowedNetworks",
            Assert.Throws<ArgumentException>(new DicomListenerOptions { AllowedNetworks = { "here" } }.Validate).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main listener", "127.0.0.1", 0, "Name")]
    [InlineData("main", "example.org", 0, "Host")]
    [InlineData("main", "127.0.0.1", 65536, "Port")]
    public void BadOptions_WithDicomListener_NamesOptionAndRange(string name, string host, int port, string option)
    {
        var options = new DicomListenerOptions { Name = name, Host = host, Port = port };

        var failure = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Contains($"DicomListenerOptions.{option}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("allowed: ", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Sender : ReceiveActor
    {
        public Sender(IActorRef peers, TaskCompletionSource<TicketEnded> ended)
        {
            Receive<Enqueued>(static _ => { });
            Receive<TicketEnded>(message => ended.SetResult(message));
            peers.Tell(new EnqueueTo("archive", new Enqueue(new CEchoRequest())));
        }
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> configure) =>
        new HostBuilder().ConfigureServices(services => services.AddAkka("hosted", configure)).Build();

    private static async Task<CEchoResult> EchoAsync(IActorRef factory, IPEndPoint endPoint)
    {
        var opened = await factory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port)), Patience);
        await opened.Connection.Ask<AssociationOpened>(
            new OpenAssociation(new AssociationRequest("SCU", "SCP")
                .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)),
            Patience);
        return await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
    }
}

using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Node.Serving;

namespace DicomActors.Node.Tests.Serving;

/// <summary>The files in hocon are what a node can be started with.</summary>
public sealed class ReadyFilesTests
{
    private static readonly string[] All = ["cluster.conf", "listener.conf", "node.conf", "peers.conf"];

    [Fact]
    public void Folder_Listed_HasTheFilesThatAreTestedHere() =>
        Assert.Equal(All, Directory.GetFiles(Folder(), "*.conf").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void NodeAndPeers_Read_AreAWholeNode()
    {
        var configuration = Read("node.conf", "peers.conf");

        var (name, listener) = Assert.Single(configuration.Listeners);
        Assert.Equal("main", name);
        Assert.Equal(["DICOMACTORS"], listener.Acceptor.AETitles);
        Assert.Equal((2000, TimeSpan.FromSeconds(5)), (configuration.Dicom.MaximumConnections, configuration.Dicom.Service.ConnectTimeout));
        Assert.Equal(3, configuration.Peers.Count);
        Assert.NotNull(configuration.Archive);
        Assert.True(System.Net.IPAddress.IsLoopback(configuration.Node.Http!.EndPoint.Address));
        Assert.Equal(35, configuration.Config.GetTimeSpan("akka.coordinated-shutdown.phases.service-unbind.timeout").TotalSeconds);
    }

    [Fact]
    public void Listener_Read_HasItsLimits() => Assert.Equal(500, Read("listener.conf").Listeners["main"].Admission.MaximumConnections);

    [Fact]
    public void Cluster_Read_IsGoodHoconForApplicationsAndRefusedByTheNode()
    {
        var config = ConfigurationFactory.ParseString(File.ReadAllText(PathOf("cluster.conf")));

        Assert.Equal("cluster", config.GetString("akka.actor.provider"));
        Assert.Equal(2, config.GetStringList("akka.cluster.seed-nodes").Count);
        Assert.NotNull(DicomSettings.From(config));
        Assert.StartsWith("akka.actor.provider: 'cluster'", Assert.Throws<VerbException>(() => Read("cluster.conf")).Message, StringComparison.Ordinal);
    }

    private static NodeConfiguration Read(params IEnumerable<string> files) => new ConfigurationSource([.. files.Select(PathOf)], []).Read();

    private static string PathOf(string file) => Path.Combine(Folder(), file);

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "hocon");
}

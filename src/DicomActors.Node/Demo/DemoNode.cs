using System.Globalization;
using Akka.Actor;
using DicomActors.Archive.Index;
using DicomActors.Node.Serving;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Demo;

/// <summary>The node that is shown: what <c>serve</c> runs, with a configuration made for the demonstration.</summary>
internal sealed class DemoNode : IAsyncDisposable
{
    /// <summary>The peer by which the node knows the researchers' archive.</summary>
    public const string ResearchPeer = "research";

    private readonly ServedNode _node;

    private DemoNode(ServedNode node) => _node = node;

    /// <summary>The port of its listener.</summary>
    public int Port => _node.EndPoints.Values.Single().Single().Port;

    /// <summary>Where its dashboard is.</summary>
    public Uri Dashboard => _node.HttpAddress!;

    /// <summary>Its actor system.</summary>
    public ActorSystem System => _node.System;

    private ArchiveIndex Index => _node.Archive!.Index;

    /// <summary>Starts it on free ports of the loopback interface, with an archive in a temporary folder.</summary>
    /// <exception cref="VerbException">It cannot be started.</exception>
    public static async Task<DemoNode> StartAsync(DemoFolder folder, DemoHospital hospital, CancellationToken interrupted)
    {
        var file = Path.Combine(folder.Add("configuration"), "demo.conf");
        await File.WriteAllTextAsync(file, Configuration(folder.Add("images"), hospital), interrupted);
        return new DemoNode(await ServedNode.StartAsync(new ConfigurationSource([file], []), interrupted));
    }

    /// <summary>How many instances of a series its archive has.</summary>
    public async Task<int> CountStoredAsync(DemoSeries series, CancellationToken interrupted) =>
        (await Index.LocateAsync(Uids(series), interrupted)).Count;

    /// <summary>Sends what its archive has of a series on to the researchers, from the files. Returns when each instance has its outcome.</summary>
    public async Task<DemoSent> ForwardAsync(DemoSeries series, CancellationToken interrupted)
    {
        var files = new List<DicomContent>();
        foreach (var instance in (await Index.LocateAsync(Uids(series), interrupted)).Values)
        {
            files.Add(await FileContent.OpenPart10Async(Path.Combine(_node.Archive!.Options.Storage.Folder, instance.RelativePath), interrupted));
        }

        return await DemoActors.SendAsync(System, ResearchPeer, files);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static Uid[] Uids(DemoSeries series) => [.. series.Instances.Select(static instance => instance.SopInstanceUid)];

    // Impatient where hospitals are not: the demonstration is short.
    private static string Configuration(string folder, DemoHospital hospital) => string.Create(CultureInfo.InvariantCulture, $$"""
        akka.loglevel = WARNING
        dicom-actors {
          node {
            name = "demo"
            dashboard.port = 0
            logging.console-level = error
          }
          listeners.main {
            host = "127.0.0.1"
            port = 0
            ae-titles = ["{{DemoHospital.NodeTitle}}"]
          }
          archive {
            folder = "{{folder.Replace('\\', '/')}}"
            duplicates = replace
          }
          peer {
            host = "127.0.0.1"
            calling-ae-title = "{{DemoHospital.NodeTitle}}"
          }
          peers {
            workstation {
              port = {{hospital.Workstation.Port}}
              called-ae-title = "{{DemoHospital.WorkstationTitle}}"
            }
            {{ResearchPeer}} {
              port = {{hospital.Research.Port}}
              called-ae-title = "{{DemoHospital.ResearchTitle}}"
              requests-per-second = 20
              backoff {
                first = 200ms
                last = 1s
              }
              circuit {
                threshold = 3
                open-for = 2s
              }
            }
          }
        }
        """);
}

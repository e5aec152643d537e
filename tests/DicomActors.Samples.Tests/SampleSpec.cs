using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Samples.Tests;

/// <summary>A sample behind a listener, and an association with it.</summary>
public abstract class SampleSpec(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("akka.loglevel = ERROR", output: output)
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("dicomactors-sample-").FullName;

    /// <summary>Starts a sample and opens an association with it.</summary>
    protected async Task<IActorRef> ServeAsync(Props sample, AssociationRequest association)
    {
        // Who answers has started, and registered itself.
        await Sys.ActorOf(sample).Ask<ActorIdentity>(new Identify(sample), Patience);
        var bound = await Sys.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), Patience);
        var opened = await Dicom.Get(Sys).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", bound.EndPoint.Port)), Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(association), Patience);
        return opened.Connection;
    }

    protected static Task<T> AskAsync<T>(IActorRef connection, DimseRequest request) => connection.Ask<T>(new Converse(request), Patience);

    protected override void AfterAll()
    {
        try
        {
            base.AfterAll();
        }
        finally
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

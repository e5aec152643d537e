using System.Globalization;
using Akka.Actor;
using Comparison.Measuring;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;

namespace Comparison.Peers;

/// <summary>Through a <see cref="ConnectionActor"/>, by Ask.</summary>
internal sealed class ActorAssociation(IActorRef connection) : RequestingAssociation
{
    /// <summary>Connects and opens the association.</summary>
    /// <param name="system">Of the client.</param>
    /// <param name="port">Of the listener, on loopback.</param>
    /// <param name="window">Operations that may be under way at once.</param>
    /// <exception cref="BenchException">The peer grants fewer.</exception>
    public static async Task<ActorAssociation> OpenAsync(ActorSystem system, int port, ushort window = 1)
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", port)));
        var proposal = window == 1 ? Proposal : Proposal with { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(window, 1) };
        var association = (await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(proposal))).Association;
        return window == 1 || association.MaximumOperationsInvoked == window
            ? new ActorAssociation(opened.Connection)
            : throw new BenchException(string.Create(
                CultureInfo.InvariantCulture, $"The peer grants {association.MaximumOperationsInvoked} operations at once instead of {window}."));
    }

    public override async Task RequestAsync(DimseRequest request)
    {
        if (request is CStoreRequest)
        {
            Require((await connection.Ask<CStoreResult>(new Converse(request))).Status);
        }
        else
        {
            Require((await connection.Ask<CEchoResult>(new Converse(request))).Status);
        }
    }

    public override async ValueTask DisposeAsync() => await connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
}

using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Facade;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests;

/// <summary>A connection of ours, in memory, to a peer that does what the test says.</summary>
public abstract class ScriptedPeerSpec(ITestOutputHelper output, string config = "") : DicomActorsSpec(output, config)
{
    protected const int PipeCapacity = 64 * 1024;

    private static readonly AssociationRequest Request = VerificationRequest
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.ModalityPerformedProcedureStep, TransferSyntax.ExplicitVRLittleEndian);

    private static readonly AcceptorPolicy AcceptAll = new() { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll };

    protected static EncodedDataset Keys { get; } =
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build();

    protected static CFindRequest Find { get; } = new(SopClasses.StudyRootFind, Keys);

    protected static CMoveRequest Move { get; } = new(SopClasses.StudyRootMove, Keys, "WORKSTATION");

    protected static CGetRequest Get { get; } = new(SopClasses.StudyRootGet, Keys);

    protected static MemoryContent Content(int length = 1000) =>
        new(SopClasses.CtImageStorage, new Uid("1.2.3.4"), TransferSyntax.ExplicitVRLittleEndian, new byte[length]);

    protected async Task<(IActorRef Connection, ScriptedPeer Peer)> AssociateWithPeerAsync(InMemoryTransport? transport = null)
    {
        transport ??= new InMemoryTransport(PipeCapacity);
        var peer = new ScriptedPeer(transport.Server);
        var opened = await Factory.Ask<ConnectionOpened>(
            new OpenConnection(new AdvancedDicomClientConnectionRequest { Connector = transport.Connector }), Patience);
        var association = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        await peer.AcceptAssociationAsync(AcceptAll);
        await association;
        return (opened.Connection, peer);
    }

    protected async Task<(IAdvancedDicomClientConnection Connection, ScriptedPeer Peer)> OpenFacadeAsync()
    {
        var transport = new InMemoryTransport(PipeCapacity);
        var connection = await new DefaultAdvancedDicomClientConnectionFactory(Sys).OpenConnectionAsync(
            new AdvancedDicomClientConnectionRequest { Connector = transport.Connector });
        return (connection, new ScriptedPeer(transport.Server));
    }

    protected async Task<(IAdvancedDicomClientConnection Connection, ScriptedPeer Peer)> AssociateFacadeAsync()
    {
        var (connection, peer) = await OpenFacadeAsync();
        var association = connection.OpenAssociationAsync(Request);
        await peer.AcceptAssociationAsync(AcceptAll);
        await association;
        return (connection, peer);
    }

    protected static Task<Association> OpenAssociationAsync(IAdvancedDicomClientConnection connection, CancellationToken cancellationToken = default) =>
        connection.OpenAssociationAsync(Request, cancellationToken);

    protected static Task AcceptAsync(ScriptedPeer peer) => peer.AcceptAssociationAsync(AcceptAll);

    /// <summary>Answers with a whole response, counts and all.</summary>
    protected static Task RespondAsync(ScriptedPeer peer, PeerMessage message, DimseRequest request, DimseResponse response) => peer.SendMessageAsync(
        message.PresentationContextId, DimseMessages.ToCommandSet(response, request, message.Command.MessageId), response.Dataset?.Bytes);

    /// <summary>The bytes of one pending C-FIND response, to be sent many times.</summary>
    protected static byte[] PendingResponse(PeerMessage find)
    {
        var set = DimseMessages.ToCommandSet(new CFindResponse(DimseStatus.Pending), Find, find.Command.MessageId);
        set.HasDataset = true;
        return Pdv.ToPdu(
            new Pdv(find.PresentationContextId, true, true, CommandSetCodec.ToArray(set)),
            new Pdv(find.PresentationContextId, false, true, Keys.Bytes));
    }

    /// <summary>Fails unless the association still carries a C-ECHO.</summary>
    protected static async Task AssertLivesAsync(Task<DicomActors.Requests.CEchoResult> echo, ScriptedPeer peer)
    {
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CEchoRequest), DimseStatus.Success);
        Assert.Equal(DimseStatus.Success, (await echo.WaitAsync(Patience)).Status);
    }
}

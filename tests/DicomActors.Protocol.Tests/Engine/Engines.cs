using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Engines, peers and messages for tests.</summary>
internal static class Engines
{
    public static readonly Uid Ct = SopClasses.CtImageStorage;

    public static readonly AcceptorPolicy Policy = new AcceptorPolicy()
        .WithSopClass(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithSopClass(Ct, TransferSyntax.ExplicitVRLittleEndian)
        .WithSopClass(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithSopClass(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithSopClass(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian);

    public static readonly AssociationRequest Request = new AssociationRequest("SCU", "SCP")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(Ct, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian);

    // Ids of the contexts above: the request numbers them 1, 3, 5, ...
    public const byte EchoContext = 1;
    public const byte StoreContext = 3;
    public const byte FindContext = 5;
    public const byte GetContext = 9;

    public static readonly EncodedDataset Keys =
        new(new byte[] { 0x08, 0, 0x52, 0, (byte)'C', (byte)'S', 6, 0, (byte)'S', (byte)'T', (byte)'U', (byte)'D', (byte)'Y', (byte)' ' }, TransferSyntax.ExplicitVRLittleEndian);

    public static CFindRequest Find => new(SopClasses.StudyRootFind, Keys);

    public static CGetRequest Get => new(SopClasses.StudyRootGet, Keys);

    public static CStoreRequest Store(int length, byte fill = 0x5A)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(fill + i);
        }

        return new CStoreRequest(new MemoryContent(Ct, new Uid("1.2.3.4"), TransferSyntax.ExplicitVRLittleEndian, bytes));
    }

    public static AssociationRequest WithWindow(ushort invoked, ushort performed = 1) =>
        Request with { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(invoked, performed) };

    /// <summary>A requestor engine against a scripted acceptor that has accepted.</summary>
    public static async Task<(DicomService Service, RecordingUser User, ScriptedPeer Peer, Task<ConnectionEnd> End)> RequestorAsync(
        DicomServiceOptions? options = null, AssociationRequest? request = null, AcceptorPolicy? policy = null, PduLimits? peerLimits = null)
    {
        var transport = new InMemoryTransport();
        var user = new RecordingUser();
        var service = DicomService.ForRequestor(
            transport.Connector, request ?? Request, user, options ?? DicomServiceOptions.Default, NullLogger.Instance);
        var peer = new ScriptedPeer(transport.Server);
        var end = service.RunAsync(CancellationToken.None);
        await peer.AcceptAssociationAsync(policy ?? Policy, peerLimits);
        await user.Established.Patiently();
        return (service, user, peer, end);
    }

    /// <summary>An acceptor engine against a scripted requestor; established unless the user has no policy.</summary>
    public static async Task<(DicomService Service, RecordingUser User, ScriptedPeer Peer, Task<ConnectionEnd> End)> AcceptorAsync(
        DicomServiceOptions? options = null, RecordingUser? user = null, AssociationRequest? request = null, bool establish = true)
    {
        var transport = new InMemoryTransport();
        user ??= new RecordingUser();
        var service = DicomService.ForAcceptor(transport.Server, user, options ?? DicomServiceOptions.Default, NullLogger.Instance);
        var peer = new ScriptedPeer(transport.Client);
        var end = service.RunAsync(CancellationToken.None);
        if (establish)
        {
            await peer.RequestAssociationAsync(request ?? Request);
        }

        return (service, user, peer, end);
    }

    /// <summary>Two engines with an association between them, in memory.</summary>
    public static async Task<(DicomService Client, DicomService Server)> PairAsync(
        RecordingUser clientUser, RecordingUser serverUser, AssociationRequest? request = null, DicomServiceOptions? options = null)
    {
        var transport = new InMemoryTransport();
        var server = DicomService.ForAcceptor(transport.Server, serverUser, options ?? DicomServiceOptions.Default, NullLogger.Instance);
        var client = DicomService.ForRequestor(
            transport.Connector, request ?? Request, clientUser, options ?? DicomServiceOptions.Default, NullLogger.Instance);
        _ = server.RunAsync(CancellationToken.None);
        _ = client.RunAsync(CancellationToken.None);
        await clientUser.Established.Patiently();
        await serverUser.Established.Patiently();
        return (client, server);
    }

    /// <summary>A command set's bytes.</summary>
    public static byte[] Command(DimseRequest request, ushort messageId) => CommandSetCodec.ToArray(DimseMessages.ToCommandSet(request, messageId));

    /// <summary>The C-CANCEL for a message.</summary>
    public static CommandSet CancelOf(ushort messageId) => new() { Command = DimseCommand.CCancelRequest, MessageIdBeingRespondedTo = messageId };

    /// <summary>Awaits, but not forever: a test that hangs says where.</summary>
    public static Task<T> Patiently<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Awaits, but not forever: a test that hangs says where.</summary>
    public static Task Patiently(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(30));
}

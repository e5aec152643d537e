using DicomActors.Clients;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Node.Output;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Node.Actors;

/// <summary>What stands between us and the peer, in one line with the way out, and the exit code it means.</summary>
internal static class PeerProblem
{
    /// <summary>Explains why the client of a peer could not do a request.</summary>
    public static VerbException Explain(TicketEnded ended, Peer peer) => ended switch
    {
        { ConnectionEnd: { } end } => Explain(end, peer),
        { Outcome: TicketOutcome.TimedOut } => Late(
            $"{peer} did not answer within {Figures.Time(peer.ResponseTimeout)}. Give it more time: --timeout SECONDS", null),
        { Failure: RequestFailure.NoPresentationContext } => new VerbException(
            ExitCode.PeerFailed, $"{peer} does not offer {ended.Request.SopClassUid.Name ?? ended.Request.SopClassUid.Value}.{Alternative(ended.Request)}"),
        { Failure: RequestFailure.ContentUnavailable or RequestFailure.ContentFailed or RequestFailure.InvalidRequest } => new VerbException(
            ExitCode.BadInput, ended.Message),
        _ => No($"{peer}: {ended.Message}", null),
    };

    private static string Alternative(DimseRequest request) => request switch
    {
        CFindRequest => $" Another one may: --model {string.Join('|', QueryModel.All.Select(static model => model.Name))}",
        CMoveRequest or CGetRequest => $" Another model may help: --model {QueryModel.Study.Name}|{QueryModel.Patient.Name}",
        _ => "",
    };

    private static VerbException Explain(ConnectionEnd end, Peer peer) => end.Rejection is { } rejection ? Explain(rejection, peer) : end.Reason switch
    {
        ConnectionEndReason.ConnectionRefused => No($"cannot connect to {peer}: nothing listens there. Is the peer running, and is the port right?", end),
        ConnectionEndReason.HostNotFound => No($"cannot connect to {peer}: there is no host of that name. Check the spelling, or give its address.", end),
        ConnectionEndReason.HostUnreachable => No($"cannot connect to {peer}: there is no way to that host. Check the address and the network.", end),
        ConnectionEndReason.ConnectTimeout => Late(
            $"no connection to {peer} within {Figures.Time(peer.ConnectTimeout)}. Check address and firewall, or wait longer: --connect-timeout SECONDS", end),
        ConnectionEndReason.AssociateTimeout => Late(
            $"{peer} accepted the connection, but gave no answer to the association request within {Figures.Time(peer.ConnectTimeout)}. Is that port DICOM? Wait longer: --connect-timeout SECONDS", end),
        ConnectionEndReason.NotDicom => No($"{peer} does not speak DICOM: {end.Message} Is the port right?", end),
        ConnectionEndReason.ReceiveTimeout or ConnectionEndReason.SendTimeout or ConnectionEndReason.ReleaseTimeout or ConnectionEndReason.TlsHandshakeTimeout =>
            Late($"{peer}: {end.Message}", end),
        _ => No($"{peer}: {end.Message}", end),
    };

    private static VerbException Explain(AssociationRejection rejection, Peer peer) => new(
        ExitCode.NoAssociation,
        $"{peer} did not accept the association, {rejection}. We called it {peer.CalledAETitle} (--called) and ourselves {peer.CallingAETitle} (--calling).");

    private static VerbException No(string message, ConnectionEnd? end) => new(ExitCode.NoAssociation, message, end?.Exception);

    private static VerbException Late(string message, ConnectionEnd? end) => new(ExitCode.TimedOut, message, end?.Exception);
}

using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Node.Actors;

/// <summary>What stands between us and the peer, in one line with the way out, and the exit code it means.</summary>
internal static class PeerProblem
{
    /// <summary>Explains why there is no association, or no response.</summary>
    public static VerbException Explain(DicomConnectionException problem, Peer peer) => problem switch
    {
        DicomAssociationRejectedException rejected => Explain(rejected.Rejection, peer, problem),
        ConnectionFailedException failed => Explain(failed.End, peer),
        ConnectionClosedException closed => Explain(closed.End, peer),
        DicomAssociationAbortedException aborted => Explain(aborted.End, peer),
        DicomRequestException { Ending: RequestTimedOutEvent timedOut } => new VerbException(
            ExitCode.TimedOut, $"{peer} did not answer within {Figures.Time(timedOut.After)}. Give it more time: --timeout SECONDS", problem),
        DicomRequestException { Ending: RequestFailedEvent { Reason: RequestFailure.NoPresentationContext } } => new VerbException(
            ExitCode.PeerFailed, $"{peer} does not offer this service: {problem.Message}", problem),
        DicomRequestException { Ending: RequestFailedEvent { Reason: RequestFailure.ContentUnavailable or RequestFailure.ContentFailed or RequestFailure.InvalidRequest } } =>
            new VerbException(ExitCode.BadInput, problem.Message, problem),
        _ => new VerbException(ExitCode.NoAssociation, $"{peer}: {problem.Message}", problem),
    };

    /// <summary>Explains why the client of a peer could not do a request.</summary>
    public static VerbException Explain(TicketEnded ended, Peer peer) => ended switch
    {
        { ConnectionEnd: { } end } => Explain(end, peer),
        { Outcome: TicketOutcome.TimedOut } => Late($"{peer} did not answer in time. Give it more time: --timeout SECONDS", null),
        _ => No($"{peer}: {ended.Message}", null),
    };

    private static VerbException Explain(ConnectionEnd end, Peer peer) => end.Rejection is { } rejection ? Explain(rejection, peer, null) : end.Reason switch
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

    private static VerbException Explain(AssociationRejection rejection, Peer peer, Exception? cause) => new(
        ExitCode.NoAssociation,
        $"{peer} did not accept the association, {rejection}. We called it {peer.CalledAETitle} (--called) and ourselves {peer.CallingAETitle} (--calling).",
        cause);

    private static VerbException No(string message, ConnectionEnd? end) => new(ExitCode.NoAssociation, message, end?.Exception);

    private static VerbException Late(string message, ConnectionEnd? end) => new(ExitCode.TimedOut, message, end?.Exception);
}

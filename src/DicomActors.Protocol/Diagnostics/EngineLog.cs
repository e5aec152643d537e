using System.Net;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>Log messages of the engine. Nothing of a data set is ever logged.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(EventIds.Connecting, LogLevel.Debug, "Connecting to {Target}")]
    public static partial void Connecting(ILogger logger, string target);

    [LoggerMessage(EventIds.Closed, LogLevel.Debug, "Connection closed: {Reason}: {Message}")]
    public static partial void Closed(ILogger logger, ConnectionEndReason reason, string message);

    [LoggerMessage(EventIds.CloseFailed, LogLevel.Debug, "Closing the transport failed")]
    public static partial void CloseFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.Established, LogLevel.Information, "Association established, {CallingAETitle} to {CalledAETitle}, {Contexts} contexts")]
    public static partial void Established(ILogger logger, string callingAETitle, string calledAETitle, int contexts);

    [LoggerMessage(EventIds.Transition, LogLevel.Trace, "{Event} in {State}: {Action}, {Next}")]
    public static partial void Transition(
        ILogger logger, AssociationEvent @event, AssociationState state, AssociationAction action, AssociationState next);

    [LoggerMessage(EventIds.ProtocolError, LogLevel.Warning, "Protocol error of the peer: {Error}")]
    public static partial void ProtocolError(ILogger logger, string error);

    [LoggerMessage(EventIds.NotDicom, LogLevel.Debug, "{RemoteEndPoint}: {Message}")]
    public static partial void NotDicom(ILogger logger, EndPoint? remoteEndPoint, string message);

    [LoggerMessage(EventIds.UnknownResponse, LogLevel.Warning, "Response {Command} to unknown message id {MessageId} ignored")]
    public static partial void UnknownResponse(ILogger logger, ushort messageId, DimseCommand command);

    [LoggerMessage(EventIds.UnrecognizedRequest, LogLevel.Warning, "Request with unknown command field {CommandField:X4}H refused")]
    public static partial void UnrecognizedRequest(ILogger logger, ushort commandField);

    [LoggerMessage(EventIds.CallbackFailed, LogLevel.Error, "A service user or listener threw; the association is aborted")]
    public static partial void CallbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.SinkFailed, LogLevel.Error, "A content sink failed to {Operation}; the request is answered with a failure")]
    public static partial void SinkFailed(ILogger logger, string operation, Exception exception);

    [LoggerMessage(EventIds.CancellationFailed, LogLevel.Error, "A callback that was to be told of the cancellation of message {MessageId} threw")]
    public static partial void CancellationFailed(ILogger logger, ushort messageId, Exception exception);

    [LoggerMessage(EventIds.LoopFailed, LogLevel.Error, "The {Loop} loop failed; the association is aborted")]
    public static partial void LoopFailed(ILogger logger, string loop, Exception exception);
}

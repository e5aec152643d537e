namespace DicomActors.Protocol.Diagnostics;

/// <summary>Event ids of the log messages of this assembly. An id, once released, keeps its meaning.</summary>
public static class EventIds
{
    /// <summary>A connection is being opened.</summary>
    public const int Connecting = 1001;

    /// <summary>A connection has ended.</summary>
    public const int Closed = 1002;

    /// <summary>A transport could not be closed cleanly.</summary>
    public const int CloseFailed = 1003;

    /// <summary>An association was established.</summary>
    public const int Established = 1010;

    /// <summary>A step of the state machine.</summary>
    public const int Transition = 1011;

    /// <summary>The peer broke the protocol.</summary>
    public const int ProtocolError = 1012;

    /// <summary>The peer does not speak DICOM.</summary>
    public const int NotDicom = 1013;

    /// <summary>A response to no request of ours.</summary>
    public const int UnknownResponse = 1020;

    /// <summary>A request with a Command Field that does not exist.</summary>
    public const int UnrecognizedRequest = 1021;

    /// <summary>A service user or listener threw.</summary>
    public const int CallbackFailed = 1030;

    /// <summary>A content sink threw.</summary>
    public const int SinkFailed = 1031;

    /// <summary>The engine itself failed.</summary>
    public const int LoopFailed = 1032;

    /// <summary>A callback of a request's cancellation threw.</summary>
    public const int CancellationFailed = 1033;

    /// <summary>A certificate was loaded again.</summary>
    public const int CertificateReloaded = 1040;

    /// <summary>A certificate could not be loaded again; the old one stays in use.</summary>
    public const int CertificateReloadFailed = 1041;
}

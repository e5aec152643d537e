namespace DicomActors.Telemetry;

/// <summary>Names of attributes. What a caller chooses (AE titles, addresses) is on spans only, never on measurements.</summary>
internal static class Attributes
{
    public const string Role = "dicom.role";
    public const string Command = "dicom.command";
    public const string Outcome = "dicom.outcome";
    public const string StatusClass = "dicom.status_class";
    public const string Status = "dicom.status";
    public const string SopClass = "dicom.sop_class";
    public const string CallingAETitle = "dicom.calling_ae_title";
    public const string CalledAETitle = "dicom.called_ae_title";
    public const string Peer = "dicom_actors.peer";
    public const string Listener = "dicom_actors.listener";
    public const string AssociationState = "dicom_actors.association.state";
    public const string CircuitState = "dicom_actors.circuit.state";
    public const string Connection = "dicom_actors.connection";
    public const string Reason = "dicom_actors.reason";
    public const string ErrorType = "error.type";
    public const string Direction = "network.io.direction";
    public const string PeerAddress = "network.peer.address";
    public const string PeerPort = "network.peer.port";
    public const string LocalPort = "network.local.port";
}

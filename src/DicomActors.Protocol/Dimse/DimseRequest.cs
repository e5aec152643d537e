using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>
/// A DIMSE request without message id: the engine assigns one per association, so the same request can be sent many times.
/// </summary>
public abstract record DimseRequest
{
    private protected DimseRequest(Uid sopClassUid)
    {
        SopClassUid = sopClassUid;
    }

    /// <summary>The Command Field this request is sent with.</summary>
    public abstract DimseCommand Command { get; }

    /// <summary>Affected SOP Class UID (0000,0002); for N-GET, N-SET, N-ACTION and N-DELETE the Requested one (0000,0003).</summary>
    public Uid SopClassUid { get; }

    /// <summary>
    /// The data set that goes with the command (identifier, attributes, event or action information), if there is one.
    /// A C-STORE has its own, <see cref="CStoreRequest.Content"/>, which is never held whole.
    /// </summary>
    public virtual EncodedDataset? Dataset => null;

    /// <summary>Whether the service has a C-CANCEL (C-FIND, C-MOVE, C-GET).</summary>
    public virtual bool IsCancellable => false;
}

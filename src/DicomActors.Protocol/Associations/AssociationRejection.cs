using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>A refused association request (PS3.8 9.3.4): sent by an acceptor, received by a requestor.</summary>
/// <param name="Result">Whether another try makes sense.</param>
/// <param name="Source">Who refused.</param>
/// <param name="Reason">Its meaning depends on the source; see <see cref="ReasonText"/>.</param>
public sealed record AssociationRejection(RejectResult Result, RejectSource Source, byte Reason) : AssociationDecision
{
    /// <summary>Permanent, service user: no reason given.</summary>
    public static AssociationRejection NoReasonGiven { get; } = new(RejectResult.Permanent, RejectSource.ServiceUser, 1);

    /// <summary>Permanent, service user: application context name not supported.</summary>
    public static AssociationRejection ApplicationContextNotSupported { get; } = new(RejectResult.Permanent, RejectSource.ServiceUser, 2);

    /// <summary>Permanent, service user: calling AE title not recognized.</summary>
    public static AssociationRejection CallingAETitleNotRecognized { get; } = new(RejectResult.Permanent, RejectSource.ServiceUser, 3);

    /// <summary>Permanent, service user: called AE title not recognized.</summary>
    public static AssociationRejection CalledAETitleNotRecognized { get; } = new(RejectResult.Permanent, RejectSource.ServiceUser, 7);

    /// <summary>Permanent, service provider (ACSE): no reason given.</summary>
    public static AssociationRejection ProviderNoReasonGiven { get; } = new(RejectResult.Permanent, RejectSource.ServiceProviderAcse, 1);

    /// <summary>Permanent, service provider (ACSE): protocol version not supported.</summary>
    public static AssociationRejection ProtocolVersionNotSupported { get; } = new(RejectResult.Permanent, RejectSource.ServiceProviderAcse, 2);

    /// <summary>Transient, service provider (presentation): temporary congestion.</summary>
    public static AssociationRejection TemporaryCongestion { get; } = new(RejectResult.Transient, RejectSource.ServiceProviderPresentation, 1);

    /// <summary>Transient, service provider (presentation): local limit exceeded.</summary>
    public static AssociationRejection LocalLimitExceeded { get; } = new(RejectResult.Transient, RejectSource.ServiceProviderPresentation, 2);

    /// <summary>The same request may be accepted later.</summary>
    public bool IsTransient => Result == RejectResult.Transient;

    /// <summary>The reason in the standard's words.</summary>
    public string ReasonText => (Source, Reason) switch
    {
        (RejectSource.ServiceUser or RejectSource.ServiceProviderAcse, 1) => "no reason given",
        (RejectSource.ServiceUser, 2) => "application context name not supported",
        (RejectSource.ServiceUser, 3) => "calling AE title not recognized",
        (RejectSource.ServiceUser, 7) => "called AE title not recognized",
        (RejectSource.ServiceProviderAcse, 2) => "protocol version not supported",
        (RejectSource.ServiceProviderPresentation, 1) => "temporary congestion",
        (RejectSource.ServiceProviderPresentation, 2) => "local limit exceeded",
        _ => $"reason {Reason}",
    };

    /// <summary>The rejection a peer sent.</summary>
    public static AssociationRejection From(AssociateRejectPdu pdu) => new(pdu.Result, pdu.Source, pdu.Reason);

    /// <summary>The PDU that says it.</summary>
    public AssociateRejectPdu ToPdu() => new(Result, Source, Reason);

    /// <summary>One line, as "rejected permanently: called AE title not recognized (service user; result 1, source 1, reason 7)".</summary>
    public override string ToString()
    {
        string result = Result switch
        {
            RejectResult.Permanent => "rejected permanently",
            RejectResult.Transient => "rejected for now",
            _ => "rejected",
        };
        string source = Source switch
        {
            RejectSource.ServiceUser => "service user",
            RejectSource.ServiceProviderAcse => "service provider, ACSE",
            RejectSource.ServiceProviderPresentation => "service provider, presentation",
            _ => "unknown source",
        };
        return $"{result}: {ReasonText} ({source}; result {(byte)Result}, source {(byte)Source}, reason {Reason})";
    }
}

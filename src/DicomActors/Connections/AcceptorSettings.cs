using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Connections;

/// <summary>Whom an acceptor lets in, what it negotiates, and who handles the requests.</summary>
public sealed record AcceptorSettings
{
    /// <summary>AE titles that are ours; others are rejected. Empty, the default: every title.</summary>
    public ItemList<string> AETitles { get; init; } = [];

    /// <summary>AE titles that may call; others are rejected. Empty, the default: every title.</summary>
    public ItemList<string> CallingAETitles { get; init; } = [];

    /// <summary>
    /// Whether storage SOP classes nobody here knows are accepted if a C-STORE handler takes every SOP class. Default true.
    /// </summary>
    public bool AcceptsUnknownStorage { get; init; } = true;

    /// <summary>What to negotiate. Null, the default: what there are handlers for, in whatever transfer syntax is proposed.</summary>
    public AcceptorPolicy? Policy { get; init; }

    /// <summary>Handlers asked before those of the system's registry. Default: none.</summary>
    public HandlerRegistry? Handlers { get; init; }

    /// <summary>Timeouts and limits. Null, the default: those of <c>dicom-actors.connection</c>.</summary>
    public DicomServiceOptions? ServiceOptions { get; init; }

    /// <summary>Whether <see cref="PduTraceEvent"/>s are published. Null, the default: <c>dicom-actors.connection.trace-pdus</c>.</summary>
    public bool? TracePdus { get; init; }

    /// <summary>If set, whoever comes is rejected with it, as above <c>dicom-actors.connections.maximum</c>. Default: null.</summary>
    public AssociationRejection? Rejection { get; init; }

    /// <summary>The policy of one association: the given one, or one made of the handlers there are.</summary>
    internal AcceptorPolicy PolicyFor(HandlerRegistry registry)
    {
        var policy = Policy
            ?? Handlers?.PolicyWith(registry, AcceptsUnknownStorage)
            ?? registry.PolicyWith(null, AcceptsUnknownStorage);
        return AETitles.Count == 0 && CallingAETitles.Count == 0 ? policy : policy with
        {
            CalledAETitles = AETitles.Count == 0 ? policy.CalledAETitles : AETitles,
            CallingAETitles = CallingAETitles.Count == 0 ? policy.CallingAETitles : CallingAETitles,
        };
    }
}

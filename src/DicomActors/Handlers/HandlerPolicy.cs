using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>What an acceptor negotiates that has no policy of its own: what there are handlers for.</summary>
internal static class HandlerPolicy
{
    /// <summary>Makes it.</summary>
    /// <param name="registries">Asked in this order.</param>
    /// <param name="acceptsUnknownStorage">Whether storage SOP classes nobody knows are accepted by a handler of every SOP class.</param>
    public static AcceptorPolicy Make(HandlerRegistry[] registries, bool acceptsUnknownStorage)
    {
        var policy = new AcceptorPolicy().WithSopClasses(registries.SelectMany(registry => registry.SopClasses).Distinct());
        if (registries.Any(registry => registry.Find(DimseCommand.CEchoRequest, SopClasses.Verification) is not null))
        {
            policy = policy.WithSopClass(SopClasses.Verification);
        }

        if (registries.Any(registry => registry.Find(DimseCommand.CStoreRequest, Uid.Empty) is not null))
        {
            policy = policy.WithSopClasses(SopClasses.Storage) with
            {
                UnknownSopClasses = acceptsUnknownStorage ? UnknownSopClassPolicy.AcceptStorage : UnknownSopClassPolicy.Reject,
            };
        }

        policy = WithReports(policy, registries) with
        {
            AnswerExtendedNegotiation = asked =>
                registries.Select(registry => registry.AnswerExtendedNegotiation(asked)).FirstOrDefault(static answer => answer is not null),
        };
        return registries.Any(registry => registry.Knows(DimseCommand.CGetRequest)) ? WithGet(policy) : policy;
    }

    // Whoever reports to us on an association of its own is SCP, and asks for that role (storage commitment, PS3.4 J.3.3).
    private static AcceptorPolicy WithReports(AcceptorPolicy policy, HandlerRegistry[] registries)
    {
        foreach (var (sopClass, offer) in policy.SopClasses.Where(entry =>
            registries.Any(registry => registry.Find(DimseCommand.NEventReportRequest, entry.Key) is not null)))
        {
            policy = policy.WithSopClass(sopClass, offer with { RequestorMayBeScp = true });
        }

        return policy;
    }

    // The instances of a C-GET go from us to the requestor: it is to be SCP of their SOP classes if it asks for that.
    private static AcceptorPolicy WithGet(AcceptorPolicy policy)
    {
        var notStoredHere = new SupportedSopClass([], RequestorMayBeScu: false);
        foreach (var sopClass in SopClasses.Storage)
        {
            policy = policy.WithSopClass(
                sopClass, policy.SopClasses.GetValueOrDefault(sopClass, notStoredHere) with { RequestorMayBeScp = true });
        }

        return policy with { UnknownSopClassOffer = policy.UnknownSopClassOffer with { RequestorMayBeScp = true } };
    }
}

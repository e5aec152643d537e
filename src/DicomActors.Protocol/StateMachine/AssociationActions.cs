using System.Collections.Immutable;
using static DicomActors.Protocol.StateMachine.AssociationEffect;

namespace DicomActors.Protocol.StateMachine;

/// <summary>What the actions of table 9-10 do (PS3.8 tables 9-6 to 9-9), as data.</summary>
public static class AssociationActions
{
    private static readonly ImmutableArray<AssociationEffect> RefusedRequest = [StopArtim, SendAssociateReject, StartArtim];

    private static readonly ImmutableArray<AssociationEffect>[] Effects = ByAction(
    [
        (AssociationAction.AE1, [OpenTransport]),
        (AssociationAction.AE2, [SendAssociateRequest]),
        (AssociationAction.AE3, [ConfirmAssociateAccepted]),
        (AssociationAction.AE4, [ConfirmAssociateRejected, CloseTransport]),
        (AssociationAction.AE5, [ServeTransport, StartArtim]),
        (AssociationAction.AE6, [StopArtim, IndicateAssociate]),
        (AssociationAction.AE7, [SendAssociateAccept]),
        (AssociationAction.AE8, [SendAssociateReject, StartArtim]),
        (AssociationAction.DT1, [SendData]),
        (AssociationAction.DT2, [IndicateData]),
        (AssociationAction.AR1, [SendReleaseRequest]),
        (AssociationAction.AR2, [IndicateRelease]),
        (AssociationAction.AR3, [ConfirmRelease, CloseTransport]),
        (AssociationAction.AR4, [SendReleaseResponse, StartArtim]),
        (AssociationAction.AR5, [StopArtim]),
        (AssociationAction.AR6, [IndicateData]),
        (AssociationAction.AR7, [SendData]),
        (AssociationAction.AR8, [IndicateRelease]),
        (AssociationAction.AR9, [SendReleaseResponse]),
        (AssociationAction.AR10, [ConfirmRelease]),
        (AssociationAction.AA1, [SendAbortAsUser, StartArtim]),
        (AssociationAction.AA2, [StopArtim, CloseTransport]),
        (AssociationAction.AA3, [IndicateAbort, CloseTransport]),
        (AssociationAction.AA4, [IndicateProviderAbort]),
        (AssociationAction.AA5, [StopArtim]),
        (AssociationAction.AA6, [IgnorePdu]),
        (AssociationAction.AA7, [SendAbortAsProvider]),
        (AssociationAction.AA8, [SendAbortAsProvider, IndicateProviderAbort, StartArtim]),
    ]);

    /// <summary>The effects of an action in the order to do them. AE-6 has two outcomes, told apart by the next state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not an action of the table.</exception>
    public static ImmutableArray<AssociationEffect> EffectsOf(AssociationAction action, AssociationState next) =>
        action is < AssociationAction.AE1 or > AssociationAction.AA8
            ? throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action of PS3.8 table 9-10.")
            : action == AssociationAction.AE6 && next == AssociationState.AwaitingTransportClose
                ? RefusedRequest
                : Effects[(int)action];

    private static ImmutableArray<AssociationEffect>[] ByAction(ReadOnlySpan<(AssociationAction Action, AssociationEffect[] Effects)> rows)
    {
        var table = new ImmutableArray<AssociationEffect>[(int)AssociationAction.AA8 + 1];
        foreach ((AssociationAction action, AssociationEffect[] effects) in rows)
        {
            table[(int)action] = [.. effects];
        }

        return table;
    }
}

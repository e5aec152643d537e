using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Tests.StateMachine;

/// <summary>PS3.8 tables 9-6 to 9-9 typed a second time.</summary>
public sealed class AssociationActionsTests
{
    [Theory]
    [InlineData("AE1", "OpenTransport")]
    [InlineData("AE2", "SendAssociateRequest")]
    [InlineData("AE3", "ConfirmAssociateAccepted")]
    [InlineData("AE4", "ConfirmAssociateRejected CloseTransport")]
    [InlineData("AE5", "ServeTransport StartArtim")]
    [InlineData("AE6", "StopArtim IndicateAssociate")]
    [InlineData("AE7", "SendAssociateAccept")]
    [InlineData("AE8", "SendAssociateReject StartArtim")]
    [InlineData("DT1", "SendData")]
    [InlineData("DT2", "IndicateData")]
    [InlineData("AR1", "SendReleaseRequest")]
    [InlineData("AR2", "IndicateRelease")]
    [InlineData("AR3", "ConfirmRelease CloseTransport")]
    [InlineData("AR4", "SendReleaseResponse StartArtim")]
    [InlineData("AR5", "StopArtim")]
    [InlineData("AR6", "IndicateData")]
    [InlineData("AR7", "SendData")]
    [InlineData("AR8", "IndicateRelease")]
    [InlineData("AR9", "SendReleaseResponse")]
    [InlineData("AR10", "ConfirmRelease")]
    [InlineData("AA1", "SendAbortAsUser StartArtim")]
    [InlineData("AA2", "StopArtim CloseTransport")]
    [InlineData("AA3", "IndicateAbort CloseTransport")]
    [InlineData("AA4", "IndicateProviderAbort")]
    [InlineData("AA5", "StopArtim")]
    [InlineData("AA6", "IgnorePdu")]
    [InlineData("AA7", "SendAbortAsProvider")]
    [InlineData("AA8", "SendAbortAsProvider IndicateProviderAbort StartArtim")]
    public void Action_HasTheEffectsOfTheStandard(string action, string effects)
    {
        var transition = new Transition(Enum.Parse<AssociationAction>(action), AssociationState.None);
        Assert.Equal(effects, string.Join(' ', transition.Effects));
    }

    [Fact]
    public void AE6_NotAcceptable_RejectsAndStartsArtim()
    {
        Transition? step = TransitionTable.Step(AssociationState.AwaitingAssociateRequest, AssociationEvent.AssociateRequestReceived, AssociationRole.Acceptor, requestAcceptable: false);
        Assert.Equal([AssociationEffect.StopArtim, AssociationEffect.SendAssociateReject, AssociationEffect.StartArtim], step!.Value.Effects.ToArray());
    }

    // PS3.8 9.1.5: ARTIM runs in Sta2 and Sta13 only, so whoever enters them starts it and whoever leaves them stops it.
    [Fact]
    public void Artim_RunsExactlyInSta2AndSta13()
    {
        foreach (AssociationState state in Enum.GetValues<AssociationState>())
        {
            foreach (AssociationEvent happened in Enum.GetValues<AssociationEvent>())
            {
                if (TransitionTable.Step(state, happened, AssociationRole.Acceptor) is not { } step)
                {
                    continue;
                }

                bool running = RunsIn(state);
                foreach (AssociationEffect effect in step.Effects)
                {
                    running = effect switch
                    {
                        AssociationEffect.StartArtim => true,
                        AssociationEffect.StopArtim => false,
                        _ => running,
                    };
                }

                Assert.True(running == RunsIn(step.Next), $"{state} + {happened} → {step.Action}, {step.Next}: ARTIM {(running ? "runs" : "stands")}");
            }
        }

        static bool RunsIn(AssociationState state) => state is AssociationState.AwaitingAssociateRequest or AssociationState.AwaitingTransportClose;
    }

    [Fact]
    public void NoAction_HasNoEffects() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => AssociationActions.EffectsOf(AssociationAction.None, AssociationState.Idle));
}

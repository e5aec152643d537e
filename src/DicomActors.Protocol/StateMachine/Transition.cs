using System.Collections.Immutable;

namespace DicomActors.Protocol.StateMachine;

/// <summary>One cell of table 9-10: what to do, and the state after it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Next">The state the association is in when the action is done.</param>
public readonly record struct Transition(AssociationAction Action, AssociationState Next)
{
    /// <summary>What to do, in this order.</summary>
    public ImmutableArray<AssociationEffect> Effects => AssociationActions.EffectsOf(Action, Next);
}

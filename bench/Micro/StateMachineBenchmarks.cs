using BenchmarkDotNet.Attributes;
using DicomActors.Protocol.StateMachine;

namespace Micro;

/// <summary>PS3.8 table 9-10.</summary>
[MemoryDiagnoser]
public class StateMachineBenchmarks
{
    private static readonly AssociationEvent[] WholeLife =
    [
        AssociationEvent.LocalAssociateRequest,
        AssociationEvent.TransportConnected,
        AssociationEvent.AssociateAcceptReceived,
        AssociationEvent.LocalDataRequest,
        AssociationEvent.DataReceived,
        AssociationEvent.LocalReleaseRequest,
        AssociationEvent.ReleaseResponseReceived,
    ];

    /// <summary>The step that is made for every P-DATA-TF.</summary>
    [Benchmark]
    public Transition? ReceiveData() => TransitionTable.Step(AssociationState.Established, AssociationEvent.DataReceived, AssociationRole.Acceptor);

    /// <summary>From idle to idle: a requestor's association with one exchange.</summary>
    [Benchmark]
    public AssociationState LiveAndDie()
    {
        var state = AssociationState.Idle;
        foreach (var happened in WholeLife)
        {
            state = TransitionTable.Step(state, happened, AssociationRole.Requestor)!.Value.Next;
        }

        return state;
    }
}

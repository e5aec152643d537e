using DicomActors.Protocol.Pdus;
using FsCheck;
using FsCheck.Fluent;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Random scenarios, and simpler ones that might fail the same way.</summary>
internal static class ScenarioGenerator
{
    /// <summary>Scenarios of one connection.</summary>
    public static Arbitrary<Scenario> OfOneConnection { get; } = Arb.From(Any(CommandKind.OpenAssociation, CommandKind.KillActor), Simpler);

    /// <summary>Scenarios of several connections, whose factory is drained or stopped meanwhile.</summary>
    public static Arbitrary<Scenario[]> OfOneFactory { get; } = Arb.From(
        Any(CommandKind.OpenAssociation, CommandKind.DrainAtOnce).ArrayOf(4),
        scenarios => scenarios.Length > 1 ? Enumerable.Range(0, scenarios.Length).Select(index => scenarios.Where((_, i) => i != index).ToArray()) : []);

    private static Gen<Scenario> Any(CommandKind first, CommandKind last) =>
        from weAccept in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isManual in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from capacity in Gen.Elements(64, 1024, 16 * 1024)
        from window in Gen.Choose(1, 4)
        from connect in OneOf(ConnectBehaviour.Succeeds, 20)
        from associate in OneOf(AssociateBehaviour.Proper, 40)
        from release in OneOf(ReleaseBehaviour.Confirms, 6)
        from readsSlowly in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from heedsCancel in Gen.Elements(true, false)
        from commandCount in Gen.Choose(0, 14)
        from commands in AnyCommand(first, last).ArrayOf(commandCount)
        from actCount in Gen.Choose(0, 10)
        from acts in AnyAct.ArrayOf(actCount)
        from eager in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, 3)))
        from opening in Gen.Frequency(
            (20, Gen.Constant(CommandKind.OpenAssociation)), (2, Gen.Constant(CommandKind.OpenAssociationUnawaited)), (1, Gen.Constant(CommandKind.Breathe)))
        select new Scenario
        {
            WeAccept = weAccept,
            AutoSend = !isManual,
            PipeCapacity = capacity,
            Window = window,
            Connect = connect,
            Associate = associate,
            Release = release,
            ReadsSlowly = readsSlowly,
            HeedsCancel = heedsCancel,
            EagerActs = eager,
            Commands = ItemList.Create<Command>([new Command(opening, 0), .. commands]),
            Acts = ItemList.Create<PeerAct>(acts),
        };

    private static Gen<PeerAct> AnyAct =>
        from kind in Gen.Frequency(Enum.GetValues<PeerActKind>().Select(kind => (WeightOf(kind), Gen.Constant(kind))))
        from number in Gen.Choose(0, 99)
        select new PeerAct(kind, number);

    private static Gen<Command> AnyCommand(CommandKind first, CommandKind last) =>
        from kind in Gen.Frequency(Enum.GetValues<CommandKind>()
            .Where(kind => kind >= first && kind <= last).Select(kind => (WeightOf(kind), Gen.Constant(kind))))
        from number in Gen.Choose(0, 99)
        select new Command(kind, number);

    private static Gen<T> OneOf<T>(T usual, int weight)
        where T : struct, Enum =>
        Gen.Frequency(Enum.GetValues<T>().Select(value => (value.Equals(usual) ? weight : 1, Gen.Constant(value))));

    private static int WeightOf(CommandKind kind) => kind switch
    {
        CommandKind.SendRequest or CommandKind.Converse or CommandKind.StreamRequest => 12,
        CommandKind.PullResponses or CommandKind.CancelRequest or CommandKind.SendNextMessage or CommandKind.Breathe => 6,
        CommandKind.CancelRequestOrAbortSoon or CommandKind.LetTimePass or CommandKind.GetConnectionStatus => 2,
        _ => 1,
    };

    private static int WeightOf(PeerActKind kind) => kind switch
    {
        PeerActKind.Answer => 20,
        PeerActKind.Pending => 12,
        PeerActKind.Hold or PeerActKind.AnswerAllBackwards => 6,
        PeerActKind.Echo or PeerActKind.Store or PeerActKind.Find or PeerActKind.FindAndCancel => 3,
        _ => 1,
    };

    private static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        for (var i = 0; i < scenario.Commands.Count; i++)
        {
            yield return scenario with { Commands = Without(scenario.Commands, i) };
        }

        for (var i = 0; i < scenario.Acts.Count; i++)
        {
            yield return scenario with { Acts = Without(scenario.Acts, i) };
        }
    }

    private static ItemList<T> Without<T>(ItemList<T> list, int index) => ItemList.Create<T>([.. list.Where((_, i) => i != index)]);
}

using System.Globalization;
using System.Text;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Tests.StateMachine;

/// <summary>Writes docs/state-machine.md from the table.</summary>
internal static class StateMachineDocument
{
    public static string Generate()
    {
        var text = new StringBuilder();
        text.Append("# The association state machine\n\n");
        text.Append("Generated from `TransitionTable` and `AssociationActions`; a test fails when it is stale.\n");
        text.Append("To refresh: `DICOMACTORS_REFRESH=1 dotnet test tests/DicomActors.Protocol.Tests --filter StateMachineDocument`.\n\n");
        AppendStates(text);
        AppendEvents(text);
        AppendTable(text);
        AppendActions(text);
        return text.ToString();
    }

    private static void AppendStates(StringBuilder text)
    {
        text.Append("## States (PS3.8 9.2.1)\n\n| State | Name | ARTIM |\n|---|---|---|\n");
        foreach (AssociationState state in States)
        {
            bool artim = state is AssociationState.AwaitingAssociateRequest or AssociationState.AwaitingTransportClose;
            text.Append(CultureInfo.InvariantCulture, $"| Sta{(int)state} | `{state}` | {(artim ? "runs" : string.Empty)} |\n");
        }
    }

    private static void AppendEvents(StringBuilder text)
    {
        text.Append("\n## Events (PS3.8 9.2.2)\n\n| Event | Name |\n|---|---|\n");
        foreach (AssociationEvent happened in Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"| Evt{(int)happened} | `{happened}` |\n");
        }
    }

    private static void AppendTable(StringBuilder text)
    {
        text.Append("\n## Transitions (PS3.8 table 9-10)\n\n");
        text.Append("Action and next state. An empty cell cannot happen: it would be a mistake of our own side, never of the peer.\n\n");
        text.Append("| |").Append(string.Concat(States.Select(static state => $" Sta{(int)state} |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(Enumerable.Repeat("---|", States.Length))).Append('\n');
        foreach (AssociationEvent happened in Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"| Evt{(int)happened} |");
            foreach (AssociationState state in States)
            {
                text.Append(CultureInfo.InvariantCulture, $" {Cell(state, happened)} |");
            }

            text.Append('\n');
        }

        text.Append("\nAE6: Sta3 if the provider finds the request acceptable, else Sta13. AR8: Sta9 for the requestor, Sta10 for the acceptor.\n");
    }

    private static void AppendActions(StringBuilder text)
    {
        text.Append("\n## Actions (PS3.8 tables 9-6 to 9-9)\n\n| Action | Effects, in this order |\n|---|---|\n");
        foreach (AssociationAction action in Enum.GetValues<AssociationAction>().Where(static action => action != AssociationAction.None))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {action} | {Effects(action, AssociationState.None)} |\n");
            if (action == AssociationAction.AE6)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {action}, not acceptable | {Effects(action, AssociationState.AwaitingTransportClose)} |\n");
            }
        }
    }

    private static AssociationState[] States => [.. Enum.GetValues<AssociationState>().Where(static state => state != AssociationState.None)];

    private static AssociationEvent[] Events => [.. Enum.GetValues<AssociationEvent>().Where(static happened => happened != AssociationEvent.None)];

    private static string Cell(AssociationState state, AssociationEvent happened)
    {
        if (TransitionTable.Step(state, happened, AssociationRole.Requestor) is not { } first)
        {
            return string.Empty;
        }

        AssociationState other = TransitionTable.Step(state, happened, AssociationRole.Acceptor, requestAcceptable: false)!.Value.Next;
        return other == first.Next ? $"{first.Action} → {(int)first.Next}" : $"{first.Action} → {(int)first.Next}/{(int)other}";
    }

    private static string Effects(AssociationAction action, AssociationState next) =>
        string.Join(", ", AssociationActions.EffectsOf(action, next).Select(static effect => $"`{effect}`"));
}

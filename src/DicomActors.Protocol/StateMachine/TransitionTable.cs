namespace DicomActors.Protocol.StateMachine;

/// <summary>
/// The state machine of the upper layer protocol, PS3.8 table 9-10: 13 states, 19 events, 123 defined cells. Pure data and one pure
/// function; the engine carries out what it returns.
/// </summary>
public static class TransitionTable
{
    /// <summary>Number of states, Sta1 to Sta13.</summary>
    public const int StateCount = 13;

    /// <summary>Number of events, Evt1 to Evt19.</summary>
    public const int EventCount = 19;

    // A cell is action>next state; "." cannot happen. With two next states the situation decides: AE-6 by whether the provider
    // finds the request acceptable, AR-8 by the role (requestor Sta9, acceptor Sta10).
    private const string Table = """
              Sta1   Sta2      Sta3    Sta4   Sta5    Sta6    Sta7       Sta8    Sta9    Sta10    Sta11   Sta12   Sta13
        Evt1  AE1>4  .         .       .      .       .       .          .       .       .        .       .       .
        Evt2  .      .         .       AE2>5  .       .       .          .       .       .        .       .       .
        Evt3  .      AA1>13    AA8>13  .      AE3>6   AA8>13  AA8>13     AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA6>13
        Evt4  .      AA1>13    AA8>13  .      AE4>1   AA8>13  AA8>13     AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA6>13
        Evt5  AE5>2  .         .       .      .       .       .          .       .       .        .       .       .
        Evt6  .      AE6>3/13  AA8>13  .      AA8>13  AA8>13  AA8>13     AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA7>13
        Evt7  .      .         AE7>6   .      .       .       .          .       .       .        .       .       .
        Evt8  .      .         AE8>13  .      .       .       .          .       .       .        .       .       .
        Evt9  .      .         .       .      .       DT1>6   .          AR7>8   .       .        .       .       .
        Evt10 .      AA1>13    AA8>13  .      AA8>13  DT2>6   AR6>7      AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA6>13
        Evt11 .      .         .       .      .       AR1>7   .          .       .       .        .       .       .
        Evt12 .      AA1>13    AA8>13  .      AA8>13  AR2>8   AR8>9/10   AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA6>13
        Evt13 .      AA1>13    AA8>13  .      AA8>13  AA8>13  AR3>1      AA8>13  AA8>13  AR10>12  AR3>1   AA8>13  AA6>13
        Evt14 .      .         .       .      .       .       .          AR4>13  AR9>11  .        .       AR4>13  .
        Evt15 .      .         AA1>13  AA2>1  AA1>13  AA1>13  AA1>13     AA1>13  AA1>13  AA1>13   AA1>13  AA1>13  .
        Evt16 .      AA2>1     AA3>1   .      AA3>1   AA3>1   AA3>1      AA3>1   AA3>1   AA3>1    AA3>1   AA3>1   AA2>1
        Evt17 .      AA5>1     AA4>1   AA4>1  AA4>1   AA4>1   AA4>1      AA4>1   AA4>1   AA4>1    AA4>1   AA4>1   AR5>1
        Evt18 .      AA2>1     .       .      .       .       .          .       .       .        .       .       AA2>1
        Evt19 .      AA1>13    AA8>13  .      AA8>13  AA8>13  AA8>13     AA8>13  AA8>13  AA8>13   AA8>13  AA8>13  AA7>13
        """;

    private static readonly Cell[] Cells = Parse();

    /// <summary>What an event does in a state.</summary>
    /// <param name="state">The state the association is in.</param>
    /// <param name="happened">The event.</param>
    /// <param name="role">Decides AR-8, the release collision.</param>
    /// <param name="requestAcceptable">Decides AE-6: false if the provider itself refuses the A-ASSOCIATE-RQ.</param>
    /// <returns>
    /// Null if the table leaves the cell empty. A local primitive at a wrong time is a mistake of the caller, a timer or transport
    /// event one of the engine: it cannot come from a peer.
    /// </returns>
    public static Transition? Step(AssociationState state, AssociationEvent happened, AssociationRole role, bool requestAcceptable = true)
    {
        int column = (int)state - 1;
        int row = (int)happened - 1;
        if (column is < 0 or >= StateCount || row is < 0 or >= EventCount)
        {
            return null;
        }

        Cell cell = Cells[(row * StateCount) + column];
        if (cell.Action == AssociationAction.None)
        {
            return null;
        }

        bool first = cell.Action switch
        {
            AssociationAction.AE6 => requestAcceptable,
            AssociationAction.AR8 => role == AssociationRole.Requestor,
            _ => true,
        };
        return new Transition(cell.Action, first ? cell.Next : cell.Alternative);
    }

    private static Cell[] Parse()
    {
        var cells = new Cell[EventCount * StateCount];
        string[] lines = Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (int row = 0; row < EventCount; row++)
        {
            string[] columns = lines[row + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (int column = 0; column < StateCount; column++)
            {
                cells[(row * StateCount) + column] = Cell.Parse(columns[column + 1]);
            }
        }

        return cells;
    }

    private readonly record struct Cell(AssociationAction Action, AssociationState Next, AssociationState Alternative)
    {
        public static Cell Parse(string text)
        {
            if (text == ".")
            {
                return default;
            }

            string[] parts = text.Split('>', '/');
            var next = (AssociationState)byte.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            var alternative = parts.Length > 2
                ? (AssociationState)byte.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)
                : next;
            return new Cell(Enum.Parse<AssociationAction>(parts[0]), next, alternative);
        }
    }
}

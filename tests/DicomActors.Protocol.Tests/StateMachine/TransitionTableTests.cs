using System.Globalization;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Tests.StateMachine;

/// <summary>
/// PS3.8 table 9-10 typed a second time, by state instead of by event, and compared cell by cell. A cell that is not listed cannot happen.
/// </summary>
public sealed class TransitionTableTests
{
    // Per state: "event action next", in the order of the standard's rows. r and a: next state by role; + and -: acceptable or not.
    private static readonly Dictionary<int, string> ByState = new()
    {
        [1] = "1 AE1 4, 5 AE5 2",
        [2] = "3 AA1 13, 4 AA1 13, 6 AE6 +3-13, 10 AA1 13, 12 AA1 13, 13 AA1 13, 16 AA2 1, 17 AA5 1, 18 AA2 1, 19 AA1 13",
        [3] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 7 AE7 6, 8 AE8 13, 10 AA8 13, 12 AA8 13, 13 AA8 13, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [4] = "2 AE2 5, 15 AA2 1, 17 AA4 1",
        [5] = "3 AE3 6, 4 AE4 1, 6 AA8 13, 10 AA8 13, 12 AA8 13, 13 AA8 13, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [6] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 9 DT1 6, 10 DT2 6, 11 AR1 7, 12 AR2 8, 13 AA8 13, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [7] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 10 AR6 7, 12 AR8 r9a10, 13 AR3 1, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [8] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 9 AR7 8, 10 AA8 13, 12 AA8 13, 13 AA8 13, 14 AR4 13, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [9] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 10 AA8 13, 12 AA8 13, 13 AA8 13, 14 AR9 11, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [10] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 10 AA8 13, 12 AA8 13, 13 AR10 12, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [11] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 10 AA8 13, 12 AA8 13, 13 AR3 1, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [12] = "3 AA8 13, 4 AA8 13, 6 AA8 13, 10 AA8 13, 12 AA8 13, 13 AA8 13, 14 AR4 13, 15 AA1 13, 16 AA3 1, 17 AA4 1, 19 AA8 13",
        [13] = "3 AA6 13, 4 AA6 13, 6 AA7 13, 10 AA6 13, 12 AA6 13, 13 AA6 13, 16 AA2 1, 17 AR5 1, 18 AA2 1, 19 AA7 13",
    };

    public static TheoryData<int, int, string> Cells
    {
        get
        {
            var data = new TheoryData<int, int, string>();
            for (int happened = 1; happened <= 19; happened++)
            {
                for (int state = 1; state <= 13; state++)
                {
                    string? cell = ByState[state].Split(", ").SingleOrDefault(text => text.StartsWith($"{happened} ", StringComparison.Ordinal));
                    data.Add(state, happened, cell?[(cell.IndexOf(' ', StringComparison.Ordinal) + 1)..] ?? "-");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell_OfTable9_10_IsAsInTheStandard(int state, int happened, string expected)
    {
        foreach (AssociationRole role in Enum.GetValues<AssociationRole>())
        {
            foreach (bool acceptable in new[] { true, false })
            {
                Transition? step = TransitionTable.Step((AssociationState)state, (AssociationEvent)happened, role, acceptable);
                string actual = step is { } transition ? $"{transition.Action} {(int)transition.Next}" : "-";
                Assert.Equal(Resolve(expected, role, acceptable), actual);
            }
        }
    }

    [Fact]
    public void Table_Defines123Of247Cells()
    {
        Assert.Equal(247, Cells.Count);
        Assert.Equal(123, Cells.Count(static row => (string)row[2] != "-"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(14, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 20)]
    public void Step_OutsideTheTable_IsNull(int state, int happened) =>
        Assert.Null(TransitionTable.Step((AssociationState)state, (AssociationEvent)happened, AssociationRole.Requestor));

    private static string Resolve(string cell, AssociationRole role, bool acceptable)
    {
        string[] parts = cell.Split(' ');
        if (parts.Length == 1 || int.TryParse(parts[1], CultureInfo.InvariantCulture, out _))
        {
            return cell;
        }

        string next = parts[1] switch
        {
            "r9a10" => role == AssociationRole.Requestor ? "9" : "10",
            "+3-13" => acceptable ? "3" : "13",
            _ => throw new InvalidOperationException($"Unknown cell {cell}."),
        };
        return $"{parts[0]} {next}";
    }
}

using System.Globalization;
using System.Net;
using DicomActors.Listeners;

namespace DicomActors.Tests.Listeners;

/// <summary>Takes places from a ledger and counts on its own how many there are at once: never more than really are held.</summary>
internal sealed class ObservedPlaces(AdmissionLedger ledger, int most, int mostPerTitle)
{
    private readonly int[] _associated = new int[2];
    private int _present;
    private string _excess = "";

    /// <summary>What was seen above a limit; empty if nothing was.</summary>
    public string Excess => Volatile.Read(ref _excess);

    public void Take(Queue<AdmissionPlace> held, IPAddress address, int title)
    {
        if (ledger.Admit(address) is not { } place)
        {
            return;
        }

        held.Enqueue(place);
        if (place.State == AdmissionState.Rejecting)
        {
            return;
        }

        // A rejection frees the place within the call: it must not count here any more by then.
        Check(Interlocked.Increment(ref _present), most, "connections");
        Interlocked.Decrement(ref _present);
        if (place.Associate(Title(title)) is null)
        {
            Check(Interlocked.Increment(ref _present), most, "connections");
            Check(Interlocked.Increment(ref _associated[title]), mostPerTitle, "associations");
        }
    }

    public void GiveBack(AdmissionPlace place)
    {
        if (place.State == AdmissionState.Associated)
        {
            Interlocked.Decrement(ref _present);
            Interlocked.Decrement(ref _associated[place.CallingAETitle == Title(0) ? 0 : 1]);
        }

        place.Leave();
    }

    private static string Title(int title) => title.ToString(CultureInfo.InvariantCulture);

    private void Check(int count, int limit, string what)
    {
        if (count > limit)
        {
            Volatile.Write(ref _excess, string.Create(CultureInfo.InvariantCulture, $"{count} {what} at once, {limit} allowed"));
        }
    }
}

using DicomActors.Clients;

namespace DicomActors.Telemetry;

/// <summary>What the client of a peer was doing when it last did anything: written by its actor, read by whoever collects metrics.</summary>
internal sealed class PeerGauge(string peer)
{
    private int _circuit;
    private int _queued;
    private int _inFlight;
    private int _opening;
    private int _open;
    private int _closing;
    private long _retried;

    public string Peer { get; } = peer;

    public CircuitState Circuit
    {
        get => (CircuitState)Volatile.Read(ref _circuit);
        set => Volatile.Write(ref _circuit, (int)value);
    }

    public int Queued
    {
        get => Volatile.Read(ref _queued);
        set => Volatile.Write(ref _queued, value);
    }

    public int InFlight => Volatile.Read(ref _inFlight);

    public int Opening => Volatile.Read(ref _opening);

    public int Open => Volatile.Read(ref _open);

    public int Closing => Volatile.Read(ref _closing);

    public long Retried
    {
        get => Interlocked.Read(ref _retried);
        set => Interlocked.Exchange(ref _retried, value);
    }

    /// <summary>Counts the associations there are, in one pass.</summary>
    public void Count(AssociationPool pool)
    {
        var (inFlight, opening, open, closing) = (0, 0, 0, 0);
        foreach (var slot in pool.Slots)
        {
            inFlight += slot.InFlight.Count;
            opening += slot.IsOpening ? 1 : 0;
            open += slot.IsOpen ? 1 : 0;
            closing += slot.IsClosing ? 1 : 0;
        }

        Volatile.Write(ref _inFlight, inFlight);
        Volatile.Write(ref _opening, opening);
        Volatile.Write(ref _open, open);
        Volatile.Write(ref _closing, closing);
    }
}

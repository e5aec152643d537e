using System.Runtime.InteropServices;

namespace DicomActors.Node;

/// <summary>Ctrl-C and SIGTERM: the first asks the verb to end in good order, the second ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        // Left alone, the second signal does what the system does with it: it ends the process.
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}

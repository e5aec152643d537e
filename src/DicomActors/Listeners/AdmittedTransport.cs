using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>
/// An accepted connection together with its place: given back when the connection is closed, by whom- and whyever. Notices peers that
/// leave in silence, and has the address judged that a proxy announces.
/// </summary>
internal sealed class AdmittedTransport(TransportConnection transport, AdmissionPlace place) : TransportConnection
{
    private bool _hasRead;
    private volatile bool _isClosing;

    public override EndPoint? LocalEndPoint => transport.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => transport.RemoteEndPoint;

    public override TransportSecurity? Security => transport.Security;

    public override bool PrefersZeroByteReads => transport.PrefersZeroByteReads;

    public override async ValueTask EstablishAsync(CancellationToken cancellationToken)
    {
        var accepted = RemoteEndPoint;
        try
        {
            await transport.EstablishAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException exception) when (exception.Failure == TransportFailure.LeftInSilence)
        {
            place.CountProbe();
            throw;
        }

        // A proxy that announces nobody speaks for itself, and it is trusted.
        if (!Equals(RemoteEndPoint, accepted) && RemoteEndPoint is IPEndPoint announced && !place.Identify(announced.Address))
        {
            Abort();
            throw new TransportException(TransportFailure.Other, $"{announced} is not admitted: its network is denied, or a limit reached.");
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _hasRead ? transport.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.WriteAsync(buffer, cancellationToken);

    public override void Abort()
    {
        _isClosing = true;
        transport.Abort();
        place.Leave();
    }

    public override async ValueTask DisposeAsync()
    {
        _isClosing = true;
        try
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            place.Leave();
        }
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await transport.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _hasRead = read > 0;
            if (read == 0 && !buffer.IsEmpty && !_isClosing)
            {
                place.CountProbe();
            }

            return read;
        }
        catch (IOException) when (!_isClosing)
        {
            place.CountProbe();
            throw;
        }
    }
}

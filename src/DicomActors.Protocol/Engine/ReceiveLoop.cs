using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Reads from the transport until it ends, and hands on what arrives. Between messages it waits with a small array of its own (or a
/// zero-byte read, where the transport would pin a buffer); a pooled one is used only while data keeps coming.
/// </summary>
internal sealed class ReceiveLoop
{
    // Holds the command of any message whole; that is all an idle association pins.
    private const int SmallBuffer = 512;

    private readonly ConnectionCore _core;
    private readonly PduReader _reader;
    private readonly MessageAssembler _assembler;
    private byte[]? _small;
    private byte[]? _pooled;
    private bool _isDeaf;

    public ReceiveLoop(ConnectionCore core)
    {
        _core = core;
        _reader = new PduReader(core.Options.PduLimits);
        _assembler = new MessageAssembler(core);
    }

    public long BytesReceived { get; private set; }

    public long MessagesReceived => _assembler.MessagesReceived;

    /// <summary>Position in the peer's stream of bytes, for error messages.</summary>
    public long Position => _reader.Position;

    /// <summary>Whether a message has begun and not ended.</summary>
    public bool IsInsideMessage => _assembler.IsInsideMessage;

    [SuppressMessage("Design", "CA1031", Justification = "Top of the loop: a fault becomes the end reason of the connection.")]
    public async Task RunAsync()
    {
        try
        {
            while (!_core.IsClosing)
            {
                var count = await ReadAsync().ConfigureAwait(false);
                if (count == 0)
                {
                    _core.OnReadEnded(null);
                    break;
                }

                await ProcessAsync((_pooled ?? _small).AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            _core.OnReadEnded(exception);
        }
        catch (Exception exception)
        {
            EngineLog.LoopFailed(_core.Logger, "receive", exception);
            _core.OnReceiveLoopFailed(exception);
        }

        ReturnPooled();
        await _assembler.DiscardAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync()
    {
        var isInside = !_reader.IsAtPduBoundary || _assembler.IsInsideMessage;
        var buffer = isInside ? Pooled() : Small();
        if (buffer.IsEmpty)
        {
            await _core.Transport.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            buffer = Pooled();
        }

        var read = _core.Transport.ReadAsync(buffer);
        int count;
        if (read.IsCompleted)
        {
            count = await read.ConfigureAwait(false);
        }
        else
        {
            // The time limit runs only while the peer owes us the rest of something.
            _core.OnReadWaits(isInside);
            count = await read.ConfigureAwait(false);
            _core.OnReadDone(isInside);
        }

        BytesReceived += count;
        _core.Options.Traffic?.AddReceived(count);
        _core.OnActivity();
        _core.Inspector?.OnBytes(TrafficDirection.Received, _core.Options.TimeProvider.GetUtcNow(), buffer.Span[..count]);
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ProcessAsync(ReadOnlyMemory<byte> bytes)
    {
        _core.HoldMessages();
        while (!_isDeaf && !_core.IsClosing)
        {
            var result = _reader.Read(bytes);
            bytes = bytes[result.Consumed..];
            if (result.Status == PduReadStatus.NeedMoreData)
            {
                break;
            }

            var take = TakeAsync(result);
            if (!take.IsCompletedSuccessfully)
            {
                _core.ReleaseMessages();
                await take.ConfigureAwait(false);
                _core.HoldMessages();
            }
        }

        _core.ReleaseMessages();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask TakeAsync(PduReadResult result)
    {
        switch (result.Status)
        {
            case PduReadStatus.Pdu:
                _core.Inspector?.OnPdu(TrafficDirection.Received, _core.Options.TimeProvider.GetUtcNow(), result.Pdu!);
                _core.OnPdu(result.Pdu!);
                break;
            case PduReadStatus.DataFragment when _core.OnData():
                await DeliverAsync(result.Fragment).ConfigureAwait(false);
                break;
            case PduReadStatus.Error:
                // PS3.8 table 9-10: after Evt19 nothing but the close of the transport matters.
                _isDeaf = true;
                _core.OnInvalidBytes(result.Error!);
                await _assembler.DiscardAsync().ConfigureAwait(false);
                break;
        }

        await _core.WaitForCallbacksAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DeliverAsync(DataFragment fragment)
    {
        _core.Inspector?.OnDataFragment(TrafficDirection.Received, _core.Options.TimeProvider.GetUtcNow(), fragment);
        if (await _assembler.AcceptAsync(fragment).ConfigureAwait(false) is { } error)
        {
            _core.OnInvalidBytes(error);
            await _assembler.DiscardAsync().ConfigureAwait(false);
        }
    }

    private Memory<byte> Pooled() => _pooled ??= ArrayPool<byte>.Shared.Rent(_core.Options.ReceiveBufferSize);

    private Memory<byte> Small()
    {
        ReturnPooled();
        return _core.Transport.PrefersZeroByteReads ? Memory<byte>.Empty : _small ??= new byte[SmallBuffer];
    }

    private void ReturnPooled()
    {
        if (_pooled is not null)
        {
            ArrayPool<byte>.Shared.Return(_pooled);
            _pooled = null;
        }
    }
}

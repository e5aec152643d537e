using System.Runtime.CompilerServices;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>
/// An uncompressed data set sent in the other VR encoding than its own: Explicit VR Little Endian as Implicit, or Implicit as
/// Explicit. It is rewritten while it is read, in constant memory, and not before: damage shows half-way, as an
/// <see cref="InvalidDataException"/> of the reader that names file, tag and offset.
/// </summary>
/// <remarks>
/// The values stay as they are; the bytes around them do not. Sequences and items get undefined length, group lengths
/// (gggg,0000) are left out, values of odd length are padded. To Explicit, VRs come from the dictionary: UN where it has none, as
/// for private elements, and where a value is too long for its VR (PS3.5 6.2.2). To Implicit, VRs are lost.
/// </remarks>
public sealed class ReencodedContent : DicomContent
{
    private readonly DicomContent _original;

    /// <summary>Content in the other encoding.</summary>
    /// <param name="original">An instance in Explicit or Implicit VR Little Endian.</param>
    /// <exception cref="ArgumentException">It has another transfer syntax.</exception>
    public ReencodedContent(DicomContent original)
        : base(original.SopClassUid, original.SopInstanceUid, Require(original.TransferSyntax))
    {
        _original = original;
    }

    /// <summary>Null: it shows only when it is read.</summary>
    public override long? Length => null;

    /// <inheritdoc />
    public override bool IsRepeatable => _original.IsRepeatable;

    /// <summary>The transfer syntax that content of this one can be re-encoded to; null if there is none.</summary>
    public static TransferSyntax? FindTarget(TransferSyntax original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return original.Equals(TransferSyntax.ExplicitVRLittleEndian) ? TransferSyntax.ImplicitVRLittleEndian
            : original.Equals(TransferSyntax.ImplicitVRLittleEndian) ? TransferSyntax.ExplicitVRLittleEndian
            : null;
    }

    /// <inheritdoc />
    public override async ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken)
    {
        var source = await _original.OpenAsync(cancellationToken).ConfigureAwait(false);
        var (name, origin) = _original is FileContent file ? (file.Path, file.Offset) : ($"Instance {SopInstanceUid}", 0);
        return new Reader(source, new DatasetReencoder(TransferSyntax.IsExplicitVR, origin, _original.Length), name);
    }

    private static TransferSyntax Require(TransferSyntax original) => FindTarget(original)
        ?? throw new ArgumentException($"{original.Name} cannot be re-encoded; only Explicit and Implicit VR Little Endian can.", nameof(original));

    private sealed class Reader(DicomContentReader source, DatasetReencoder reencoder, string name) : DicomContentReader
    {
        // Values longer than this are read past the buffer, right into that of the caller.
        private readonly byte[] _input = new byte[8192];
        private int _inputStart;
        private int _inputEnd;
        private int _outputTaken;
        private long _valueLeft;
        private bool _isEnd;

        private int Buffered => _inputEnd - _inputStart;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            while (buffer.Length > 0)
            {
                var written = Produce(buffer.Span);
                if (written > 0 || reencoder.IsComplete)
                {
                    return written;
                }

                if (_valueLeft > _input.Length && !reencoder.DropsValue)
                {
                    var wanted = (int)Math.Min(buffer.Length, _valueLeft);
                    var count = await source.ReadAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
                    _valueLeft -= count;
                    return count > 0 ? count : throw Ended();
                }

                await FillAsync(cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }

        public override ValueTask DisposeAsync() => source.DisposeAsync();

        /// <summary>Writes what can be had from the input that is there. Nothing: more input is needed, or it was all.</summary>
        private int Produce(Span<byte> destination)
        {
            var written = 0;
            while (written < destination.Length)
            {
                if (_outputTaken < reencoder.Output.Length)
                {
                    var output = reencoder.Output[_outputTaken..];
                    var count = Math.Min(output.Length, destination.Length - written);
                    output[..count].CopyTo(destination[written..]);
                    _outputTaken += count;
                    written += count;
                }
                else if (_valueLeft == 0)
                {
                    if (!Step())
                    {
                        break;
                    }
                }
                else if (Buffered == 0)
                {
                    break;
                }
                else
                {
                    written += TakeValue(destination[written..]);
                }
            }

            return written;
        }

        private bool Step()
        {
            var goesOn = reencoder.Step(_input.AsSpan(_inputStart, Buffered), _isEnd, out var consumed);
            _inputStart += consumed;
            _outputTaken = 0;
            _valueLeft = reencoder.ValueLength;
            return reencoder.Error is null ? goesOn : throw Damaged();
        }

        private int TakeValue(Span<byte> destination)
        {
            var count = (int)Math.Min(Buffered, _valueLeft);
            if (!reencoder.DropsValue)
            {
                count = Math.Min(count, destination.Length);
                _input.AsSpan(_inputStart, count).CopyTo(destination);
            }

            _inputStart += count;
            _valueLeft -= count;
            return reencoder.DropsValue ? 0 : count;
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            if (_isEnd)
            {
                throw Ended();
            }

            _input.AsSpan(_inputStart, Buffered).CopyTo(_input);
            (_inputStart, _inputEnd) = (0, Buffered);
            var count = await source.ReadAsync(_input.AsMemory(_inputEnd), cancellationToken).ConfigureAwait(false);
            _inputEnd += count;
            _isEnd = count == 0;
        }

        private InvalidDataException Ended()
        {
            reencoder.FailInValue(_valueLeft);
            return Damaged();
        }

        private InvalidDataException Damaged() => new($"{name}: {reencoder.Error}");
    }
}

using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>What keeps an idle TLS association small: waiting for data must not hold a buffer.</summary>
public sealed class TlsZeroByteReadTests
{
    [Fact]
    public async Task ZeroByteRead_Idle_WaitsUntilDataComes()
    {
        await using var pair = await TlsTestOptions.OpenAsync();
        await pair.AssertCarriesDataAsync();

        var waiting = pair.Server.ReadAsync(Memory<byte>.Empty).AsTask();
        Assert.False(waiting.IsCompleted);
        await pair.Client!.WriteAsync("wake up"u8.ToArray());

        Assert.Equal(0, await waiting.WaitAsync(TransportPair.Patience));
        Assert.Equal("wake up"u8.ToArray(), await TransportPair.ReadAsync(pair.Server, 7));
    }

    [Fact]
    public async Task ZeroByteRead_DataAlreadyDecrypted_CompletesAtOnce()
    {
        await using var pair = await TlsTestOptions.OpenAsync();
        await pair.Client!.WriteAsync("two parts"u8.ToArray());
        Assert.Equal("two"u8.ToArray(), await TransportPair.ReadAsync(pair.Server, 3));

        Assert.Equal(0, await pair.Server.ReadAsync(Memory<byte>.Empty).AsTask().WaitAsync(TransportPair.Patience));

        Assert.Equal(" parts"u8.ToArray(), await TransportPair.ReadAsync(pair.Server, 6));
    }

    [Fact]
    public async Task ZeroByteRead_PeerCloses_CompletesAndTheNextReadIsTheEnd()
    {
        await using var pair = await TlsTestOptions.OpenAsync();
        await pair.AssertCarriesDataAsync();
        var waiting = pair.Server.ReadAsync(Memory<byte>.Empty).AsTask();

        await pair.Client!.DisposeAsync();

        Assert.Equal(0, await waiting.WaitAsync(TransportPair.Patience));
        Assert.Equal(0, await pair.Server.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task ZeroByteRead_AfterTraffic_DoesNotCompleteOnAStaleReadinessEvent()
    {
        await using var pair = await TransportPair.OpenAsync(o => o, o => o);
        for (var round = 0; round < 200; round++)
        {
            await pair.Client!.WriteAsync(new byte[20_000]);
            await TransportPair.ReadAsync(pair.Server, 20_000);
            var waiting = pair.Server.ReadAsync(Memory<byte>.Empty).AsTask();

            // The other direction gives a stale event the time to come.
            await pair.Server.WriteAsync(new byte[20_000]);
            await TransportPair.ReadAsync(pair.Client, 20_000);

            Assert.False(waiting.IsCompleted, $"Round {round}: nothing was sent, yet the wait for data was over.");
            await pair.Client.WriteAsync(new byte[1]);
            Assert.Equal(0, await waiting.WaitAsync(TransportPair.Patience));
            await TransportPair.ReadAsync(pair.Server, 1);
        }
    }

    [Fact]
    public async Task SslStream_ZeroByteRead_WaitsInTheInnerStreamWithoutABuffer()
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        var serverSide = new RecordingStream(toServer.Reader, toClient.Writer);
        await using var server = new SslStream(serverSide);
        await using var client = new SslStream(new RecordingStream(toClient.Reader, toServer.Writer));
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = TestAuthority.Shared.Issue("server") }),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { TestAuthority.Shared.Certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            }));
        await client.WriteAsync("first"u8.ToArray());
        var buffer = new byte[100];
        Assert.Equal(5, await server.ReadAsync(buffer));

        var waiting = server.ReadAsync(Memory<byte>.Empty).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Equal(0, serverSide.LastReadLength);
        await client.WriteAsync("second"u8.ToArray());
        await waiting.WaitAsync(TransportPair.Patience);
        Assert.Equal(6, await server.ReadAsync(buffer));
    }

    /// <summary>One end of two pipes; remembers how long a buffer the last read brought.</summary>
    private sealed class RecordingStream(PipeReader reader, PipeWriter writer) : Stream
    {
        private readonly Stream _reader = reader.AsStream();
        private readonly Stream _writer = writer.AsStream();

        public int LastReadLength { get; private set; }

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LastReadLength = buffer.Length;
            return _reader.ReadAsync(buffer, cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _writer.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

        public override void Flush() => _writer.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _reader.Dispose();
                _writer.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

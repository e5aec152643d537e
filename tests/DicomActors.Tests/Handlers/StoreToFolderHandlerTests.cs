using System.Security.Cryptography;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;
using StreamContent = DicomActors.Protocol.Content.StreamContent;

namespace DicomActors.Tests.Handlers;

public sealed class StoreToFolderHandlerTests : DicomActorsSpec
{
    private static readonly AssociationRequest Request = VerificationRequest
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private readonly string _folder;
    private readonly StoreToFolderHandler _handler;

    public StoreToFolderHandlerTests(ITestOutputHelper output)
        : base(output)
    {
        // Not before the base class is made: nobody would delete it if that failed.
        _folder = Directory.CreateTempSubdirectory("dicomactors-store-").FullName;
        _handler = new StoreToFolderHandler(_folder);
        Dicom.Handlers.Register(DimseCommand.CStoreRequest, _handler);
    }

    [Fact]
    public async Task Instance_Stored_IsAPart10FileWithTheSameBytes()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var content = new MemoryContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, bytes);
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint, Request);

        opened.Connection.Tell(
            new SendRequest(new CStoreRequest(content)) { Options = new SendOptions { WantsProgress = true } }, TestActor);
        var completed = await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience);

        Assert.Equal(DimseStatus.Success, completed.Response.Status);
        var file = await File.ReadAllBytesAsync(_handler.GetPath(content.SopInstanceUid));
        Assert.Equal("DICM"u8, file.AsSpan(128, 4));
        Assert.Equal(bytes, file[^bytes.Length..]);
        Assert.Single(Directory.GetFiles(_folder));
        var progress = await NextEventAsync<TransferProgressEvent>(p => p.BytesSent == bytes.Length);
        Assert.Equal(bytes.Length, progress.TotalBytes);
    }

    [Fact]
    public async Task ManyInstances_StoredAndAsked_AllAreThere()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint, Request);
        var contents = Enumerable.Range(1, 20).Select(number => new MemoryContent(
            SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[number * 1000])).ToList();

        var results = await Task.WhenAll(contents.Select(
            content => opened.Connection.Ask<CStoreResult>(new Converse(new CStoreRequest(content)), Patience)));

        Assert.All(results, result => Assert.Equal(DimseStatus.Success, result.Status));
        Assert.All(contents, content => Assert.True(
            File.Exists(_handler.GetPath(content.SopInstanceUid)), $"{content.SopInstanceUid} should be in the folder."));
    }

    [Fact]
    public async Task AssociationAborted_InTheMiddleOfAnInstance_NothingIsLeftBehind()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint, Request);
        var content = new StreamContent(
            SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new EndlessStream(started), length: null);
        opened.Connection.Tell(new SendRequest(new CStoreRequest(content)), TestActor);
        await started.Task.WaitAsync(Patience);

        await opened.Connection.Ask<ConnectionClosed>(new AbortAssociation("enough"), Patience);
        await NextEventAsync<ConnectionClosedEvent>(e => e.ConnectionId != opened.ConnectionId);

        await AwaitAssertAsync(() => Assert.Empty(Directory.GetFileSystemEntries(_folder)), Patience);
        await FishForMessageAsync<RequestFailedEvent>(_ => true, Patience);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("/absolute")]
    [InlineData("a\\b:c*?")]
    [InlineData("CON")]
    public void TextThatIsNoUid_GetPath_StaysInTheFolder(string text)
    {
        var path = _handler.GetPath(new Uid(text));

        Assert.Equal(_folder, Path.GetDirectoryName(Path.GetFullPath(path)));
        Assert.StartsWith("not-a-uid-", Path.GetFileName(path), StringComparison.Ordinal);
    }

    [Fact]
    public void DifferentTexts_GetPath_AreDifferentFiles() =>
        Assert.NotEqual(_handler.GetPath(new Uid("1/2")), _handler.GetPath(new Uid("1_002f2")));

    protected override void AfterAll()
    {
        try
        {
            base.AfterAll();
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Zeros without end; tells when somebody has read a few of them.</summary>
    private sealed class EndlessStream(TaskCompletionSource started) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _read += count;
            if (_read > 5_000_000)
            {
                started.TrySetResult();
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class PendingOpenLimitTests(ITestOutputHelper output)
    : DicomActorsSpec(output, "dicom-actors.connections.maximum-pending-opens = 2")
{
    private Task<ConnectionOpened> OpenAsync(TransportConnector connector) =>
        Factory.Ask<ConnectionOpened>(new OpenConnection(new AdvancedDicomClientConnectionRequest { Connector = connector }), Patience);

    [Fact]
    public async Task TwoOpensUnderWay_Third_IsRefusedUntilOneOfThemIsOver()
    {
        var (succeeding, failing) = (new HeldConnector(), new HeldConnector());
        var first = OpenAsync(succeeding);
        var second = OpenAsync(failing);
        await Task.WhenAll(succeeding.Asked.Task, failing.Asked.Task).WaitAsync(Patience);

        var refusal = await Assert.ThrowsAsync<ConnectionRefusedException>(() => OpenAsync(new InMemoryTransport().Connector));
        succeeding.Result.SetResult(new InMemoryTransport().Client);
        await first;
        await AwaitAssertAsync(() => OpenAsync(new InMemoryTransport().Connector), Patience);
        failing.Result.SetException(new TransportException(TransportFailure.Refused, "refused"));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => second);

        Assert.Contains("dicom-actors.connections.maximum-pending-opens", refusal.Message, StringComparison.Ordinal);
        await AwaitAssertAsync(() => Task.WhenAll(OpenAsync(new HeldThenOpen()), OpenAsync(new HeldThenOpen())), Patience);
    }

    private sealed class HeldThenOpen : TransportConnector
    {
        public override string Target => "memory";

        public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new InMemoryTransport().Client;
        }
    }

    private sealed class HeldConnector : TransportConnector
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<TransportConnection> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override string Target => "memory";

        public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            Asked.SetResult();
            return await Result.Task.WaitAsync(cancellationToken);
        }
    }
}

using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Facade;
using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Facade;

public sealed class FacadeTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private async Task<IAdvancedDicomClientConnection> OpenAsync(AcceptorSettings? settings = null)
    {
        var (_, endPoint) = await ListenAsync(settings ?? new AcceptorSettings());
        return await new DefaultAdvancedDicomClientConnectionFactory(Sys).OpenConnectionAsync(
            AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port));
    }

    [Fact]
    public async Task EchoAndRelease_Awaited_EndInGoodOrder()
    {
        await using var connection = await OpenAsync();
        var association = await connection.OpenAssociationAsync(VerificationRequest);

        var echo = await connection.EchoAsync();
        await connection.ReleaseAsync();

        Assert.Single(association.AcceptedContexts);
        Assert.Equal(DimseStatus.Success, echo.Status);
    }

    [Fact]
    public async Task NotReleased_Disposed_AbortsTheAssociation()
    {
        var connection = await OpenAsync();
        await connection.OpenAssociationAsync(VerificationRequest);

        await connection.DisposeAsync();

        var events = await EventsUntilClosedAsync(connection.ConnectionId);
        Assert.Equal(ConnectionEndReason.AbortedByUs, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task ConnectionGone_Called_ThrowsInsteadOfWaiting()
    {
        var connection = await OpenAsync();
        await connection.OpenAssociationAsync(VerificationRequest);
        await connection.AbortAsync("done");
        await connection.DisposeAsync();

        var failure = await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => connection.EchoAsync());
        Assert.Equal("done", failure.Message);
    }

    [Fact]
    public async Task RequestQueued_Cancelled_ThrowsAndTheAssociationLivesOn()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            await release.Task.WaitAsync(cancelled);
            return exchange.CreateResponse(DimseStatus.Success);
        }));
        await using var connection = await OpenAsync(new AcceptorSettings { Handlers = handlers });
        await connection.OpenAssociationAsync(VerificationRequest);
        var first = connection.EchoAsync();
        using var cancellation = new CancellationTokenSource();
        var second = connection.EchoAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await NextEventAsync<RequestCancelledEvent>();
        release.SetResult();
        Assert.Equal(DimseStatus.Success, (await first).Status);
        await connection.ReleaseAsync();
    }

    [Fact]
    public async Task BeforeTheAssociation_Echo_FailsWithTheReason()
    {
        await using var connection = await OpenAsync();

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => connection.EchoAsync());

        Assert.Contains("no established association", failure.Message, StringComparison.Ordinal);
    }
}

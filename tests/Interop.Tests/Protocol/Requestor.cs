using DicomActors.Processes;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>The engine as association requestor. Disposing aborts what still runs.</summary>
internal sealed class Requestor : IAsyncDisposable
{
    private readonly Task<ConnectionEnd> _end;

    private Requestor(TransportConnector connector, AssociationRequest request, ServiceUser user)
    {
        User = user;
        Service = DicomService.ForRequestor(connector, request, user, DicomServiceOptions.Default, NullLogger.Instance);
        _end = Service.RunAsync(CancellationToken.None);
    }

    public DicomService Service { get; }

    public ServiceUser User { get; }

    /// <summary>Begins to connect.</summary>
    public static Requestor Start(TransportConnector connector, AssociationRequest request, ServiceUser? user = null) =>
        new(connector, request, user ?? new ServiceUser());

    /// <summary>Begins to connect to a port on loopback.</summary>
    public static Requestor Start(int port, AssociationRequest request, ServiceUser? user = null) =>
        Start(new TcpConnector("127.0.0.1", port), request, user);

    /// <summary>Sends a request.</summary>
    public RequestListener Send(DimseRequest request)
    {
        var listener = new RequestListener();
        Service.Send(request, listener);
        return listener;
    }

    /// <summary>How the connection ended, once it has.</summary>
    public Task<ConnectionEnd> EndAsync() => _end.WaitAsync(RunningProgram.Patience);

    /// <summary>Releases the association and expects that it ends so.</summary>
    public async Task ReleaseAsync()
    {
        Service.Release();
        var end = await EndAsync();
        Assert.True(end.Reason == ConnectionEndReason.Released, $"expected a release, got {end}");
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

using Comparison.Measuring;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Client.Advanced.Association;
using FellowOakDicom.Network.Client.Advanced.Connection;

namespace Comparison.FoDicom;

/// <summary>A connection with its association.</summary>
internal sealed class Association : IDisposable
{
    private readonly IAdvancedDicomClientConnection _connection;
    private readonly IAdvancedDicomClientAssociation _open;

    private Association(IAdvancedDicomClientConnection connection, IAdvancedDicomClientAssociation open)
    {
        _connection = connection;
        _open = open;
    }

    /// <summary>Sends a request and waits for its response.</summary>
    /// <exception cref="BenchException">It is not Success, or there is none.</exception>
    public async Task SendAsync(DicomRequest request)
    {
        await foreach (var response in _open.SendRequestAsync(request, CancellationToken.None))
        {
            if (response.Status == DicomStatus.Success)
            {
                return;
            }

            throw new BenchException($"A request ended with {response.Status}.");
        }

        throw new BenchException("A request has had no response.");
    }

    /// <summary>Connects and associates for what a request needs.</summary>
    public static async Task<Association> OpenAsync(int port, DicomRequest request)
    {
        var connection = await AdvancedDicomClientConnectionFactory.OpenConnectionAsync(
            new AdvancedDicomClientConnectionRequest
            {
                NetworkStreamCreationOptions = new NetworkStreamCreationOptions { Host = "127.0.0.1", Port = port, NoDelay = true },
            },
            CancellationToken.None);
        var association = new AdvancedDicomClientAssociationRequest { CallingAE = "BENCH", CalledAE = "ANY-SCP" };
        association.PresentationContexts.AddFromRequest(request);
        return new Association(connection, await connection.OpenAssociationAsync(association, CancellationToken.None));
    }

    /// <summary>Releases the association in good order.</summary>
    public async Task ReleaseAsync() => await _open.ReleaseAsync(CancellationToken.None);

    public void Dispose()
    {
        _open.Dispose();
        _connection.Dispose();
    }
}

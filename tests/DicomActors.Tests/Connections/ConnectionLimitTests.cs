using DicomActors.Connections;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class ConnectionLimitTests(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.connections.maximum = 2")
{
    [Fact]
    public async Task LimitReached_OpenConnection_IsRefusedAndNamesTheSetting()
    {
        var (_, endPoint) = await ListenAsync();
        await AssociateAsync(endPoint);

        var refusal = await Assert.ThrowsAsync<ConnectionRefusedException>(() => ConnectAsync(endPoint));

        Assert.Contains("dicom-actors.connections.maximum", refusal.Message, StringComparison.Ordinal);
    }
}

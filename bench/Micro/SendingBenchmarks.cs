using BenchmarkDotNet.Attributes;
using DicomActors.Protocol;
using DicomActors.Protocol.Dimse;
using Micro.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Micro;

/// <summary>
/// The engine as requestor, to a peer in memory that costs nothing: queueing, fragmenting, the state machine, the response, the outcome.
/// </summary>
[MemoryDiagnoser]
public class SendingBenchmarks
{
    private readonly OutcomeListener _listener = new();
    private DicomService _service = null!;
    private DimseRequest _request = null!;

    [ParamsAllValues]
    public MessageKind Message { get; set; }

    // In process BenchmarkDotNet 0.14 does not wait for asynchronous setups and cleanups (its issue 1738).
    [GlobalSetup]
    public void Prepare() => PrepareAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void End()
    {
        _listener.RequireSuccess();
        _service.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Benchmark]
    public async Task SendAsync()
    {
        var ended = _listener.NextAsync();
        _service.Send(_request, _listener);
        await ended;
    }

    private async Task PrepareAsync()
    {
        _request = Message == MessageKind.Echo ? new CEchoRequest() : Samples.Store();
        var transport = new AnsweringTransport(Samples.SmallProposal(), _request);
        var user = new WillingUser();
        _service = DicomService.ForRequestor(
            new FixedConnector(transport), Samples.SmallProposal(), user, DicomServiceOptions.Default, NullLogger.Instance);
        _ = _service.RunAsync(CancellationToken.None);
        await user.Established;
    }
}

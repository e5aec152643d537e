using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Storage;

public sealed class DuplicateTests(ITestOutputHelper output) : ArchiveStoreSpec(output)
{
    private const string Path = "1/1.2/1.2.3.1.dcm";
    private const ushort Success = 0x0000;
    private const ushort Duplicate = 0x0111;

    private static readonly EncodedDataset First = Datasets.Create(fill: 1);
    private static readonly EncodedDataset Different = Datasets.Create(fill: 2);

    [Theory]
    [InlineData(DuplicatePolicy.Keep, Success, Success, 1)]
    [InlineData(DuplicatePolicy.Replace, Success, Success, 2)]
    [InlineData(DuplicatePolicy.ReplaceIfIdentical, Success, Duplicate, 1)]
    [InlineData(DuplicatePolicy.Refuse, Duplicate, Duplicate, 1)]
    public async Task InstanceComesAgain_Stored_IsTreatedAsThePolicySays(DuplicatePolicy policy, ushort identical, ushort different, byte remaining)
    {
        var connection = await AssociateAsync(await StartAsync(Options with { Duplicates = policy }));
        await StoreAsync(connection, First);

        var again = await StoreAsync(connection, First);
        var other = await StoreAsync(connection, Different);

        Assert.Equal((identical, different), (again.Status.Code, other.Status.Code));
        Assert.Equal([Path], Everything);
        Assert.Equal((remaining == 1 ? First : Different).Bytes.ToArray(), DatasetIn(Path));
    }

    [Fact]
    public async Task AnotherLength_ReplaceIfIdentical_IsRefused()
    {
        var connection = await AssociateAsync(await StartAsync(Options with { Duplicates = DuplicatePolicy.ReplaceIfIdentical }));
        await StoreAsync(connection, First);

        var longer = await StoreAsync(connection, Datasets.Create(pixels: 200_000, fill: 1));
        var otherSyntax = await StoreAsync(connection, Datasets.Create(transferSyntax: TransferSyntax.ImplicitVRLittleEndian, fill: 1));

        Assert.Equal((Duplicate, Duplicate), (longer.Status.Code, otherSyntax.Status.Code));
        Assert.Equal(First.Bytes.ToArray(), DatasetIn(Path));
    }

    [Fact]
    public async Task KeptDuplicate_Registered_IsWhatLiesInTheFolder()
    {
        var connection = await AssociateAsync(await StartAsync(Options));
        var kept = Datasets.Create(transferSyntax: TransferSyntax.ImplicitVRLittleEndian, pixels: 1000);
        await StoreAsync(connection, kept);

        await StoreAsync(connection, Different);

        Assert.Equal(2, Registered.Count);
        Assert.Equal((Registered[0].TransferSyntax, Registered[0].Length, Registered[0].RelativePath), (Registered[1].TransferSyntax, Registered[1].Length, Registered[1].RelativePath));
        Assert.Equal(Registered[0].Attributes.Bytes.ToArray(), Registered[1].Attributes.Bytes.ToArray());
    }

    [Fact]
    public async Task FileThatIsNoInstance_InTheWay_IsNotTouched()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Folder, "1/1.2"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(Folder, Path), "mine");
        var connection = await AssociateAsync(await StartAsync(Options));

        var response = await StoreAsync(connection, First);

        Assert.Equal(DimseStatus.OutOfResources, response.Status);
        Assert.Equal("mine", await File.ReadAllTextAsync(System.IO.Path.Combine(Folder, Path)));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Keep)]
    [InlineData(DuplicatePolicy.Replace)]
    [InlineData(DuplicatePolicy.ReplaceIfIdentical)]
    [InlineData(DuplicatePolicy.Refuse)]
    public async Task SameInstanceOnManyConnections_StoredAtOnce_EndsConsistently(DuplicatePolicy policy)
    {
        const int Connections = 8;
        var endPoint = await StartAsync(Options with { Duplicates = policy });
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => AssociateAsync(endPoint)));
        for (var round = 1; round <= 5; round++)
        {
            // Two versions of one instance, each from several senders.
            var versions = new[] { Datasets.Create(round, fill: 1), Datasets.Create(round, fill: 2) };
            var responses = await Task.WhenAll(connections.Select((connection, index) => StoreAsync(connection, versions[index % 2])));

            var path = $"1/1.2/1.2.3.{round}.dcm";
            var winner = DatasetIn(path).AsSpan().SequenceEqual(versions[0].Bytes.Span) ? 0 : 1;
            Assert.Equal(versions[winner].Bytes.ToArray(), DatasetIn(path));
            var stored = responses.Select((response, index) => (index % 2, response.Status.Code)).ToList();
            Assert.All(stored, outcome => Assert.True(outcome.Code is Success or Duplicate, $"round {round}: unexpected status {outcome.Code:X4}"));
            switch (policy)
            {
                case DuplicatePolicy.Refuse:
                    Assert.Single(stored, outcome => outcome.Code == Success);
                    break;
                case DuplicatePolicy.ReplaceIfIdentical:
                    Assert.All(stored, outcome => Assert.Equal(outcome.Item1 == winner, outcome.Code == Success));
                    break;
                default:
                    Assert.All(stored, outcome => Assert.Equal(Success, outcome.Code));
                    break;
            }
        }

        Assert.Equal(5, Everything.Count);
    }
}

using Akka.Actor;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Samples.Tests;

public sealed class PerformedStepHandlerTests(ITestOutputHelper output) : SampleSpec(output)
{
    private static readonly Uid Step = new("1.2.3");
    private static readonly DicomTag Description = new(0x0040, 0x0254);

    private static AssociationRequest Association { get; } =
        new AssociationRequest("MODALITY", "MPPS").WithContext(SopClasses.ModalityPerformedProcedureStep, TransferSyntax.ImplicitVRLittleEndian);

    private Task<IActorRef> ServeAsync() => ServeAsync(Props.Create(() => new PerformedStepHandler(Folder)), Association);

    private static EncodedDataset Attributes(string? state, string comment = "") => state is null
        ? new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.Modality, "CT").Build()
        : new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.PerformedProcedureStepStatus, state).Add(Description, comment).Build();

    private static async Task<DimseResponse> CreateAsync(IActorRef connection, string? state, Uid? instance = null) => (await AskAsync<NCreateResult>(
        connection,
        new NCreateRequest(SopClasses.ModalityPerformedProcedureStep) { SopInstanceUid = instance ?? Step, AttributeList = Attributes(state) })).Response;

    private static async Task<DimseResponse> ChangeAsync(IActorRef connection, string state, string comment = "", Uid? instance = null) => (await AskAsync<NSetResult>(
        connection,
        new NSetRequest(SopClasses.ModalityPerformedProcedureStep, instance ?? Step, Attributes(state, comment)))).Response;

    private EncodedDataset Kept()
    {
        Assert.True(DicomJson.TryRead(
            File.ReadAllBytes(Path.Combine(Folder, "1.2.3.json")), TransferSyntax.ExplicitVRLittleEndian, out var step, out var error), $"{error}");
        return step;
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("DISCONTINUED")]
    public async Task Step_CreatedChangedAndEnded_IsKeptAndNeverChangesAgain(string end)
    {
        var connection = await ServeAsync();

        Assert.Equal(DimseStatus.Success, (await CreateAsync(connection, "IN PROGRESS")).Status);
        Assert.Equal(DimseStatus.Success, (await ChangeAsync(connection, "IN PROGRESS", "größer")).Status);
        Assert.Equal("größer", Kept().GetString(Description));
        Assert.Equal(DimseStatus.Success, (await ChangeAsync(connection, end, "done")).Status);
        var late = await ChangeAsync(connection, "IN PROGRESS");

        Assert.Equal((DimseStatus.ProcessingFailure, (ushort?)0xA710), (late.Status, late.ErrorId));
        Assert.Equal((end, "done"), (Kept().GetString(DicomTag.PerformedProcedureStepStatus), Kept().GetString(Description)));
    }

    [Fact]
    public async Task Step_CreatedWithoutAUid_IsGivenOne()
    {
        var created = await CreateAsync(await ServeAsync(), "IN PROGRESS", Uid.Empty);

        Assert.Equal(DimseStatus.Success, created.Status);
        Assert.True(created.AffectedSopInstanceUid.IsValid, "The answer should name the new instance.");
        Assert.True(File.Exists(Path.Combine(Folder, $"{created.AffectedSopInstanceUid}.json")));
    }

    [Theory]
    [InlineData("COMPLETED", 0x0106)]
    [InlineData(null, 0x0120)]
    public async Task Step_CreatedInAnotherState_IsRefused(string? state, int status) =>
        Assert.Equal(new DimseStatus((ushort)status), (await CreateAsync(await ServeAsync(), state)).Status);

    [Fact]
    public async Task Step_CreatedTwice_IsADuplicate()
    {
        var connection = await ServeAsync();
        await CreateAsync(connection, "IN PROGRESS");

        Assert.Equal(DimseStatus.DuplicateSopInstance, (await CreateAsync(connection, "IN PROGRESS")).Status);
    }

    [Fact]
    public async Task Step_ChangedToNonsenseOrNotThere_IsRefused()
    {
        var connection = await ServeAsync();
        await CreateAsync(connection, "IN PROGRESS");

        Assert.Equal(DimseStatus.InvalidAttributeValue, (await ChangeAsync(connection, "PAUSED")).Status);
        Assert.Equal(DimseStatus.NoSuchSopInstance, (await ChangeAsync(connection, "COMPLETED", instance: new Uid("9.9"))).Status);
    }
}

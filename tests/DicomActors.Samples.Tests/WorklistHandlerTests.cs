using System.Text.Json;
using Akka.Actor;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Samples.Tests;

public sealed class WorklistHandlerTests(ITestOutputHelper output) : SampleSpec(output)
{
    private static AssociationRequest Association { get; } =
        new AssociationRequest("MODALITY", "WORKLIST").WithContext(SopClasses.ModalityWorklistFind, TransferSyntax.ImplicitVRLittleEndian);

    private void Put(string accession, string modality, string date, string patient = "Größe^Jürgen")
    {
        var entry = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.AccessionNumber, accession).Add(DicomTag.PatientName, patient).Add(DicomTag.StudyInstanceUid, "1.2.3");
        entry.AddItem(DicomTag.ScheduledProcedureStepSequence)
            .Add(DicomTag.Modality, modality).Add(DicomTag.ScheduledProcedureStepStartDate, date).Add(DicomTag.ScheduledStationAETitle, "MODALITY");
        using var file = File.Create(Path.Combine(Folder, accession + ".json"));
        using var writer = new Utf8JsonWriter(file);
        Assert.Null(DicomJson.Write(writer, entry.Build()));
    }

    private static async Task<string[]> QueryAsync(IActorRef connection, string patient = "", string modality = "", string date = "")
    {
        var keys = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 192").Add(DicomTag.AccessionNumber, "").Add(DicomTag.PatientName, patient).Add(DicomTag.PatientWeight, "");
        keys.AddItem(DicomTag.ScheduledProcedureStepSequence).Add(DicomTag.Modality, modality).Add(DicomTag.ScheduledProcedureStepStartDate, date);
        var result = await AskAsync<CFindResult>(connection, new CFindRequest(SopClasses.ModalityWorklistFind, keys.Build()));
        Assert.Equal(DimseStatus.Success, result.Status);
        return [.. result.Matches.Select(match => match.GetString(DicomTag.AccessionNumber)!)];
    }

    [Fact]
    public async Task Entries_AskedByKeysOfTheStep_TheMatchingComeBack()
    {
        Put("A1", "CT", "20260101");
        Put("A2", "MR", "20260102");
        Put("A3", "CT", "20260103", patient: "DOE^JANE");
        await File.WriteAllTextAsync(Path.Combine(Folder, "broken.json"), "{");
        var connection = await ServeAsync(Props.Create(() => new WorklistHandler(Folder)), Association);

        Assert.Equal(["A1", "A2", "A3"], await QueryAsync(connection));
        Assert.Equal(["A1", "A3"], await QueryAsync(connection, modality: "CT"));
        Assert.Equal(["A2", "A3"], await QueryAsync(connection, date: "20260102-"));
        Assert.Equal(["A2"], await QueryAsync(connection, date: "20260102"));
        Assert.Equal(["A1"], await QueryAsync(connection, date: "-20260102", modality: "CT"));
        Assert.Equal(["A1", "A2"], await QueryAsync(connection, patient: "größe*"));
        Assert.Equal(["A3"], await QueryAsync(connection, patient: "doe^j?ne"));
        Assert.Empty(await QueryAsync(connection, modality: "US"));
    }

    [Fact]
    public async Task Answer_HasTheKeysAskedForAndNoOthers()
    {
        Put("A1", "CT", "20260101");
        var connection = await ServeAsync(Props.Create(() => new WorklistHandler(Folder)), Association);
        var keys = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.PatientName, "").Add(DicomTag.PatientWeight, "");
        keys.AddItem(DicomTag.ScheduledProcedureStepSequence).Add(DicomTag.Modality, "CT");

        var result = await AskAsync<CFindResult>(connection, new CFindRequest(SopClasses.ModalityWorklistFind, keys.Build()));

        var answer = Assert.Single(result.Matches);
        Assert.Equal(("Größe^Jürgen", ""), (answer.GetString(DicomTag.PatientName), answer.GetString(DicomTag.PatientWeight)));
        Assert.False(answer.Contains(DicomTag.AccessionNumber), "Only the keys asked for should come back.");
        var step = Assert.Single(answer.GetItems(DicomTag.ScheduledProcedureStepSequence));
        Assert.Equal("CT", step.GetString(DicomTag.Modality));
        Assert.False(step.Contains(DicomTag.ScheduledStationAETitle), "Only the keys asked for should come back, in sequences too.");
    }

    [Fact]
    public async Task Entry_PutThereLater_IsFound()
    {
        var connection = await ServeAsync(Props.Create(() => new WorklistHandler(Folder)), Association);
        Assert.Empty(await QueryAsync(connection));

        Put("A1", "CT", "20260101");

        Assert.Equal(["A1"], await QueryAsync(connection));
    }
}

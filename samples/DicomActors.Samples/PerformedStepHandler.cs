using System.Text.Json;
using Akka.Actor;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Samples;

/// <summary>
/// Modality performed procedure steps (PS3.4 F.7): created IN PROGRESS, changed until they are COMPLETED or DISCONTINUED, then never
/// again. Each is a file in the DICOM JSON model (PS3.18 F), which is all the state there is.
/// </summary>
public sealed class PerformedStepHandler : DicomRequestHandlerActor
{
    // PS3.4 F.7.2.2.3: what says "may no longer be updated".
    private const ushort MayNoLongerBeUpdated = 0xA710;
    private const string InProgress = "IN PROGRESS";

    private static readonly string[] States = [InProgress, "COMPLETED", "DISCONTINUED"];

    private readonly string _folder;

    /// <summary>Keeps the steps in a folder, which is made if it is not there.</summary>
    public PerformedStepHandler(string folder)
        : base((DimseCommand.NCreateRequest, SopClasses.ModalityPerformedProcedureStep), (DimseCommand.NSetRequest, SopClasses.ModalityPerformedProcedureStep))
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Receive<InboundRequestReceived>(
            received => received.Request is NCreateRequest,
            received => Sender.Tell(received.Answer(Create((NCreateRequest)received.Request))));
        Receive<InboundRequestReceived>(received => Sender.Tell(received.Answer(Change((NSetRequest)received.Request))));
    }

    private NCreateResponse Create(NCreateRequest request)
    {
        var instance = request.SopInstanceUid.IsEmpty ? Uid.Generate() : request.SopInstanceUid;
        if (!instance.IsValid)
        {
            return new NCreateResponse(DimseStatus.InvalidSopInstance);
        }

        if (File.Exists(PathOf(instance)))
        {
            return new NCreateResponse(DimseStatus.DuplicateSopInstance);
        }

        if (request.AttributeList?.GetString(DicomTag.PerformedProcedureStepStatus) is not { } state)
        {
            return new NCreateResponse(DimseStatus.MissingAttribute) { OffendingElements = [DicomTag.PerformedProcedureStepStatus] };
        }

        if (state != InProgress)
        {
            return new NCreateResponse(DimseStatus.InvalidAttributeValue) { OffendingElements = [DicomTag.PerformedProcedureStepStatus] };
        }

        Write(instance, request.AttributeList);
        return new NCreateResponse(DimseStatus.Success) { AffectedSopInstanceUid = instance };
    }

    private NSetResponse Change(NSetRequest request)
    {
        if (!request.SopInstanceUid.IsValid || !File.Exists(PathOf(request.SopInstanceUid)))
        {
            return new NSetResponse(DimseStatus.NoSuchSopInstance);
        }

        var step = Read(request.SopInstanceUid);
        if (step.GetString(DicomTag.PerformedProcedureStepStatus) != InProgress)
        {
            return new NSetResponse(DimseStatus.ProcessingFailure)
            {
                ErrorId = MayNoLongerBeUpdated,
                ErrorComment = "Performed Procedure Step may no longer be updated",
            };
        }

        if (request.ModificationList.GetString(DicomTag.PerformedProcedureStepStatus) is { } state && !States.Contains(state))
        {
            return new NSetResponse(DimseStatus.InvalidAttributeValue) { OffendingElements = [DicomTag.PerformedProcedureStepStatus] };
        }

        var changed = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        changed.AddAll(step);
        if (changed.AddAll(request.ModificationList) is not null)
        {
            return new NSetResponse(DimseStatus.ProcessingFailure) { ErrorComment = "The modification list is damaged" };
        }

        Write(request.SopInstanceUid, changed.Build());
        return new NSetResponse(DimseStatus.Success);
    }

    private string PathOf(Uid instance) => Path.Combine(_folder, $"{instance}.json");

    private EncodedDataset Read(Uid instance) =>
        DicomJson.TryRead(File.ReadAllBytes(PathOf(instance)), TransferSyntax.ExplicitVRLittleEndian, out var step, out var error)
            ? step
            : throw new InvalidDataException($"{PathOf(instance)}: {error}");

    private void Write(Uid instance, EncodedDataset step)
    {
        // Written aside and renamed: a step is never half there.
        var aside = PathOf(instance) + ".part";
        using (var file = File.Create(aside))
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            if (DicomJson.Write(writer, step) is { } error)
            {
                throw new InvalidDataException($"The attributes are damaged: {error}");
            }
        }

        File.Move(aside, PathOf(instance), overwrite: true);
    }
}

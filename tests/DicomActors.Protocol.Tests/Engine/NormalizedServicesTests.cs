using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>DIMSE-N from engine to engine: every attribute of request and response arrives (PS3.7 10.1, 10.3).</summary>
public sealed class NormalizedServicesTests
{
    private static readonly Uid SopClass = SopClasses.ModalityPerformedProcedureStep;
    private static readonly Uid Instance = new("1.2.3.4.5");
    private static readonly AssociationRequest Request = new AssociationRequest("SCU", "SCP").WithContext(SopClass, TransferSyntax.ExplicitVRLittleEndian);
    private static readonly AcceptorPolicy Policy = new AcceptorPolicy().WithSopClass(SopClass, TransferSyntax.ExplicitVRLittleEndian);

    [Fact]
    public async Task Create_PeerChoosesTheInstance_ItsUidAndAttributesComeBack()
    {
        var (request, response) = await ExchangeAsync(
            new NCreateRequest(SopClass) { AttributeList = Engines.Keys },
            new NCreateResponse(DimseStatus.Success) { AffectedSopInstanceUid = Instance, AttributeList = Engines.Keys });
        var create = Assert.IsType<NCreateRequest>(request);
        Assert.Equal(default, create.SopInstanceUid);
        AssertKeys(create.AttributeList);
        Assert.Equal(Instance, response.AffectedSopInstanceUid);
        AssertKeys(Assert.IsType<NCreateResponse>(response).AttributeList);
    }

    [Fact]
    public async Task Set_Refused_ErrorAttributesArrive()
    {
        var (request, response) = await ExchangeAsync(
            new NSetRequest(SopClass, Instance, Engines.Keys),
            new NSetResponse(DimseStatus.InvalidAttributeValue)
            {
                AttributeList = Engines.Keys, ErrorComment = "not in the list", ErrorId = 77, OffendingElements = [DicomTag.PatientName],
            });
        AssertKeys(Assert.IsType<NSetRequest>(request).ModificationList);
        Assert.Equal(DimseStatus.InvalidAttributeValue, response.Status);
        Assert.Equal("not in the list", response.ErrorComment);
        Assert.Equal((ushort?)77, response.ErrorId);
        Assert.Equal([DicomTag.PatientName], response.OffendingElements);
        Assert.Equal((SopClass, Instance), (response.AffectedSopClassUid, response.AffectedSopInstanceUid));
        AssertKeys(response.Dataset);
    }

    [Fact]
    public async Task Get_SomeAttributes_AreNamedAndComeBack()
    {
        var (request, response) = await ExchangeAsync(
            new NGetRequest(SopClass, Instance) { AttributeIdentifiers = [DicomTag.PatientName, DicomTag.StudyInstanceUid] },
            new NGetResponse(DimseStatus.Success) { AttributeList = Engines.Keys });
        Assert.Equal([DicomTag.PatientName, DicomTag.StudyInstanceUid], Assert.IsType<NGetRequest>(request).AttributeIdentifiers);
        AssertKeys(Assert.IsType<NGetResponse>(response).AttributeList);
    }

    [Fact]
    public async Task Action_WithInformation_TypeAndReplyComeBack()
    {
        var (request, response) = await ExchangeAsync(
            new NActionRequest(SopClass, Instance, 3) { ActionInformation = Engines.Keys },
            new NActionResponse(DimseStatus.Success) { ActionReply = Engines.Keys });
        Assert.Equal(3, Assert.IsType<NActionRequest>(request).ActionTypeId);
        AssertKeys(request.Dataset);
        Assert.Equal((ushort?)3, Assert.IsType<NActionResponse>(response).ActionTypeId);
        AssertKeys(response.Dataset);
    }

    [Fact]
    public async Task Delete_NoSuchInstance_StatusAndInstanceComeBack()
    {
        var (request, response) = await ExchangeAsync(new NDeleteRequest(SopClass, Instance), new NDeleteResponse(DimseStatus.NoSuchSopInstance));
        Assert.Equal(Instance, Assert.IsType<NDeleteRequest>(request).SopInstanceUid);
        Assert.Equal((DimseStatus.NoSuchSopInstance, Instance), (response.Status, response.AffectedSopInstanceUid));
    }

    [Fact]
    public async Task EventReport_FromAcceptorToRequestor_TypeAndReplyComeBack()
    {
        var clientUser = new RecordingUser
        {
            OnRequest = static request => request.Respond(new NEventReportResponse(DimseStatus.Success) { EventReply = Engines.Keys }),
        };
        var (client, server) = await Engines.PairAsync(clientUser, new RecordingUser { Policy = Policy }, Request);
        var listener = new RecordingListener();
        server.Send(new NEventReportRequest(SopClass, Instance, 2) { EventInformation = Engines.Keys }, listener);
        var response = Assert.IsType<NEventReportResponse>(await listener.ResponseAsync());
        Assert.Equal((ushort?)2, response.EventTypeId);
        AssertKeys(response.EventReply);
        var report = Assert.IsType<NEventReportRequest>((await clientUser.FirstRequest.Patiently()).Request);
        Assert.Equal((Instance, 2), (report.SopInstanceUid, report.EventTypeId));
        AssertKeys(report.EventInformation);
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    private static void AssertKeys(EncodedDataset? dataset) => Assert.Equal(Engines.Keys.Bytes.ToArray(), dataset?.Bytes.ToArray());

    private static async Task<(DimseRequest Received, DimseResponse Response)> ExchangeAsync(DimseRequest request, DimseResponse answer)
    {
        var serverUser = new RecordingUser { Policy = Policy, OnRequest = inbound => inbound.Respond(answer) };
        var (client, server) = await Engines.PairAsync(new RecordingUser(), serverUser, Request);
        var listener = new RecordingListener();
        client.Send(request, listener);
        var response = await listener.ResponseAsync();
        await client.DisposeAsync();
        await server.DisposeAsync();
        return ((await serverUser.FirstRequest.Patiently()).Request, response);
    }
}

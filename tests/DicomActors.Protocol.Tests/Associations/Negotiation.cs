using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Associations;

/// <summary>Negotiates a request with a policy over encoded PDUs, as two peers would.</summary>
internal static class Negotiation
{
    public static AssociationAcceptance Accept(AssociateRequestPdu request, AcceptorPolicy policy, PduLimits? limits = null) =>
        Assert.IsType<AssociationAcceptance>(AcceptorNegotiation.Negotiate(request, policy, limits ?? PduLimits.Default));

    public static AssociationRejection Reject(AssociateRequestPdu request, AcceptorPolicy policy) =>
        Assert.IsType<AssociationRejection>(AcceptorNegotiation.Negotiate(request, policy, PduLimits.Default));

    public static (Association Requestor, Association Acceptor) Associate(AssociationRequest request, AcceptorPolicy policy)
    {
        AssociateRequestPdu pdu = Codec.Bytes.Decode<AssociateRequestPdu>(PduWriter.ToArray(RequestorNegotiation.CreateRequest(request, PduLimits.Default)));
        AssociationAcceptance acceptance = Accept(pdu, policy);
        return (Conclude(request, Codec.Bytes.Decode<AssociateAcceptPdu>(PduWriter.ToArray(acceptance.Pdu))), acceptance.Association);
    }

    public static Association Conclude(AssociationRequest request, AssociateAcceptPdu accept)
    {
        Assert.True(RequestorNegotiation.TryConclude(request, accept, PduLimits.Default, out Association? association, out PduError? error), error?.ToString());
        return association;
    }

    public static PduError Refuse(AssociationRequest request, AssociateAcceptPdu accept)
    {
        Assert.False(RequestorNegotiation.TryConclude(request, accept, PduLimits.Default, out _, out PduError? error));
        return error;
    }

    public static AssociateAcceptPdu AcceptPdu(params PresentationContextAnswerItem[] answers) => new()
    {
        FixedFields = new AssociateFixedFields("X", "Y"),
        PresentationContexts = ItemList.Create<PresentationContextAnswerItem>(answers),
    };
}

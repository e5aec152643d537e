using System.Globalization;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>PDUs in the words of the standard. No secrets: of a user identity only kind and lengths.</summary>
internal static class PduText
{
    /// <summary>As "A-ASSOCIATE-RQ".</summary>
    public static string NameOf(Pdu pdu) => pdu.Type switch
    {
        PduType.AssociateRequest => "A-ASSOCIATE-RQ",
        PduType.AssociateAccept => "A-ASSOCIATE-AC",
        PduType.AssociateReject => "A-ASSOCIATE-RJ",
        PduType.ReleaseRequest => "A-RELEASE-RQ",
        PduType.ReleaseResponse => "A-RELEASE-RP",
        _ => "A-ABORT",
    };

    /// <summary>The name of a UID, or the UID.</summary>
    public static string NameOf(Uid uid) => uid.Name ?? uid.Value;

    /// <summary>What follows the name on the first line.</summary>
    public static string Summary(Pdu pdu) => pdu switch
    {
        AssociateRequestPdu request => $": {request.CallingAETitle} calls {request.CalledAETitle}",
        AssociateRejectPdu reject => $": {AssociationRejection.From(reject)}",
        AbortPdu abort => string.Create(CultureInfo.InvariantCulture, $": {abort.Source}, {abort.Reason} (source {(byte)abort.Source}, reason {(byte)abort.Reason})"),
        _ => "",
    };

    /// <summary>The lines below it.</summary>
    public static IEnumerable<string> Details(Pdu pdu) => pdu switch
    {
        AssociateRequestPdu request => [.. request.PresentationContexts.Select(Describe), .. Describe(request.UserInformation)],
        AssociateAcceptPdu accept => [.. accept.PresentationContexts.Select(Describe), .. Describe(accept.UserInformation)],
        _ => [],
    };

    private static string Describe(PresentationContextProposalItem context) => string.Create(
        CultureInfo.InvariantCulture, $"context {context.Id}: {NameOf(context.AbstractSyntax)} in {string.Join(" | ", context.TransferSyntaxes.Select(NameOf))}");

    private static string Describe(PresentationContextAnswerItem context) => string.Create(
        CultureInfo.InvariantCulture,
        $"context {context.Id}: {(context.Result == PresentationContextResult.Acceptance ? $"accepted in {NameOf(context.TransferSyntax)}" : $"refused, {context.Result} ({(byte)context.Result})")}");

    private static IEnumerable<string> Describe(UserInformation user)
    {
        var maximum = user.MaximumLength switch
        {
            null => "maximum length not stated",
            0 => "maximum length 0, no limit",
            { } length => string.Create(CultureInfo.InvariantCulture, $"maximum length {length}"),
        };
        yield return $"{maximum}; implementation {user.ImplementationClassUid.Value} {user.ImplementationVersionName}";
        if (user.AsynchronousOperationsWindow is { } window)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"asynchronous operations: {window.Invoked} invoked, {window.Performed} performed");
        }

        foreach (var role in user.RoleSelections)
        {
            yield return $"role for {NameOf(role.SopClassUid)}: SCU {(role.Scu ? "yes" : "no")}, SCP {(role.Scp ? "yes" : "no")}";
        }

        foreach (var extended in user.SopClassExtendedNegotiations)
        {
            yield return $"extended negotiation for {NameOf(extended.SopClassUid)}: {Convert.ToHexString(extended.ApplicationInformation.Span)}";
        }

        foreach (var common in user.SopClassCommonExtendedNegotiations)
        {
            yield return $"common extended negotiation for {NameOf(common.SopClassUid)}: {NameOf(common.ServiceClassUid)}; related {string.Join(" | ", common.RelatedGeneralSopClassUids.Select(NameOf))}";
        }

        if (user.UserIdentity is { } identity)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"user identity: {identity.Type}, {identity.PrimaryField.Count} and {identity.SecondaryField.Count} bytes, response {(identity.PositiveResponseRequested ? "" : "not ")}requested");
        }

        if (user.UserIdentityResponse is { } response)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"user identity accepted, response of {response.ServerResponse.Count} bytes");
        }
    }
}

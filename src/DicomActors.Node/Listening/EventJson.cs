using System.Text.Json;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.Output;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Listening;

/// <summary>Events as JSON objects, one on a line.</summary>
internal static class EventJson
{
    /// <summary>Writes one to standard output.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="side">Whose it is: <c>server</c>, <c>client</c> or <c>listener</c>.</param>
    public static void Write(IAdvancedDicomClientConnectionEvent happened, string side) => JsonOutput.WriteLine(json =>
    {
        json.WriteStartObject();
        json.WriteString("time", happened.Timestamp);
        json.WriteString("event", NameOf(happened));
        json.WriteString("side", side);
        if (happened.ConnectionId != ConnectionId.None)
        {
            json.WriteNumber("connection", happened.ConnectionId.Value);
        }

        WriteDetails(json, happened);
        json.WriteString("text", EventLine.Describe(happened));
        json.WriteEndObject();
    });

    private static void WriteDetails(Utf8JsonWriter json, IAdvancedDicomClientConnectionEvent happened)
    {
        switch (happened)
        {
            case AssociationRequestedEvent requested:
                json.WriteString("callingAETitle", requested.CallingAETitle);
                json.WriteString("calledAETitle", requested.CalledAETitle);
                break;
            case RequestReceivedEvent { Request: var request }:
                json.WriteString("command", request.Command.ServiceName());
                json.WriteString("sopClass", request.SopClassUid.Value);
                if (request is CStoreRequest store)
                {
                    json.WriteString("sopInstance", store.SopInstanceUid.Value);
                }

                break;
            case ConnectionClosedEvent closed:
                json.WriteString("reason", JsonNamingPolicy.CamelCase.ConvertName(closed.End.Reason.ToString()));
                json.WriteNumber("bytesSent", closed.BytesSent);
                json.WriteNumber("bytesReceived", closed.BytesReceived);
                break;
        }
    }

    /// <summary>As <c>associationRequested</c>.</summary>
    private static string NameOf(IAdvancedDicomClientConnectionEvent happened)
    {
        var name = happened.GetType().Name;
        name = name.EndsWith("Event", StringComparison.Ordinal) ? name[..^"Event".Length] : name;
        return JsonNamingPolicy.CamelCase.ConvertName(name.StartsWith("Dicom", StringComparison.Ordinal) ? name["Dicom".Length..] : name);
    }
}

using System.Text.Json;

namespace DicomActors.Protocol.Dimse;

/// <summary>Commands as the standard writes them (PS3.7 E.1).</summary>
public static class DimseCommandNames
{
    /// <summary>The message, as <c>C-STORE-RQ</c> or <c>N-EVENT-REPORT-RSP</c>; of a value that is none, <c>unknown command 1234H</c>.</summary>
    public static string MessageName(this DimseCommand command)
    {
        if (!Enum.IsDefined(command))
        {
            return $"unknown command {(ushort)command:X4}H";
        }

        var name = command.ToString().Replace("Request", "Rq", StringComparison.Ordinal).Replace("Response", "Rsp", StringComparison.Ordinal);
        return JsonNamingPolicy.KebabCaseUpper.ConvertName(name);
    }

    /// <summary>What is asked for or answered, as <c>C-STORE</c>; of a value that is none as <see cref="MessageName"/>.</summary>
    public static string ServiceName(this DimseCommand command)
    {
        var message = command.MessageName();
        return Enum.IsDefined(command) ? message[..message.LastIndexOf('-')] : message;
    }
}

using System.Text;

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

        var name = new StringBuilder();
        foreach (var letter in command.ToString().Replace("Request", "Rq", StringComparison.Ordinal).Replace("Response", "Rsp", StringComparison.Ordinal))
        {
            name.Append(char.IsAsciiLetterUpper(letter) && name.Length > 0 ? "-" : "").Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary>What is asked for or answered, as <c>C-STORE</c>; of a value that is none as <see cref="MessageName"/>.</summary>
    public static string ServiceName(this DimseCommand command)
    {
        var message = command.MessageName();
        return Enum.IsDefined(command) ? message[..message.LastIndexOf('-')] : message;
    }
}

using System.CommandLine;

namespace DicomActors.Node.CommandLine;

/// <summary>The arguments and options of every verb that talks to a peer: HOST PORT and how to go about it.</summary>
internal sealed class PeerArguments
{
    private const int SmallestPdu = 128;

    private readonly Argument<string> _host = new("HOST") { Description = "Name or address of the peer." };
    private readonly Argument<int> _port = new("PORT") { Description = "Port of the peer, 1 to 65535." };
    private readonly Option<string> _calling = Values.AETitle("--calling", "Our AE title.", "DICOMACTORS");
    private readonly Option<string> _called = Values.AETitle("--called", "The peer's AE title.", "ANY-SCP");
    private readonly Option<double> _connectTimeout = Values.Seconds("--connect-timeout", "Longest wait for the connection, and for the answer to the association request.", 10);
    private readonly Option<double> _timeout;
    private readonly Option<long> _maximumPdu = new("--max-pdu") { Description = "Longest PDU we receive, in bytes: 128 or more. Default 262144.", HelpName = "BYTES" };

    /// <summary>Adds them to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="timeout">Default of <c>--timeout</c>, in seconds.</param>
    public PeerArguments(Command verb, double timeout)
    {
        _timeout = Values.Seconds("--timeout", "Longest wait for a response.", timeout);
        Values.RequirePort(_port, smallest: 1);
        _maximumPdu.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && long.TryParse(result.Tokens[0].Value, out var length) && length is < SmallestPdu or > int.MaxValue)
            {
                result.AddError($"--max-pdu {length}: must be {SmallestPdu} to {int.MaxValue} bytes.");
            }
        });
        verb.Add(_host);
        verb.Add(_port);
        verb.Add(_calling);
        verb.Add(_called);
        verb.Add(_connectTimeout);
        verb.Add(_timeout);
        verb.Add(_maximumPdu);
    }

    /// <summary>The values of one call.</summary>
    public Peer Read(ParseResult arguments) => new()
    {
        Host = arguments.GetRequiredValue(_host),
        Port = arguments.GetRequiredValue(_port),
        CallingAETitle = arguments.GetRequiredValue(_calling),
        CalledAETitle = arguments.GetRequiredValue(_called),
        ConnectTimeout = TimeSpan.FromSeconds(arguments.GetRequiredValue(_connectTimeout)),
        ResponseTimeout = TimeSpan.FromSeconds(arguments.GetRequiredValue(_timeout)),
        MaximumPduLength = arguments.GetResult(_maximumPdu) is { Implicit: false } ? (uint)arguments.GetValue(_maximumPdu) : null,
    };
}

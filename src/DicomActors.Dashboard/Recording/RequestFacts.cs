using System.Globalization;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Dashboard.Recording;

/// <summary>
/// What the feed tells of a request. Kept instead of the request, which would keep its data set alive, and instead of a line of text, which
/// nobody may ever read.
/// </summary>
/// <param name="Command">The command.</param>
/// <param name="SopClass">Its SOP class.</param>
/// <param name="Verb">What became of it: <c>completed</c>, <c>answered</c>, <c>timed out</c>.</param>
/// <param name="Status">The final status, if there is one.</param>
/// <param name="Elapsed">How long it took; zero: not worth telling.</param>
internal readonly record struct RequestFacts(DimseCommand Command, Uid SopClass, string Verb, DimseStatus? Status, TimeSpan Elapsed)
{
    /// <summary>As <c>C-STORE CT Image Storage completed: 0x0000 Success, 12 ms</c>.</summary>
    public string Describe()
    {
        var sopClass = SopClass.IsEmpty || Command == DimseCommand.CEchoRequest ? "" : $" {SopClass.Name ?? SopClass.Value}";
        var status = Status is { } code ? $": {code}" : "";
        var elapsed = Elapsed > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", {Elapsed.TotalMilliseconds:0.#} ms") : "";
        return $"{Command.ServiceName()}{sopClass} {Verb}{status}{elapsed}";
    }
}

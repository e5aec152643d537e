using System.Collections.Frozen;
using System.Text.Json;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Telemetry;

/// <summary>Values of attributes, made once: a fixed set of strings, whatever peers send.</summary>
internal static class TagValues
{
    private static readonly FrozenDictionary<DimseCommand, string> s_commands = Enum.GetValues<DimseCommand>()
        .Where(static command => command.ToString().EndsWith("Request", StringComparison.Ordinal))
        .ToFrozenDictionary(static command => command, static command => command.ServiceName());

    /// <summary>As the standard writes it, <c>C-STORE</c>; <c>other</c> for a command that is none.</summary>
    public static string Of(DimseCommand command) => s_commands.GetValueOrDefault(command, "other");

    /// <summary>In snake case.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.Names.GetValueOrDefault(value, "other");

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().Distinct().ToFrozenDictionary(static value => value, static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}

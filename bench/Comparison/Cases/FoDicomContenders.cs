using Comparison.Contenders;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Clients of fo-dicom that stay alive over all rounds.</summary>
internal static class FoDicomContenders
{
    /// <summary>The name of one whose server is fo-dicom's, too.</summary>
    public const string Pair = "fo-dicom at both ends";

    /// <summary>A client.</summary>
    /// <param name="name">As it is printed.</param>
    /// <param name="setting">Where fo-dicom is.</param>
    /// <param name="server">What it talks to.</param>
    /// <param name="verb">Of bench/Comparison.FoDicom.</param>
    /// <param name="arguments">Each as name=value.</param>
    public static Contender Create(string name, BenchSetting setting, PeerServer server, string verb, params string[] arguments) =>
        new StandingContender(name, $"fo-dicom's client connection {string.Join(' ', arguments)}".TrimEnd(), server, verb, arguments)
        {
            Program = (called, given) => FoDicomProgram.Call(setting.FoDicom, called, given),
            Obstacle = FoDicomProgram.Obstacle(setting.FoDicom),
        };
}

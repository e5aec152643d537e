using DicomActors.Protocol.Tests.Engine;

namespace DicomActors.Protocol.Tests;

/// <summary>What <see cref="OwnProcess"/> starts; the test runner does not come through here.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        await OwnProcessRoles.PlayAsync(args[0], args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
        return 0;
    }
}

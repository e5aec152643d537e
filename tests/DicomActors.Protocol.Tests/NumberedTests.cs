using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace DicomActors.Protocol.Tests;

/// <summary>
/// The numbered lists we promise a test for, and that there is one for each number. A test carries its number in its name
/// (<c>Pitfall10_…</c>, <c>Fault09_…</c>) or, where it is at home under another name, as a trait.
/// </summary>
public sealed partial class NumberedTests
{
    /// <summary>Faults that no test here can show to be absent, and why.</summary>
    private static readonly Dictionary<int, string> OtherFaults = new()
    {
        [29] = "retry after a transient rejection and more than 128 contexts are for who opens associations, above the engine",
    };

    [Fact]
    public void EveryPitfall_HasATest() => AssertComplete("Pitfall", 18, []);

    [Fact]
    public void EveryFaultOfOthers_HasATest() => AssertComplete("Fault", 30, OtherFaults);

    [Fact]
    public void EveryTimeout_HasATest()
    {
        var timeouts = typeof(DicomServiceOptions).GetProperties().Where(static property => property.PropertyType == typeof(TimeSpan));
        var tested = TestMethods().SelectMany(static method => Traits(method, "Timeout")).ToHashSet();
        var missing = timeouts.Select(static property => property.Name).Where(name => !tested.Contains(name)).ToList();
        Assert.True(missing.Count == 0, $"no test with the trait Timeout = {string.Join(", ", missing)}");
    }

    private static void AssertComplete(string list, int count, Dictionary<int, string> others)
    {
        var tested = TestMethods().SelectMany(method => Numbers(method, list)).ToHashSet();
        var missing = Enumerable.Range(1, count).Where(number => !tested.Contains(number) && !others.ContainsKey(number)).ToList();
        Assert.True(missing.Count == 0, $"no test named {list}NN_… and none with the trait {list} = {string.Join(", ", missing)}");
        var surplus = others.Keys.Where(tested.Contains).ToList();
        Assert.True(surplus.Count == 0, $"tested, and yet listed as not to be tested: {list} {string.Join(", ", surplus)}");
    }

    private static IEnumerable<MethodInfo> TestMethods() =>
        from type in typeof(NumberedTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute), inherit: true)
        select method;

    private static IEnumerable<int> Numbers(MethodInfo method, string list) =>
        from text in Traits(method, list).Concat(from match in NamePrefix().Matches(method.Name) where match.Groups[1].Value == list select match.Groups[2].Value)
        select int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Traits(MethodInfo method, string name) =>
        from data in method.CustomAttributes
        where data.AttributeType == typeof(TraitAttribute) && (string)data.ConstructorArguments[0].Value! == name
        select (string)data.ConstructorArguments[1].Value!;

    [GeneratedRegex("^([A-Z][a-z]+)([0-9]{2})_")]
    private static partial Regex NamePrefix();
}

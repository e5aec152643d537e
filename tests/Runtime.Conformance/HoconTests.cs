using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Runtime.Conformance;

/// <summary>Configuration texts and what is read from them.</summary>
public sealed class HoconTests
{
    [Theory]
    [InlineData("a.b.c = 1")]
    [InlineData("a { b { c = 1 } }")]
    [InlineData("a { b.c : 1 }")]
    [InlineData("{ a : { \"b\" : { \"c\" : 1 } } }")]
    [InlineData("a.b { c = 1 } # comment")]
    [InlineData("// comment\na {\n  b {\n    c = 1,\n  }\n}")]
    public void NestedKeys_AreTheSame(string text) => Assert.Equal(1, Parse(text).GetInt("a.b.c"));

    [Fact]
    public void Values_OfEachKind_AreRead()
    {
        var config = Parse("""
            text = some words
            quoted = "a # b, {c}"
            yes = on
            no = false
            whole = 42
            big = 12345678901
            part = 2.5
            """);
        Assert.Equal("some words", config.GetString("text"));
        Assert.Equal("a # b, {c}", config.GetString("quoted"));
        Assert.True(config.GetBoolean("yes"));
        Assert.False(config.GetBoolean("no"));
        Assert.Equal(42, config.GetInt("whole"));
        Assert.Equal(12345678901, config.GetLong("big"));
        Assert.Equal(2.5, config.GetDouble("part"));
    }

    [Fact]
    public void Values_ThatAreMissing_AreTheDefaults()
    {
        var config = Parse("a = 1");
        Assert.Equal(7, config.GetInt("b", 7));
        Assert.Equal("x", config.GetString("b", "x"));
        Assert.True(config.GetBoolean("b", true));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("b", TimeSpan.FromSeconds(1)));
        Assert.Null(config.GetString("b"));
        Assert.Empty(config.GetStringList("b"));
        Assert.False(config.HasPath("b"));
        Assert.True(config.HasPath("a"));
    }

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("10 s", 10_000)]
    [InlineData("250ms", 250)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("100", 100)]
    [InlineData("infinite", -1)]
    public void Durations_AreRead(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse($"a = {text}").GetTimeSpan("a"));

    [Theory]
    [InlineData("10", 10)]
    [InlineData("10b", 10)]
    [InlineData("1k", 1024)]
    [InlineData("2KiB", 2048)]
    [InlineData("1kB", 1000)]
    [InlineData("1m", 1048576)]
    [InlineData("1 MiB", 1048576)]
    [InlineData("1MB", 1000000)]
    public void Sizes_AreRead(string text, long bytes) => Assert.Equal(bytes, Parse($"a = {text}").GetByteSize("a", null));

    [Theory]
    [InlineData("a = [x, y, z]")]
    [InlineData("a = [\n  x\n  y\n  z\n]")]
    [InlineData("a = [\"x\", \"y\", \"z\",]")]
    [InlineData("b = [x]\na = ${b} [y, z]")]
    public void Lists_AreRead(string text) => Assert.Equal(["x", "y", "z"], Parse(text).GetStringList("a"));

    [Fact]
    public void TripleQuotedText_KeepsLinesAndQuotes() =>
        Assert.Equal("one\ntwo \"quoted\".", Parse("a = \"\"\"one\ntwo \"quoted\".\"\"\"").GetString("a"));

    [Fact]
    public void Key_RightBehindABlock_IsRead()
    {
        var config = Parse("a { b = 1 }c.d = 2");

        Assert.Equal((1, 2), (config.GetInt("a.b"), config.GetInt("c.d")));
    }

    [Fact]
    public void LaterValue_ReplacesTheEarlier_ObjectsMerge()
    {
        var config = Parse("""
            a = 1
            a = 2
            o { x = 1, y = 1 }
            o { y = 2, z = 2 }
            """);
        Assert.Equal(2, config.GetInt("a"));
        Assert.Equal(1, config.GetInt("o.x"));
        Assert.Equal(2, config.GetInt("o.y"));
        Assert.Equal(2, config.GetInt("o.z"));
    }

    [Fact]
    public void Substitution_TakesTheValue()
    {
        var config = Parse("""
            base { host = server, port = 104 }
            host = ${base.host}
            copy = ${base}
            """);
        Assert.Equal("server", config.GetString("host"));
        Assert.Equal("server", config.GetString("copy.host"));
        Assert.Equal(104, config.GetInt("copy.port"));
    }

    [Fact]
    public void ObjectAfterASubstitution_ReplacesIt()
    {
        var config = Parse("""
            base { host = server, port = 104 }
            beside = ${base} { port = 105 }
            later = ${base}
            later { port = 106 }
            """);
        Assert.Null(config.GetString("beside.host"));
        Assert.Equal(105, config.GetInt("beside.port"));
        Assert.Null(config.GetString("later.host"));
        Assert.Equal(106, config.GetInt("later.port"));
        Assert.Equal(104, config.GetInt("base.port"));
    }

    [Fact]
    public void Substitution_OfNothing_Throws() => Assert.Throws<FormatException>(() => Parse("a = ${missing}"));

    [Fact]
    public void Include_AsksTheCallback()
    {
        var config = ConfigurationFactory.ParseString(
            "include \"other\"\na.y = 2",
            name => new HoconRoot(Parse($"a {{ x = {name}, y = 1 }}").Root));
        Assert.Equal("other", config.GetString("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
    }

    [Fact]
    public void Include_FromFilesAndResources_JoinsTheObjectItStandsIn()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "port = 11112\nfrom.file = on");
            var config = ConfigurationFactory.ParseString(
                "include \"sample.conf\"\nlistener {\n  include \"file\"\n  port = 105\n}",
                name => new HoconRoot((name == "file"
                    ? Parse(File.ReadAllText(file))
                    : ConfigurationFactory.FromResource<HoconTests>($"Runtime.Conformance.{name}")).Root));

            Assert.Equal(104, config.GetInt("sample.port"));
            Assert.Equal(105, config.GetInt("listener.port"));
            Assert.True(config.GetBoolean("listener.from.file"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void FromResource_ByAssembly_ReadsTheSame() =>
        Assert.Equal(104, ConfigurationFactory.FromResource("Runtime.Conformance.sample.conf", typeof(HoconTests).Assembly).GetInt("sample.port"));

    [Fact]
    public void Substitution_WithinATextOrAList_TakesItsPlace()
    {
        var config = Parse("""
            host = server
            port = 104
            address = "dicom://"${host}":"${port}
            hosts = [first, ${host}]
            """);
        Assert.Equal("dicom://server:104", config.GetString("address"));
        Assert.Equal(["first", "server"], config.GetStringList("hosts"));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    public void Boolean_IsOnOrOffTrueOrFalseOnly(string text) =>
        Assert.Throws<NotSupportedException>(() => Parse($"a = {text}").GetBoolean("a"));

    [Fact]
    public void Fallback_FillsWhatIsMissing()
    {
        var config = Parse("a { x = 1 }").WithFallback(Parse("a { x = 2, y = 2 }\nb = 2"));
        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
        Assert.Equal(2, config.GetInt("b"));
        var part = config.GetConfig("a");
        Assert.Equal(1, part.GetInt("x"));
        Assert.Equal(2, part.GetInt("y"));
    }

    [Fact]
    public void GetConfig_OfNothing_IsNullOrEmpty() => Assert.True(Parse("a = 1").GetConfig("missing").IsNullOrEmpty());

    [Fact]
    public void QuotedKey_MayHaveDots() => Assert.Equal(1, Parse("a { \"x.y\" = 1 }").GetInt("a.\"x.y\""));

    [Fact]
    public void AsEnumerable_GivesTheKeysAtTheTop() =>
        Assert.Equal(["a", "b"], Parse("a { x = 1 }\nb = 2").AsEnumerable().Select(entry => entry.Key).Order());

    [Fact]
    public void FromResource_ReadsAnEmbeddedFile() =>
        Assert.Equal(104, ConfigurationFactory.FromResource<HoconTests>("Runtime.Conformance.sample.conf").GetInt("sample.port"));

    private static Config Parse(string text) => ConfigurationFactory.ParseString(text);
}

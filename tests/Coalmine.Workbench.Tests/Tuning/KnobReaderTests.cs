using Coalmine.Workbench.Tuning.Knobs;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>What may be varied, and what may not.</summary>
public sealed class KnobReaderTests
{
    [Theory]
    [InlineData("plan.every=1m..10m step 3m", "5m", "1m 4m 7m 10m")]
    [InlineData("plan.every=1m,2m, 10m", "5m", "1m 2m 10m")]
    [InlineData("every=1m..10m step 3m", "5m", "1m 4m 7m 10m")]
    [InlineData("checks[1].atMost=0.5%..2% step 0.5%", "1.5%", "0.5% 1% 1.5% 2%")]
    [InlineData("checks[0].atMost=100ms..400ms step 150ms", "250ms", "100ms 250ms 400ms")]
    [InlineData("checks[both].atMost=1..4", "3", "1 2 3 4")]
    [InlineData("checks[both].query#3=0.1,0.2", "0.25", "0.1 0.2")]
    [InlineData("checks[both].query#1#2=1m,10m", "5m", "1m 10m")]
    [InlineData("plan.weights=[10,100],[5, 50, 100]", "[10, 50, 100]", "[10, 100] [5, 50, 100]")]
    [InlineData("method.point.window & plan.every=1m,2m", "5m", "1m 2m")]
    public void Read_Knob_HasItsLevels(string text, string given, string levels)
    {
        Knob knob = TuningText.Knob(text);
        Assert.Equal((given, levels), (knob.Given.Text, string.Join(' ', knob.Levels.Select(level => level.Text))));
    }

    [Fact]
    public void Read_LogarithmicRange_HasRatios()
    {
        Knob knob = TuningText.Knob("checks[1].atMost=0.1%..10% log");
        Assert.Equal(("0.1%", "10%"), (knob.Levels[0].Text, knob.Levels[^1].Text));
        double[] steps = [.. knob.Levels.Zip(knob.Levels.Skip(1)).Select(pair => pair.Second.Position - pair.First.Position)];

        // 100 times in 39 equal ratios is 1.125 each; two digits are at most 5 % off on either side.
        Assert.All(steps, step => Assert.InRange(step, 0.01, 0.23));
        Assert.Equal(Math.Log(100), knob.Levels[^1].Position - knob.Levels[0].Position, 9);
    }

    // From the finest number that is written to 100: fourteen decades.
    [Theory]
    [InlineData("checks[1].atMost=0.000000000001%..100% log", 40)]
    [InlineData("checks[1].atMost=0.000000000001%..0.000000000003%", 3)]
    [InlineData("checks[both].atMost=1..900000000000000 log", 40)]
    [InlineData("plan.every=0.001s..12h log", 30)]
    public void Read_RangeOfManyDecades_HasLevelsThatCanBeWritten(string text, int least)
    {
        Knob knob = TuningText.Knob(text);
        Assert.InRange(knob.Levels.Length, least, 40);
        Assert.Equal(knob.Levels.Length, knob.Levels.Select(level => level.Text).Distinct().Count());
        Assert.DoesNotContain(knob.Levels, level => level.Text is "0%" or "0" or "0s" or "0ms");
    }

    [Fact]
    public void Read_LevelThatIsGivenInOtherWords_IsTheGivenOne()
    {
        Knob knob = TuningText.Knob("plan.every=1m..10m step 1m", TuningText.Policy.Replace("every: 5m", "every: 300s", StringComparison.Ordinal));
        Assert.Equal(4, knob.GivenLevel);
        Assert.Equal("300s", knob[4].Text);
    }

    [Fact]
    public void Read_RangeWithoutStep_HasAtMostFortyOne() => Assert.InRange(TuningText.Knob("checks[0].atMost=13ms..977ms").Levels.Length, 15, 42);

    [Theory]
    [InlineData("plan.every", "CM2363 'plan.every' does not say")]
    [InlineData("plan.every=", "CM2363")]
    [InlineData("plan..every=1m,2m", "CM2360 'plan..every' is no way to a field: a point stands between two keys")]
    [InlineData("plan[0=1,2", "CM2360 'plan[0' is no way to a field: a bracket is not closed")]
    [InlineData("query#0=1,2", "CM2360")]
    [InlineData("plan.each=1m,2m", "CM2361 There is no field 'plan.each': plan has no key 'each'; it has weights, every, maximum.")]
    [InlineData("checks[7].atMost=1,2", "CM2361 There is no field 'checks[7].atMost': checks has 3 items, counted from 0, and no item 7.")]
    [InlineData("checks[none].atMost=1,2", "CM2361 There is no field 'checks[none].atMost': no item of checks is called 'none'.")]
    [InlineData("other:plan.every=1m,2m", "CM2361 There is no field 'other:plan.every': no object is called 'other'")]
    [InlineData("query=0.1..0.2", "CM2364 'query' says 'rate(a[5m]) / rate(b[5m]) > 0.25', which holds several numbers: #1 is 5m, #2 is 5m, #3 is 0.25.")]
    [InlineData("checks[0].metric=1..2", "CM2364 'checks[0].metric' says 'latency.p99', which holds no number.")]
    [InlineData("checks[both].query#4=1..2", "CM2365 'checks[both].query' holds 3 numbers; there is no number 4")]
    [InlineData("plan.every=soon..late", "CM2366 'soon' is no number with a unit")]
    [InlineData("plan.every=1..10", "CM2367 '1' has another unit than the field, which says '5m'")]
    [InlineData("plan.every=10m..1m", "CM2368")]
    [InlineData("plan.every=0s..1m log", "CM2368")]
    [InlineData("plan.every=1m..2m step 5m", "CM2369")]
    [InlineData("plan.every=1s..1h step 1s", "CM2369")]
    [InlineData("plan.every=1m,1m", "CM2370")]
    [InlineData("plan.every=1m,[2m", "CM2371 The value '[2m' cannot be read")]
    [InlineData("checks[*].atMost=1,2", "CM2372 The fields of 'checks[*].atMost' have different values now: '250ms', '1.5%', '3'.")]
    [InlineData("checks[1].atMost=0.0000000000001%..100% log", "CM2377 '0.0000000000001%' is finer than what is written into files: numbers have at most 12 digits")]
    [InlineData("checks[1].atMost=1%..2% step 0.00000000000000000001%", "CM2377")]
    [InlineData("plan.every=0.0001s..1m log", "CM2377 '0.0001s' is finer than what is written into files: times have whole milliseconds")]
    public void Read_WhatCannotBe_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, TuningText.Refusal(text), StringComparison.Ordinal);

    [Fact]
    public void Make_FieldVariedTwice_IsRefused()
    {
        Assert.False(SearchSpace.TryMake(
            TuningText.Files(), [TuningText.Knob("plan.every=1m,2m"), TuningText.Knob("every=3m,4m")], out _, out Manifests.Diagnostics.Message problem));
        Assert.Equal("CM2373", problem.Id);
    }

    [Fact]
    public void Read_FieldOfSeveralObjects_NamesThem()
    {
        const string two = "kind: A\nmetadata: {name: x}\nspec: {every: 5m}\n---\nkind: B\nmetadata: {name: y}\nspec: {every: 5m}\n";
        KnobReader reader = new(TuningText.Files(two));
        Assert.False(reader.TryRead("spec.every=1m,2m", out _, out Manifests.Diagnostics.Message problem));
        Assert.Equal("CM2362", problem.Id);
        Assert.Contains("`A/x`, `B/y`", problem.Text, StringComparison.Ordinal);
        Assert.True(reader.TryRead("B/y:spec.every=1m,2m", out _, out _));
        Assert.True(reader.TryRead("y:spec.every=1m,2m", out _, out _));
    }
}

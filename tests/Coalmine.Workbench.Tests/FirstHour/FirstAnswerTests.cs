using System.Text.Json;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.FirstHour;

/// <summary>Intervals: R 4.2.2, prop.test(4, 100, correct = FALSE) and prop.test(0, 100, correct = FALSE).</summary>
public sealed class FirstAnswerTests
{
    [Fact]
    public void Sentence_HasTwoPercentagesWithTheirIntervals() => Assert.Equal(
        "plain rolls back 4.0 % [1.6, 9.8] of healthy canaries and promotes 0.0 % [0.0, 3.7] of regressed ones.", FirstAnswer.Of(HandMade.Study(), 0).Sentence);

    [Fact]
    public void Answer_CountsEveryRollbackOfHealthyOnes_AndEveryPromotionOfRegressedOnes()
    {
        FirstAnswer answer = FirstAnswer.Of(HandMade.Study())[0];
        Assert.Equal(("plain", 4, 100, 0, 100, 1), (answer.Policy, answer.RolledBackHealthy, answer.Healthy, answer.PromotedRegressed, answer.Regressed, answer.Kinds));
        Assert.StartsWith("95 % intervals; 100 rollouts of healthy canaries, 100 of regressed ones, as many of each ", answer.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Basis_OfAnUnevenStudy_SaysSo()
    {
        StudyResult study = HandMade.Study();
        ScenarioResult shorter = study.Scenarios[0] with { Tallies = [new PolicyTally(), new PolicyTally()] };
        FirstAnswer answer = FirstAnswer.Of(study with { Scenarios = [.. study.Scenarios, shorter] }, 0);
        Assert.False(answer.IsEven);
        Assert.Contains("but not as many of each of 2 kinds", answer.Basis, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void Answer_WithoutRollouts_SaysThatNothingIsKnown(long healthy, long regressed)
    {
        FirstAnswer nothing = new("p", 0, healthy, 0, regressed, 4);
        Assert.Equal("p: no rollout was finished, so nothing is known.", nothing.Sentence);
        JsonElement answer = Json([nothing]).GetProperty("answer")[0];
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("rolledBackHealthy").GetProperty("share").ValueKind);
        Assert.Equal(healthy, answer.GetProperty("rolledBackHealthy").GetProperty("rollouts").GetInt64());
    }

    [Fact]
    public void Text_BeginsWithOneSentenceAPolicy_AndTellsWhatWasAssumed()
    {
        StoryLine[] lines = [.. FirstAnswerText.Of(FirstAnswer.Of(HandMade.Study()))];
        Assert.StartsWith("plain rolls back ", lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("blind rolls back ", lines[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("Based on 95 % intervals; ", lines[2].Text, StringComparison.Ordinal);
        Assert.Equal(MadeWorlds.Assumed.Select(assumed => $"Assumed: {assumed}."), lines[3..^1].Select(line => line.Text));
    }

    [Fact]
    public void Json_CarriesShareIntervalAndRollouts()
    {
        JsonElement json = Json([.. FirstAnswer.Of(HandMade.Study())]);
        JsonElement plain = json.GetProperty("answer")[0];
        Assert.Equal("plain", plain.GetProperty("policy").GetString());
        AssertRate(plain.GetProperty("rolledBackHealthy"), 0.04, 0.01566330, 0.09837071, 100);
        AssertRate(plain.GetProperty("promotedRegressed"), 0, 0, 0.03699349, 100);
        Assert.Equal("blind", json.GetProperty("answer")[1].GetProperty("policy").GetString());
        Assert.Equal(MadeWorlds.Assumed, json.GetProperty("assumed").EnumerateArray().Select(assumed => assumed.GetString()!));
    }

    [Fact]
    public void Json_OfScenariosThatWereGiven_HasNoAnswer() => Assert.False(Json([]).TryGetProperty("answer", out _));

    [Fact]
    public void Json_OfOneRollout_CarriesTheAnswerToo()
    {
        string text = Golden.TextOf(stream => TraceJson.Write(HandMade.Trace(), FirstAnswer.Of(HandMade.Study()), "coalmine simulate x.yaml", [], stream));
        using JsonDocument json = JsonDocument.Parse(text);
        AssertRate(json.RootElement.GetProperty("answer")[0].GetProperty("rolledBackHealthy"), 0.04, 0.01566330, 0.09837071, 100);
    }

    private static JsonElement Json(FirstAnswer[] answers) => JsonDocument.Parse(Golden.TextOf(stream => StudyJson.Write(HandMade.Study(), [.. answers], stream))).RootElement;

    private static void AssertRate(JsonElement rate, double share, double lower, double upper, long rollouts)
    {
        Assert.Equal(share, rate.GetProperty("share").GetDouble(), 1e-12);
        Assert.Equal(lower, rate.GetProperty("lower").GetDouble(), 1e-7);
        Assert.Equal(upper, rate.GetProperty("upper").GetDouble(), 1e-7);
        Assert.Equal(rollouts, rate.GetProperty("rollouts").GetInt64());
    }
}

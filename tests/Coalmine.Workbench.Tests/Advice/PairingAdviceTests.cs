using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Pairings;
using Xunit;
using static Coalmine.Workbench.Tests.Detectability.PolicyDetectabilityTests;

namespace Coalmine.Workbench.Tests.Advice;

public sealed class PairingAdviceTests
{
    [Theory]
    [InlineData("CM2701", "errors, notWorseThanBaseline: 1pp", "0.5/s", "", "can never fire within the plan")]
    [InlineData("CM2701", "errors, atMost: 3.5%", "0.002/s", "", "in so few no test sees even 35.00 %")]
    [InlineData("CM2711", "errors, atMost: 5%, method: { point: { window: 5m } }", "200/s", "errorIncrease: { by: 2pp }",
        "hardly ever fires on what is wrong here (0.3 % becomes 2.3 %): <0.1 %")]
    [InlineData("CM2703", "errors, atMost: 30%, method: { point: { window: 15m } }", "200/s", "", "looks back 15m, and the first look of a step comes after 5m")]
    [InlineData("CM2705", "accuracy, notWorseThanBaseline: 1pp", "0.2/s", "", "Labels come too late")]
    [InlineData("CM2706", "errors, atMost: 0.4%, method: { point: { window: 5m } }", "20/s", "", "fires by chance: the look at 5m sees about 600 outcomes of the canary, and 26.9 %")]
    [InlineData("CM2707", "accuracy, atLeast: 98%", "200/s", "", "The baseline itself breaks")]
    [InlineData("CM2708", "errors, notWorseThanBaseline: 1pp", "200/s", "accuracyDrop: { by: 3pp }", "No check looks at accuracy")]
    [InlineData("CM2709", "accuracy, atLeast: 80%, method: point", "200/s", "", "reads a gauge")]
    [InlineData("CM2710", "accuracy, notWorseThanBaseline: 0.5pp", "5/s", "accuracyDrop: { by: 2pp }", "cannot see what is wrong here (97.00 % becomes 95.00 %)")]
    public void Before_SaysWhatThePairCannotDo(string id, string check, string rate, string fault, string said)
    {
        AdviceItem item = Assert.Single(
            AdviceExamples.Before(Policy($"  - {{ metric: {check} }}"), World(fault, rate)).Before, item => item.Id == id);
        Assert.Contains(said, item.Text, StringComparison.Ordinal);
        Assert.NotEmpty(item.Instead);
    }

    [Fact]
    public void Before_OfANight_NamesItsDarkestHour()
    {
        // A tenth of 10/s is 1/s, of which the canary gets a tenth: 30 requests in five minutes, and 3 where the rate is a tenth of that.
        LoadedScenario scenario = World("", "1/s, shape: { diurnal: { low: 10%, peakAt: 14h, startsAt: 0h } }");
        AdviceItem item = Assert.Single(
            AdviceExamples.Before(Policy("  - { metric: errors, notWorseThanBaseline: 1pp }"), scenario).Before, item => item.Id == "CM2704");
        Assert.Contains("around 1:57:30 ", item.Text, StringComparison.Ordinal);
        Assert.Contains("about 3 outcomes of the canary come in 5m, on average 30", item.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10/s", true)]
    [InlineData("100/s", false)]
    public void Before_OfAMinimum_SaysHowLongItTakes(string rate, bool waits)
    {
        PolicyFile policy = Policy("  - { metric: errors, notWorseThanBaseline: 1pp }\nevidence: { samples: 5000, duration: 5m }");
        AdviceItem? item = AdviceExamples.Before(policy, World("", rate)).Before.SingleOrDefault(item => item.Id == "CM2702");
        Assert.Equal(waits, item is not null);

        // 5,000 requests at 1/s.
        if (item is not null)
            Assert.Equal("Let the step last 1h23m, or ask for fewer.", item.Instead);
    }

    [Fact]
    public void Before_OfAPairThatFits_SaysNothing()
    {
        PairingAdvice advice = AdviceExamples.Before(
            Policy("  - { metric: errors, notWorseThanBaseline: 1pp }\n  - { metric: accuracy, notWorseThanBaseline: 1pp }"), World("accuracyDrop: { by: 5pp }", "200/s"));
        Assert.Empty(advice.Before);
        Assert.Equal("{ metric: accuracy, notWorseThanBaseline: 1pp }", Assert.Single(advice.Catching).Yaml);
    }

    [Fact]
    public void Catching_UnderAnotherMethod_NamesItsOwn()
    {
        PairingAdvice advice = AdviceExamples.Before(Policy("  - { metric: errors, atMost: 5%, method: point }"), World("accuracyDrop: { by: 5pp }", "200/s"));
        Assert.Equal("{ metric: accuracy, notWorseThanBaseline: 1pp, method: sequential }", Assert.Single(advice.Catching).Yaml);
    }

    // P(X >= 3) for 600 requests and a rate of 0.3 %: 0.26930, and P(X >= 8) = 0.00055 (Python: sums of binomial terms).
    [Fact]
    public void Noise_IsTheBinomialTail()
    {
        AdviceItem item = AdviceExamples.Before(Policy("  - { metric: errors, atMost: 0.4%, method: { point: { window: 5m } } }"), World("", "20/s")).Before
            .Single(item => item.Id == "CM2706");
        Assert.Equal(0.26930, item.Price, 0.00001);

        // Seven of 600 are exceeded by less than one look in a thousand, six are not (P(X >= 7) = 0.0025): 1.17 %, rounded up.
        Assert.Contains("`atMost: 1.2%`", item.Instead, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_StandAtTheCheck()
    {
        PolicyFile policy = Policy("  - { metric: errors, notWorseThanBaseline: 1pp }\n  - { metric: accuracy, atLeast: 98% }");
        LoadedScenario scenario = World("", "200/s");
        Finding finding = Assert.Single(AdviceFindings.Of(policy, scenario));
        Assert.Equal(("CM2707", policy.CheckPositions[1]), (finding.Id, finding.Start));
        Assert.StartsWith("In s: The baseline itself breaks", finding.Message, StringComparison.Ordinal);
    }
}

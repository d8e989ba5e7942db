using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Manifests.Tests.Native;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Read_ShortestPolicy_HasTheDefaults()
    {
        Policy policy = PolicyText.Accepted(PolicyText.Plan, PolicyText.Checks).Policy;

        Assert.Equal("p", policy.Name);
        Assert.Equal([10, 50, 100], policy.Plan.Steps.Select(s => s.Weight.Parts));
        Assert.All(policy.Plan.Steps, s => Assert.Equal(
            (TimeSpan.FromMinutes(5), 3, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None), (s.Every, s.Passes, s.Bake, s.Minimum, s.Pause)));
        Assert.Equal(TimeSpan.FromHours(6), policy.Plan.Maximum);
        Assert.Equal(TimeSpan.Zero, policy.Plan.Shadow);
        Assert.Equal(new Risk(0.05, 0.05), policy.Risk);
        Assert.Equal(new WaitingRule(TimeSpan.FromMinutes(15), Fallback.RollBack), policy.NoData);
        Assert.Equal(new WaitingRule(TimeSpan.FromHours(1), Fallback.RollBack), policy.Inconclusive);
        Assert.Equal(new TrafficWeight(50), policy.SafeBelow);
        Check check = Assert.Single(policy.Checks);
        Assert.Equal(new CheckMethod.Sequential(HarmFromZero: false), check.Method);
        Assert.Equal("errors atMost 1%", check.Name);
    }

    [Fact]
    public void Read_EverythingWritten_IsKept()
    {
        Policy policy = PolicyText.Accepted(
            "version: 1",
            "about: all of it",
            "plan:",
            "  shadow: 10m",
            "  shadowEvery: 2m",
            "  every: 5m",
            "  passes: 2",
            "  bake: 20m",
            "  maximum: 12h",
            "  total: 1000",
            "  hooks: { preRollout: smoke, postRollout: tell, rollback: page, timeout: 10s }",
            "  steps:",
            "    - { weight: 5 }",
            "    - { weight: 250, every: 1m, passes: 4, bake: 0s, pause: untilResumed, evidence: { samples: 7 } }",
            "evidence: { samples: 1000, duration: 5m }",
            "risk: { falseRollback: 1%, missed: 0.1 }",
            "safeBelow: 25%",
            "noData: { holdUpTo: 5m, then: pause }",
            "inconclusive: { extendUpTo: 2h, per: step, then: pause }",
            "checks: [ { metric: disagreement, atMost: 2% } ]").Policy;

        Assert.Equal("all of it", policy.About);
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2)), (policy.Plan.Shadow, policy.Plan.ShadowEvery));
        Assert.Equal(new HookNames("smoke", "tell", "page", TimeSpan.FromSeconds(10)), policy.Plan.Hooks);
        EvidenceMinimum minimum = new(1000, TimeSpan.FromMinutes(5));
        Assert.Equal(
            [
                new PlanStep(new TrafficWeight(5, 1000), TimeSpan.FromMinutes(5), 2, TimeSpan.FromMinutes(20), minimum, StepPause.None),
                new PlanStep(new TrafficWeight(250, 1000), TimeSpan.FromMinutes(1), 4, TimeSpan.Zero,
                    new EvidenceMinimum(7, TimeSpan.Zero), StepPause.UntilResumed),
            ],
            policy.Plan.Steps);
        Assert.Equal(new Risk(0.01, 0.1), policy.Risk);
        Assert.Equal(new WaitingRule(TimeSpan.FromMinutes(5), Fallback.Pause), policy.NoData);
        Assert.Equal(new WaitingRule(TimeSpan.FromHours(2), Fallback.Pause), policy.Inconclusive);
        Assert.Equal(new TrafficWeight(25), policy.SafeBelow);
        Assert.Equal(minimum, policy.Checks[0].Minimum);
    }

    [Fact]
    public void Read_EntryWithTwoRequirements_BecomesTwoChecksWithTheirPlaces()
    {
        PolicyFile file = PolicyText.Accepted(PolicyText.Plan, "checks:", "  - metric: errors", "    atMost: 1%", "    notWorseThanBaseline: 0.5pp");

        Assert.Equal(["errors atMost 1%", "errors notWorseThanBaseline 0.5pp"], file.Policy.Checks.Select(c => c.Name));
        Assert.Equal([new Requirement.AtMost(0.01), new Requirement.NotWorseThanBaseline(new Margin.Points(0.005))],
            file.Policy.Checks.Select(c => c.Requirement));
        Assert.Equal([new TextPosition(5, 13), new TextPosition(6, 27)], file.CheckPositions);
        Assert.Equal("p.yaml:6:27 error CM1330 · no bound fits", file.Locate(new BindingProblem(1, "no bound fits")).ToString());
    }

    public static TheoryData<string, Check> CheckEntries => new()
    {
        { "metric: latency.p99.9, atMost: 1.5s", Make("latency.p99.9 atMost 1.5s", new Metric.LatencyQuantile(0.999), new Requirement.AtMost(1.5)) },
        { "metric: latency.mean, notWorseThanBaseline: 10%", Make("latency.mean notWorseThanBaseline 10%", new Metric.LatencyMean(), Relative(0.1)) },
        { "metric: accuracy, atLeast: 0.95", Make("accuracy atLeast 0.95", new Metric.Accuracy(), new Requirement.AtLeast(0.95)) },
        { "metric: business.conversion, notWorseThanBaseline: 10%", Make(
            "business.conversion notWorseThanBaseline 10%", new Metric.Conversion(), Relative(0.1)) },
        { "metric: business.revenue, atLeast: 0.10", Make("business.revenue atLeast 0.10", new Metric.Revenue(), new Requirement.AtLeast(0.1)) },
        { "metric: latency.distribution, notWorseThanBaseline: 2pp", Make("latency.distribution notWorseThanBaseline 2pp", new Metric.LatencyDistribution(), Points(0.02)) },
        { "metric: scores.distribution, notWorseThanBaseline: 0pp", Make("scores.distribution notWorseThanBaseline 0pp", new Metric.ScoreDistribution(), Points(0)) },
        { "metric: predictions.distribution, atMost: 0.1", Make("predictions.distribution atMost 0.1", new Metric.PredictionDistribution(), new Requirement.AtMost(0.1)) },
        {
            "metric: latency.p95, at: 150ms, notWorseThanBaseline: 20%",
            Make("latency.p95 notWorseThanBaseline 20%", new Metric.LatencyQuantile(0.95), Relative(0.2)) with { ComparedAt = 0.15 }
        },
        {
            "metric: errors, atMost: 1%, method: { point: { window: 1m } }, missing: 0%",
            Make("errors atMost 1%", new Metric.Errors(), new Requirement.AtMost(0.01)) with
            {
                Method = new CheckMethod.Point(TimeSpan.FromMinutes(1)), Missing = new MissingRule.ReadAs(0),
            }
        },
        {
            "metric: accuracy, notWorseThanBaseline: 1%, method: point, missing: 100%",
            Make("accuracy notWorseThanBaseline 1%", new Metric.Accuracy(), Relative(0.01)) with
            {
                Method = new CheckMethod.Point(TimeSpan.FromMinutes(5)), Missing = new MissingRule.ReadAs(1),
            }
        },
        {
            "metric: errors, atMost: 1%, method: { fixed: { interval: miettinen-nurminen, multiplicity: bonferroni } }, missing: pass",
            Make("errors atMost 1%", new Metric.Errors(), new Requirement.AtMost(0.01)) with
            {
                Method = new CheckMethod.Fixed(FixedForm.MiettinenNurminen, Multiplicity.Bonferroni), Missing = MissingRule.Pass.Rule,
            }
        },
        {
            "metric: errors, atMost: 1%, method: { sequential: { harmFrom: 0% } }, evidence: { samples: 5 }, missing: inconclusive",
            Make("errors atMost 1%", new Metric.Errors(), new Requirement.AtMost(0.01)) with
            {
                Method = new CheckMethod.Sequential(HarmFromZero: true), Minimum = new EvidenceMinimum(5, TimeSpan.Zero),
            }
        },
        {
            "metric: query, name: queue, query: 'avg(queue{arm=\"$arm\"})', higherIsWorse: true, atMost: 12, method: point",
            Make("queue atMost 12", new Metric.Query("queue", "avg(queue{arm=\"$arm\"})", IsHigherWorse: true), new Requirement.AtMost(12)) with
            {
                Method = new CheckMethod.Point(TimeSpan.FromMinutes(5)),
            }
        },
    };

    public static TheoryData<string, CheckMethod> Methods => new()
    {
        { "sprt", new CheckMethod.Sprt(2) },
        { "{ sprt: { design: 1.5 } }", new CheckMethod.Sprt(1.5) },
        { "e-detector", new CheckMethod.EDetector() },
        { "two-by-two", new CheckMethod.TwoByTwo() },
        { "{ e-detector: {} }", new CheckMethod.EDetector() },
        { "mixture-sprt", new CheckMethod.MixtureSprt(2000) },
        { "{ mixture-sprt: { tunedFor: 500 } }", new CheckMethod.MixtureSprt(500) },
        { "confidence-sequence", new CheckMethod.ConfidenceSequence(1000) },
        { "{ confidence-sequence: { tunedFor: 50 } }", new CheckMethod.ConfidenceSequence(50) },
        { "{ group-sequential: { samples: 20000 } }", new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 20_000, 10) },
        {
            "{ group-sequential: { samples: 9, looks: 5, spending: obrien-fleming } }",
            new CheckMethod.GroupSequential(new SpendingShape.OBrienFleming(), 9, 5)
        },
        {
            "{ group-sequential: { samples: 9, spending: { power: { exponent: 2 } } } }",
            new CheckMethod.GroupSequential(new SpendingShape.Power(2), 9, 10)
        },
        {
            "{ group-sequential: { samples: 9, spending: { hwang-shih-decani: { gamma: -4 } } } }",
            new CheckMethod.GroupSequential(new SpendingShape.HwangShihDeCani(-4), 9, 10)
        },
        { "fixed", new CheckMethod.Fixed(FixedForm.Newcombe, Multiplicity.None) },
        { "miettinen-nurminen", new CheckMethod.Fixed(FixedForm.MiettinenNurminen, Multiplicity.None) },
        { "farrington-manning", new CheckMethod.Fixed(FixedForm.FarringtonManning, Multiplicity.None) },
        { "z", new CheckMethod.Fixed(FixedForm.Wald, Multiplicity.None) },
        { "fisher", new CheckMethod.Fixed(FixedForm.Fisher, Multiplicity.None) },
        { "{ fisher-mid-p: { multiplicity: holm } }", new CheckMethod.Fixed(FixedForm.FisherMidP, Multiplicity.Holm) },
        { "{ clopper-pearson: { multiplicity: benjamini-hochberg } }", new CheckMethod.Fixed(FixedForm.ClopperPearson, Multiplicity.BenjaminiHochberg) },
        { "jeffreys", new CheckMethod.Fixed(FixedForm.Jeffreys, Multiplicity.None) },
        { "bayes", new CheckMethod.Fixed(FixedForm.Bayes, Multiplicity.None) },
        { "delta", new CheckMethod.Fixed(FixedForm.Delta, Multiplicity.None) },
        { "rao-scott", new CheckMethod.Fixed(FixedForm.RaoScott, Multiplicity.None) },
        { "welch", new CheckMethod.Fixed(FixedForm.Welch, Multiplicity.None) },
        { "mann-whitney", new CheckMethod.Fixed(FixedForm.MannWhitney, Multiplicity.None) },
        { "distribution-band", new CheckMethod.DistributionBand() },
        { "kolmogorov-smirnov", new CheckMethod.Fixed(FixedForm.KolmogorovSmirnov, Multiplicity.None) },
        { "psi", new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None) },
        { "{ jensen-shannon: { multiplicity: holm } }", new CheckMethod.Fixed(FixedForm.JensenShannon, Multiplicity.Holm) },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Read_Method_ByName(string written, CheckMethod expected)
    {
        Check check = Assert.Single(PolicyText.Accepted(PolicyText.Plan, $"method: {written}", "checks: [ { metric: errors, atMost: 1% } ]").Policy.Checks);
        Assert.Equal(expected, check.Method);
    }

    [Fact]
    public void Read_RuleAcrossChecks_IsKept() => Assert.Equal(
        EvidenceRule.EBenjaminiHochberg,
        PolicyText.Accepted(PolicyText.Plan, "risk: { across: e-benjamini-hochberg }", "checks: [ { metric: errors, atMost: 1% } ]").Policy.Risk.Across);

    [Theory]
    [MemberData(nameof(CheckEntries))]
    public void Read_CheckEntry_BecomesACheck(string entry, Check expected) =>
        Assert.Equal(expected, Assert.Single(PolicyText.Accepted(PolicyText.Plan, $"checks: [ {{ {entry} }} ]").Policy.Checks));

    [Fact]
    public void Read_MissingReadAsFine_Warns()
    {
        ReadResult<PolicyFile>.Read read = Assert.IsType<ReadResult<PolicyFile>.Read>(
            PolicyText.Read(PolicyText.Plan, "checks: [ { metric: errors, atMost: 1%, missing: pass } ]"));
        Assert.Equal(
            "p.yaml:3:50 warning CM1320 · 'errors atMost 1%' reads missing data as if it were fine: a canary whose metrics have stopped is promoted.",
            Assert.Single(read.Warnings).ToString());
    }

    [Theory]
    [InlineData("atMost: 1%, missing: 100%", "CM1326")]
    [InlineData("atMost: 1%, missing: 1%", "CM1320")]
    [InlineData("atLeast: 1%, missing: 0%", "CM1326")]
    [InlineData("notWorseThanBaseline: 1pp, missing: 100%", "CM1320")]
    public void Read_MissingReadAsAValue_IsSaidToFailOrToPass(string written, string id)
    {
        ReadResult<PolicyFile>.Read read = Assert.IsType<ReadResult<PolicyFile>.Read>(
            PolicyText.Read(PolicyText.Plan, $"checks: [ {{ metric: {(written[2] == 'L' ? "accuracy" : "errors")}, {written}, method: point }} ]"));
        Assert.Equal(id, Assert.Single(read.Warnings).Id);
    }

    [Fact]
    public void Read_NoChecks_Warns() => Assert.Equal(
        "p.yaml:1:1 warning CM1301 · The policy has no checks: it shifts traffic blindly and promotes everything.",
        Assert.Single(Assert.IsType<ReadResult<PolicyFile>.Read>(PolicyText.Read(PolicyText.Plan, "checks: []")).Warnings).ToString());

    [Fact]
    public void Read_SeveralMistakes_AllOfThemAreSaid()
    {
        ReadResult<PolicyFile>.Refused refused = Assert.IsType<ReadResult<PolicyFile>.Refused>(PolicyText.Read(
            "plan: { weights: [10, 100], evry: 5m, maximum: 6 }", "risk: { missed: 100% }", "checks: [ { metric: errors, atMost: 1s } ]"));
        Assert.Equal(["2:29 CM1101", "2:48 CM1202", "3:17 CM1203", "4:37 CM1202"], refused.Diagnostics.Select(d => $"{d.Position} {d.Id}"));
    }

    private static Requirement.NotWorseThanBaseline Relative(double fraction) => new(new Margin.Relative(fraction));

    private static Requirement.NotWorseThanBaseline Points(double share) => new(new Margin.Points(share));

    private static Check Make(string name, Metric metric, Requirement requirement) =>
        new() { Name = name, Metric = metric, Requirement = requirement, Method = new CheckMethod.Sequential(HarmFromZero: false) };
}

using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

public sealed class SuiteReaderTests
{
    [Theory]
    [MemberData(nameof(SuiteMistakes.Lines), MemberType = typeof(SuiteMistakes))]
    public void Read_LineWithOneMistake_SaysWhereAndWhy(string line, string expected) =>
        Assert.StartsWith($"s.yaml:{expected}", Refusal.Of(SuiteTexts.Read(SuiteTexts.With(line))), StringComparison.Ordinal);

    [Fact]
    public void Read_Scenario_IsRefusedByItsKind() => Assert.Equal(
        "s.yaml:1:7 error CM1104 · This file has `kind: Scenario`; `kind: Suite` is expected here. "
            + "`coalmine simulate` and `study` run scenarios; beside a policy one is given with --against.", Refusal.Of(SuiteTexts.Read("kind: Scenario\n")));

    [Theory]
    [InlineData("characteristic: falseRollback, atMost: 5%", "falseRollback", "atMost", 0.05)]
    [InlineData("characteristic: error.falseRollback, atMost: 0.05", "falseRollback", "atMost", 0.05)]
    [InlineData("characteristic: detectionTime, p90AtMost: 20m", "detectionTime", "p90AtMost", 1200)]
    [InlineData("characteristic: detection.p90, atMost: 20m", "detectionTime", "p90AtMost", 1200)]
    [InlineData("characteristic: duration.median, atLeast: 10m", "duration", "medianAtLeast", 600)]
    [InlineData("characteristic: exposure.requests.median, atMost: 40000", "exposedRequests", "medianAtMost", 40000)]
    public void Expectation_UnderEachOfItsNames_IsTheSame(string written, string word, string bound, double limit)
    {
        Expectation read = SuiteTexts.Expectation(written);
        Assert.Equal((word, bound, limit), (read.Characteristic.Word, read.Bound.Word, read.Limit));
    }

    [Fact]
    public void Names_HoldEveryIdOfTheCatalogueButMeans()
    {
        // Means are refused with the way out (CM2323).
        string[] ids =
        [
            .. typeof(CharacteristicCatalogue).GetProperties().Select(property => property.GetValue(null)).OfType<CharacteristicDefinition>()
                .Select(definition => definition.Id),
        ];
        Assert.NotEmpty(ids);
        Assert.Empty(ids.Except(SuiteCharacteristics.Names.Select(each => each.Word)));
        Assert.Equal(SuiteCharacteristics.Names.Length, SuiteCharacteristics.Names.Select(each => each.Word).Distinct().Count());
    }

    [Fact]
    public void Limit_AtZero_IsWarnedOf()
    {
        Diagnostic warning = Assert.Single(SuiteTexts.Read(SuiteTexts.With("expectations: [ { characteristic: missedRegression, atMost: 0% } ]")).Said);
        Assert.Equal(("CM2325", Severity.Warning), (warning.Id, warning.Severity));
    }

    [Fact]
    public void Suite_WithAllKeys_IsRead()
    {
        Suite suite = Assert.IsType<ReadResult<Suite>.Read>(SuiteTexts.Read(
            """
            kind: Suite
            version: 1
            about: all keys
            falseAlarm: 0.05%
            confidence: 95%
            seed: 7
            replications: 500
            scenarios: [a.yaml]
            policies: [b.yaml]
            expectations: [ { characteristic: open, atMost: 1% } ]
            cases:
              - { name: one, scenarios: [a], policies: [b], seed: 8, replications: 200, expectations: [ { characteristic: promoted, atLeast: 90%, confidence: 99.9% } ] }
              - name: two
                policies: [b]
                given: { every: 1m, answers: { x: 1 _ }, series: { canary.errors: 0+1x3 }, refusing: [gate] }
                expect: [ { at: 5m, within: 1m, decision: rollBack, because: errors, outcome: rolledBackOnEvidence, weight: 10% } ]
            """)).Value;
        Assert.Equal((0.0005, 0.95, 7UL, 500), (suite.FalseAlarm, suite.Confidence, suite.Seed, suite.Replications));
        Assert.Equal((8UL, 200, 0.999), (suite.Cases[0].Value.Seed, suite.Cases[0].Value.Replications, suite.Cases[0].Value.Expectations[0].Value.Confidence));
        Assert.Equal(["gate"], suite.Cases[1].Value.Given!.Refusing);
        Assert.Equal((DecisionKind.RollBack, RolloutOutcome.RolledBackOnEvidence, 0.1),
            (suite.Cases[1].Value.Expected[0].Value.Decision, suite.Cases[1].Value.Expected[0].Value.Outcome, suite.Cases[1].Value.Expected[0].Value.Weight));
    }
}

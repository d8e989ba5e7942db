using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo.Analysis;

/// <summary>Arguments, templates and what is checked of them, by the reference page of Argo Rollouts, sections 2.1, 2.6 and 6.</summary>
public sealed class TemplateTests
{
    private static readonly MetricSpec Plain = new() { Name = "m", Providers = [new MetricProvider.Prometheus("up{app=\"{{args.app}}\"}")] };

    [Fact]
    public void Resolve_EveryText_HasTheValues()
    {
        var texts = new ArgumentText([AnalysisArgument.Of("app", "web"), AnalysisArgument.Of("n", "3"), AnalysisArgument.Of("twice", "{{args.n}}")]);
        MetricSpec metric = texts.Resolve(Plain with { Count = "{{ args.n }}", Interval = "{{args.n}}0s", FailureCondition = "{{args.twice}}" });
        Assert.Equal(3, metric.Count?.Value);
        Assert.Equal("30s", metric.Interval);
        Assert.Equal("{{args.n}}", metric.FailureCondition);
        Assert.Equal("up{app=\"web\"}", ((MetricProvider.Prometheus)metric.Providers[0]).Query);
    }

    [Theory]
    [InlineData("a-{{args.b}}", "failed to resolve {{args.b}}")]
    [InlineData("a-{{inputs.app}}", "failed to resolve {{inputs.app}}")]
    [InlineData("a-{{args.app", "Cannot find end tag")]
    public void Resolve_WhatIsNoArgument_IsAnError(string text, string expected)
    {
        var texts = new ArgumentText([AnalysisArgument.Of("app", "web")]);
        Assert.Contains(expected, Assert.Throws<ArgumentTextException>(() => texts.Resolve(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForStep_IntervalWithoutCount_RunsIndefinitely()
    {
        AnalysisTemplate template = Template("t", Plain with { Interval = "60s", ConsecutiveSuccessLimit = 2 });
        Assert.Equal(["AnalysisTemplate t has metric m which runs indefinitely. Invalid value for count: <nil>"], TemplateValidation.ForStep(template));
        Assert.Empty(TemplateValidation.ForStep(Template("t", Plain with { Interval = "60s", Count = 5 })));
        Assert.Empty(TemplateValidation.ForBackground(template, [AnalysisArgument.Of("app", "web")]));
    }

    // Whatever the rollout passes, only the template's own default counts.
    [Fact]
    public void ForStep_CountFromAnArgument_NeedsADefault()
    {
        AnalysisTemplate template = Template("t", Plain with { Interval = "60s", Count = "{{args.n}}" });
        AnalysisTemplate With(ArgumentValue? value) => template with { Spec = template.Spec with { Arguments = [.. template.Spec.Arguments, new AnalysisArgument("n", value)] } };
        Assert.Single(TemplateValidation.ForStep(With(null)));
        Assert.Single(TemplateValidation.ForStep(With(new ArgumentValue.Text("0"))));
        Assert.Empty(TemplateValidation.ForStep(With(new ArgumentValue.Text("5"))));
    }

    [Fact]
    public void ForBackground_ArgumentWithoutValue_MustBeGiven()
    {
        Assert.Equal(["missing analysis arguments in rollout spec"], TemplateValidation.ForBackground(Template("t", Plain), null));
        Assert.Equal(["app"], TemplateValidation.ForBackground(Template("t", Plain), []));
    }

    [Fact]
    public void Of_SeveralTemplates_AreOneRun()
    {
        AnalysisTemplate inner = Template("inner", Plain with { Name = "b" });
        AnalysisTemplate outer = Template("outer", Plain with { Name = "a" }) with { Templates = [inner.Reference] };
        AnalysisTemplate[] all = [inner, outer];
        TemplateMerge merge = TemplateMerge.Of([outer.Reference, inner.Reference], Find, [AnalysisArgument.Of("app", "web"), AnalysisArgument.Of("unknown", "x")]);
        AnalysisSpec spec = Assert.IsType<TemplateMerge.Merged>(merge).Spec;
        Assert.Equal(["a", "b"], spec.Metrics.Select(metric => metric.Name));
        Assert.Equal([AnalysisArgument.Of("app", "web")], spec.Arguments);
        Assert.IsType<TemplateMerge.Refused>(TemplateMerge.Of([outer.Reference], Find, []));

        AnalysisTemplate? Find(TemplateReference reference) => all.FirstOrDefault(one => one.Reference == reference);
    }

    [Fact]
    public void Of_SameMetricOrOtherValue_IsRefused()
    {
        AnalysisTemplate Valued(string name, string value) => Template(name, Plain with { Name = name }) with
        {
            Spec = new AnalysisSpec { Metrics = [Plain with { Name = name }], Arguments = [AnalysisArgument.Of("app", value)] },
        };
        Assert.IsType<TemplateMerge.Refused>(Merge(Template("a", Plain), Template("b", Plain)));
        Assert.IsType<TemplateMerge.Refused>(Merge(Valued("a", "x"), Valued("b", "y")));
        Assert.IsType<TemplateMerge.Merged>(Merge(Valued("a", "x"), Valued("b", "x")));
    }

    [Theory]
    [InlineData(1, 2, 0, null, true)]
    [InlineData(0, 2, 0, null, false)]
    [InlineData(5, 2, 3, "60s", false)]
    [InlineData(4, 2, 3, "60s", true)]
    [InlineData(2, 0, 0, null, true)]
    [InlineData(2, 0, 0, "60", true)]
    [InlineData(3, -1, 3, "60s", false)]
    [InlineData(2, -1, 3, "60s", true)]
    [InlineData(2, -1, 0, "60s", true)]
    public void ProblemOf_Limits_MustFitTheCount(int count, int failures, int successes, string? interval, bool hasProblem)
    {
        MetricSpec metric = Plain with { Count = count, FailureLimit = failures, ConsecutiveSuccessLimit = successes, Interval = interval };
        Assert.Equal(hasProblem, MetricValidation.ProblemOf(metric) is not null);
    }

    [Theory]
    [InlineData("*", "Analysis spec invalid: dryRun[0]: Rule didn't match any metric name(s)")]
    [InlineData("other", "Analysis spec invalid: dryRun[0]: Rule didn't match any metric name(s)")]
    public void Prepare_DryRunRuleThatMatchesNothing_Rejects(string rule, string expected)
    {
        AnalysisSpec spec = new() { Metrics = [Plain with { Providers = [new MetricProvider.Job()] }], DryRun = [rule] };
        Assert.Equal(expected, Assert.IsType<AnalysisPreparation.Rejected>(AnalysisPlan.Prepare(spec, ArgoRelease.V1_10)).Message);
    }

    [Theory]
    [InlineData("1h30m", 5_400_000_000_000L)]
    [InlineData("300ms", 300_000_000L)]
    [InlineData("1.5h", 5_400_000_000_000L)]
    [InlineData("-2s", -2_000_000_000L)]
    [InlineData("0", 0L)]
    [InlineData("60", null)]
    [InlineData("1d", null)]
    [InlineData("", null)]
    [InlineData("1e3s", null)]
    public void TryParse_GoDuration(string text, long? expected)
    {
        bool isRead = GoDuration.TryParse(text, out long nanoseconds);
        Assert.Equal(expected, isRead ? nanoseconds : null);
    }

    private static AnalysisTemplate Template(string name, MetricSpec metric) => new(
        new TemplateReference(name, IsClusterScoped: false),
        new AnalysisSpec { Metrics = [metric], Arguments = [new AnalysisArgument("app", null)] },
        []);

    private static TemplateMerge Merge(params AnalysisTemplate[] templates) => TemplateMerge.Of(
        [.. templates.Select(template => template.Reference)],
        reference => templates.First(template => template.Reference == reference),
        [AnalysisArgument.Of("app", "web")]);
}

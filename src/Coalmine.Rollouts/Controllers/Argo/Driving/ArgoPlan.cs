using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>Everything about a Rollout that does not change: its machine, its runs, the queries they ask, and the names of their metrics.</summary>
internal sealed class ArgoPlan
{
    private readonly ImmutableArray<RunGroupPlan>.Builder _groups = ImmutableArray.CreateBuilder<RunGroupPlan>();
    private readonly ImmutableArray<QueryNeed>.Builder _queries = ImmutableArray.CreateBuilder<QueryNeed>();
    private readonly ImmutableArray<CheckName>.Builder _checks = ImmutableArray.CreateBuilder<CheckName>();
    private readonly ImmutableArray<ArgoRefusal>.Builder _refused = ImmutableArray.CreateBuilder<ArgoRefusal>();
    private readonly ArgoRelease _release;

    /// <summary>The plan of a Rollout.</summary>
    public ArgoPlan(ArgoRolloutSpec spec, ArgoRelease release)
    {
        _release = release;
        Spec = spec;
        Machine = new RolloutMachine(spec, release);
        Problems = ArgoRolloutRules.Problems(spec);
        if (spec.Canary.Background is { } background)
            Add(new RunGroupPlan(RunKind.Background, 0, [Member("background", background.Spec)]));
        for (int i = 0; i < spec.Canary.Steps.Length; i++)
            AddStep(spec.Canary.Steps[i], i);
        Groups = _groups.ToImmutable();
        Measurements = new MeasurementPlan([], _queries.ToImmutable());
        Checks = _checks.ToImmutable();
        Refused = _refused.ToImmutable();
        int steps = spec.Canary.Steps.Length;
        StepMessages = [.. Enumerable.Range(1, steps).Select(step => string.Create(CultureInfo.InvariantCulture, $"step {step} of {steps} is complete"))];
    }

    /// <summary>The Rollout.</summary>
    public ArgoRolloutSpec Spec { get; }

    /// <summary>The machine.</summary>
    public RolloutMachine Machine { get; }

    /// <summary>Why the Rollout is an invalid one, which does nothing at all; empty when it is not.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>The runs.</summary>
    public ImmutableArray<RunGroupPlan> Groups { get; }

    /// <summary>The queries.</summary>
    public MeasurementPlan Measurements { get; }

    /// <summary>The metrics of all runs.</summary>
    public ImmutableArray<CheckName> Checks { get; }

    /// <summary>What cannot be carried out here; empty when everything can.</summary>
    public ImmutableArray<ArgoRefusal> Refused { get; }

    /// <summary>What is said when a step is complete.</summary>
    public ImmutableArray<string> StepMessages { get; }

    /// <summary>Index of the run that a request is about.</summary>
    public int GroupOf(RunRequest request)
    {
        for (int i = 0; i < Groups.Length; i++)
        {
            if (Groups[i].Kind == request.Kind && Groups[i].StepIndex == request.StepIndex)
                return i;
        }

        throw new InvalidOperationException("Unreachable: every run of the steps is planned.");
    }

    private void AddStep(ArgoStep step, int index)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"step {index + 1}");
        if (step is ArgoStep.Analyze analyze)
            Add(new RunGroupPlan(RunKind.Step, index, [Member(name, analyze.Spec)]));
        else if (step is ArgoStep.Experiment { Spec: var experiment })
            Add(new RunGroupPlan(
                RunKind.Experiment,
                index,
                [.. experiment.Analyses.Select(analysis => Member($"{name} {analysis.Name}", analysis.Spec) with { IsRequired = analysis.IsRequired })])
            {
                DurationSeconds = experiment.DurationSeconds,
            });
    }

    private void Add(RunGroupPlan group) => _groups.Add(group);

    private RunMemberPlan Member(string name, AnalysisSpec spec)
    {
        int first = _checks.Count;
        AnalysisPreparation preparation = AnalysisPlan.Prepare(spec, _release);
        var queries = ImmutableArray.CreateBuilder<int>();
        if (preparation is AnalysisPreparation.Ready { Plan: var plan })
        {
            foreach (PlannedMetric metric in plan.Metrics)
            {
                queries.Add(Query(name, metric.Spec));
                Refuse(name, metric, metric.Conditions.Success);
                Refuse(name, metric, metric.Conditions.Failure);
            }
        }

        return new RunMemberPlan(name, preparation, first, queries.ToImmutable(), IsRequired: false);
    }

    /// <summary>A condition that Argo may understand and we do not must not become a measurement in error.</summary>
    private void Refuse(string run, PlannedMetric metric, Condition? condition)
    {
        if (condition?.Problem is { IsUnsupported: true } problem)
            Refuse(run, metric.Name, $"the condition cannot be evaluated here: {problem.Message}");
    }

    private int Query(string run, MetricSpec metric)
    {
        _checks.Add(NameOf(run, metric.Name));
        if (metric.Providers is [MetricProvider.Prometheus { Range: null } prometheus])
        {
            _queries.Add(new QueryNeed(_checks.Count - 1, Arm.Canary, new QueryQuestion.Foreign(prometheus.Query)));
            return _queries.Count - 1;
        }

        string kind = metric.Providers is [MetricProvider.Prometheus] ? "a range query of Prometheus" : $"the provider '{metric.Providers[0].Kind}'";
        Refuse(run, metric.Name, $"{kind} cannot be asked here; only instant queries of Prometheus can");
        return -1;
    }

    private void Refuse(string run, string metric, string reason) => _refused.Add(new ArgoRefusal(NameOf(run, metric), $"{run}, metric {metric}: {reason}"));

    private static CheckName NameOf(string run, string metric) => new($"{run} {metric}", metric);
}

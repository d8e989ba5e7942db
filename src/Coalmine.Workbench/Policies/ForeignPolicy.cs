using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Metrics;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Policies;

/// <summary>
/// What a manifest makes another controller do. Its queries are bound to the scenario's world, which gets the pods and the latency bounds that the manifest and
/// its platform have.
/// </summary>
/// <param name="manifest">The controller with what is known of the manifest.</param>
public sealed class ForeignPolicy(ForeignManifest manifest) : RolloutPolicy
{
    /// <inheritdoc/>
    public override string Name => manifest.Name;

    /// <inheritdoc/>
    public override string About => manifest.About;

    /// <inheritdoc/>
    public override string File => manifest.Files[0];

    /// <inheritdoc/>
    public override ImmutableArray<string> Files => manifest.Files;

    /// <inheritdoc/>
    public override ImmutableArray<string> UnsafeSettings => [];

    /// <inheritdoc/>
    public override string Key => manifest.Key;

    /// <summary>The controller with what is known of the manifest.</summary>
    public ForeignManifest Manifest => manifest;

    /// <inheritdoc/>
    public override (string File, TextPosition Position)? PlaceOf(int check)
    {
        ImmutableArray<QueryNeed> needs = manifest.Controller.Measurements.Queries;
        for (int i = 0; i < needs.Length; i++)
            if (needs[i].Check == check)
                return (manifest.Places[i].File, manifest.Places[i].Find(new SourcePosition(0, 1, 1)));
        return null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<int> ChecksOnAffected(LoadedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (Ask(scenario.File.Described) is not ReadResult<ForeignQueries>.Read asked)
            return [];
        ImmutableArray<Metric> measured = MeasuredMetrics.Of(manifest.Controller, asked.Value.Bindings);
        return [.. Enumerable.Range(0, measured.Length).Where(check =>
            measured[check] is not Metric.Query && scenario.World.Effects.AffectedFrom(measured[check]) is not null)];
    }

    /// <summary>Compiles the queries and finds out what they ask for.</summary>
    /// <param name="described">Metrics that the scenario describes.</param>
    /// <param name="bounds">What its telemetry says about the bounds of histograms; nothing where they are the platforms' own.</param>
    public ReadResult<ForeignQueries> Ask(ImmutableArray<MetricFamily> described, HistogramBounds? bounds = null)
    {
        ImmutableArray<QueryNeed> needs = manifest.Controller.Measurements.Queries;
        ImmutableArray<CompiledQuery>.Builder queries = ImmutableArray.CreateBuilder<CompiledQuery>(needs.Length);
        ImmutableArray<Diagnostic>.Builder problems = ImmutableArray.CreateBuilder<Diagnostic>();
        for (int i = 0; i < needs.Length; i++)
            switch (CompiledQuery.Compile(TextOf(needs[i])))
            {
                case CompileResult.Compiled compiled:
                    queries.Add(compiled.Query);
                    break;
                case CompileResult.Refused refused:
                    problems.Add(manifest.Places[i].Locate(refused.Error.Position, ScenarioMessages.CannotAsk(refused.Error.ToString())));
                    break;
            }

        if (problems.Count > 0)
            return new ReadResult<ForeignQueries>.Refused(problems.ToImmutable());
        QueryBindings bindings = QueryBindings.Of(
            queries.ToImmutable(), new BindingOptions(manifest.Names) { Described = described, Bounds = bounds ?? HistogramBounds.Usual });
        return bindings.Unbound.IsEmpty
            ? new ReadResult<ForeignQueries>.Read(new ForeignQueries(queries.ToImmutable(), bindings), [])
            : new ReadResult<ForeignQueries>.Refused(
                [.. bindings.Unbound.Select(each => manifest.Places[each.Query].Locate(each.Position, ScenarioMessages.Unbound(each.Message)))]);
    }

    /// <inheritdoc/>
    protected override PairingResult Bind(LoadedScenario scenario, Watching? watching)
    {
        ReadResult<ForeignQueries> asked = Ask(scenario.File.Described, PlatformBounds.ForAny(scenario.File.World.Telemetry));
        if (asked is not ReadResult<ForeignQueries>.Read read)
            return new PairingResult.NotFaithful(asked.Said);
        if (manifest.Pods.In(scenario.World.World.Pods) is var pods && Math.Max(pods.Baseline, pods.Canary) is > PodsReader.Most and int most)
            return new PairingResult.NotFaithful([Diagnostic.At(manifest.PodsAt.File, manifest.PodsAt.Start, ScenarioMessages.TooManyPods(most))]);
        if (scenario.World.World.Serving.Autoscaling.Most > 0)
            return NotFaithful(ScenarioMessages.AutoscalerBesideController);
        if (manifest.Traffic.WhyNotIn(scenario.World.World) is { IsEmpty: false } unknown)
            return new PairingResult.NotFaithful(unknown);
        LoadedScenario own = ForeignWorld.Of(scenario, manifest, read.Value.Bindings);
        if (own.World.Effects.Truth != scenario.World.Effects.Truth)
            return NotFaithful(ScenarioMessages.TruthDependsOnPods(
                own.World.World.Pods.Baseline, ScenarioWords.Of(own.World.Effects.Truth), ScenarioWords.Of(scenario.World.Effects.Truth)));
        own = watching is null ? own : WatchedWorld.Of(own, watching.Watch);
        IRolloutController controller = manifest.Traffic.ControllerIn(own.World.World) ?? manifest.Controller;
        ImmutableArray<Metric> measured = MeasuredMetrics.Of(controller, read.Value.Bindings);
        return new PairingResult.Bound(new Pairing(
            own, this, controller.Words, () => SimulatedRollout.Prepare(own.World, controller, read.Value, measured, watching?.Watch))
        {
            Rules = watching?.Rules,
        });
    }

    private PairingResult.NotFaithful NotFaithful(Message message) => new([Diagnostic.At(File, TextPosition.Start, message)]);

    private static string TextOf(QueryNeed need) => need.Question switch
    {
        QueryQuestion.Foreign foreign => foreign.Text,
        QueryQuestion.Written written => written.Text,
        _ => throw new InvalidOperationException("The controller of a manifest asks its manifest's queries only."),
    };
}

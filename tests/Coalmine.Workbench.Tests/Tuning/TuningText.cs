using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Tuning;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Outcomes;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Policies and runs that tests are about.</summary>
internal static class TuningText
{
    public const string Policy =
        """
        kind: Policy
        plan: { weights: [10, 50, 100], every: 5m, maximum: 6h }  # three steps
        method: { point: { window: 5m } }
        checks:
          - { metric: latency.p99, atMost: 250ms }
          - { metric: errors, atMost: '1.5%' }
          - metric: query
            name: both
            query: rate(a[5m]) / rate(b[5m]) > 0.25
            atMost: 3

        """;

    public static ImmutableArray<ManifestFile> Files(string text = Policy) => [Assert.IsType<ReadResult<ManifestFile>.Read>(
        ManifestFile.Load("p.yaml", Encoding.UTF8.GetBytes(text))).Value];

    public static Knob Knob(string text, string policy = Policy)
    {
        Assert.True(new KnobReader(Files(policy)).TryRead(text, out Knob? knob, out Message problem), problem.Text);
        return knob;
    }

    public static string Refusal(string text)
    {
        Assert.False(new KnobReader(Files()).TryRead(text, out _, out Message problem));
        return $"{problem.Id} {problem.Text}";
    }

    public static SearchSpace Space(ImmutableArray<ManifestFile> files, params ImmutableArray<Knob> knobs)
    {
        Assert.True(SearchSpace.TryMake(files, knobs, out SearchSpace? space, out Message problem), problem.Text);
        return space;
    }

    /// <summary>The run of one of the shipped worlds with one look: <c>rare</c>, <c>usual</c> or <c>many</c>.</summary>
    public static TuningSetup OneLook(string world, long rollouts, ulong seed = 1)
    {
        ImmutableArray<ManifestFile> files = [Assert.IsType<ReadResult<ManifestFile>.Read>(
            Workbench.Scenarios.FileReader.ReadManifest(Path.Combine(ShippedFiles.Folder, "tuning", "one-look.yaml"))).Value];
        Assert.True(new KnobReader(files).TryRead("checks[0].atMost=0.25%..8% step 0.25%", out Knob? knob, out _));
        Assert.True(TuningTarget.TryParse("falseRollback atMost 7%", out TuningTarget? target, out _));
        return new TuningSetup
        {
            Space = Space(files, knob),
            Scenarios = [Scenario($"{world}-errors-healthy"), Scenario($"{world}-errors-regressed")],
            Goal = new TuningGoal([target], TuningMeasure.Missed),
            Seed = seed,
            Rollouts = rollouts,
            Workers = 2,
        };
    }

    /// <summary>The same with the plan's maximum varied as well, which changes nothing from the one look at ten minutes on, and is refused below it.</summary>
    public static TuningSetup WithMaximum(string world, long rollouts, ulong seed = 1)
    {
        TuningSetup setup = OneLook(world, rollouts, seed);
        Assert.True(new KnobReader(setup.Space.Files).TryRead("plan.maximum=5m..30m step 1m", out Knob? maximum, out _));
        return setup with { Space = Space(setup.Space.Files, maximum, setup.Space.Knobs[0]) };
    }

    public static TuningResult Run(TuningSetup setup) => RunUntil(setup, TestContext.Current.CancellationToken);

    public static TuningResult RunUntil(TuningSetup setup, CancellationToken cancellation) =>
        Assert.IsType<ReadResult<TuningResult>.Read>(TuningRunner.Run(setup, null, cancellation)).Value;

    private static TuningScenario Scenario(string name) => new(
        Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Load(Path.Combine(ShippedFiles.Folder, "tuning", name + ".yaml"))).Value, 1)
    {
        Key = name,
    };
}

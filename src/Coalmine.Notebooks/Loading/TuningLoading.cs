using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tuning;
using Coalmine.Workbench.Tuning.Files;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Notebooks.Loading;

/// <summary>Makes a tuning run of a tuning file, and runs it.</summary>
internal static class TuningLoading
{
    private const long UsualBudget = 100_000;

    /// <summary>The result; the same for the same file, whatever the machine.</summary>
    public static TuningResult Run(string path, long? budget)
    {
        TuningFile order = Refusals.Take(FileReader.Read(path).Then(TuningReader.Read));
        string[] paths = [.. order.Policy.Select(each => order.PathOf(each.Value))];
        RolloutPolicy policy = PolicyLoading.Load(paths);
        ImmutableArray<TuningScenario> scenarios = [.. order.Against.Select(each => Scenario(order, each.Value, policy))];
        TuningGoal goal = new([.. order.Targets.Select(target => target.Value)], order.Minimise);
        if (goal.ProblemWith(scenarios) is { } problem)
            throw Refused(order, order.Targets.IsEmpty ? TextPosition.Start : order.Targets[0].Position, problem);
        TuningSetup setup = new()
        {
            Space = Space(order, [.. paths.Select(each => Refusals.Take(FileReader.ReadManifest(each)))]),
            Scenarios = scenarios,
            Goal = goal,
            Seed = order.Seed ?? 1,
            Rollouts = budget ?? order.Budget ?? UsualBudget,
            Workers = Environment.ProcessorCount,
        };
        if (setup.Rollouts < setup.LeastRollouts)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A budget of {setup.Rollouts:N0} rollouts is too small; {setup.LeastRollouts:N0} are needed."),
                nameof(budget));
        return Refusals.Take(TuningRunner.Run(setup, null, CancellationToken.None));
    }

    private static TuningScenario Scenario(TuningFile order, WeightedScenario weighted, RolloutPolicy policy)
    {
        Workbench.Pairings.LoadedScenario scenario = Lab.Scenario(order.PathOf(weighted.Path));
        Bindings.Of(scenario, policy);
        return new TuningScenario(scenario, weighted.Weight) { Key = scenario.Key };
    }

    private static SearchSpace Space(TuningFile order, ImmutableArray<ManifestFile> files)
    {
        KnobReader reader = new(files);
        List<Knob> knobs = [];
        foreach (Located<string> text in order.Vary)
            knobs.Add(reader.TryRead(text.Value, out Knob? knob, out Message problem) ? knob : throw Refused(order, text.Position, problem));
        if (order.Vary.IsEmpty)
            knobs.AddRange(KnobProposals.Of(files));
        return SearchSpace.TryMake(files, [.. knobs], out SearchSpace? space, out Message twice) ? space : throw Refused(order, TextPosition.Start, twice);
    }

    private static RefusedException Refused(TuningFile order, TextPosition position, Message message) => new([Diagnostic.At(order.File, position, message)]);
}

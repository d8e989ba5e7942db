using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tuning;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;

namespace Coalmine.Cli.Commands;

/// <summary>Makes a tuning run of an order: loads all files, binds the given policy to every scenario, and reads what is varied.</summary>
/// <param name="loading">Loads files and says what is wrong.</param>
/// <param name="engine">The engine that was asked for; nothing for each world's own choice.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class TuneFiles(Loading loading, EngineKind? engine, ManifestOptions options)
{
    private const long UsualBudget = 100_000;
    private const long BudgetWithTime = 10_000_000;

    /// <summary>Whether the knobs were proposed, since none was named.</summary>
    public bool WasProposed { get; private set; }

    /// <summary>The run, or nothing where something was refused.</summary>
    public TuningSetup? Load(TuneOrder order, int workers)
    {
        ImmutableArray<TuningScenario> scenarios = Scenarios(order);
        ImmutableArray<ManifestFile> files = [.. order.Policy.Select(loading.AnyFile).OfType<ManifestFile>()];
        if (order.Policy.IsEmpty)
            loading.Refuse("name a policy or a manifest to tune");
        if (loading.ExitCode != ExitCode.Success || Policy(order, files) is not { } policy)
            return null;
        foreach (TuningScenario scenario in scenarios)
            loading.Bind(scenario.Loaded, policy);
        TuningGoal goal = new(order.Targets, order.Minimise);
        if (goal.ProblemWith(scenarios) is { } problem)
            Refuse(problem, "", order.GoalPlace);
        if (loading.ExitCode != ExitCode.Success || Space(order, files) is not { } space)
            return null;
        TuningSetup setup = new()
        {
            Space = space,
            Scenarios = scenarios,
            Goal = goal,
            Options = options,
            Seed = order.Seed ?? 1,
            Rollouts = order.Budget ?? (order.Time is null ? UsualBudget : BudgetWithTime),
            Workers = workers,
        };
        if (setup.Rollouts >= setup.LeastRollouts)
            return setup;
        loading.Refuse(string.Create(CultureInfo.InvariantCulture, $"a budget of {setup.Rollouts:N0} rollouts is too small for {space.Knobs.Length} fields and "
            + $"{scenarios.Length} scenarios: at least {setup.LeastRollouts:N0} are needed; raise --budget, or vary fewer fields"));
        return null;
    }

    private ImmutableArray<TuningScenario> Scenarios(TuneOrder order)
    {
        List<TuningScenario> scenarios = [];
        foreach ((string path, double weight) in order.Against)
            if (loading.Scenario(path, engine) is { } scenario)
                scenarios.Add(new TuningScenario(scenario, weight) { Key = scenario.Key });
        if (order.Against.IsEmpty)
            loading.Refuse("name scenarios with --against: at least a healthy and a regressed one");
        foreach (IGrouping<string, TuningScenario> doubles in scenarios.GroupBy(each => each.Loaded.Facts.Name).Where(group => group.Count() > 1))
            loading.Refuse($"two scenarios are called {doubles.Key}: {string.Join(", ", doubles.Select(each => each.Loaded.File.File))}");
        return [.. scenarios];
    }

    private RolloutPolicy? Policy(TuneOrder order, ImmutableArray<ManifestFile> files)
    {
        PolicyFiles policies = new(loading, options);
        foreach (string path in order.Policy)
            policies.Add(path);
        ImmutableArray<RolloutPolicy> all = policies.Finish();
        if (all.Length > 1)
            loading.Refuse($"one policy is tuned at a time, and {string.Join(", ", files.Select(file => file.Source.File))} hold "
                + string.Join(", ", all.Select(policy => policy.Name)));
        return all is [var only] ? only : null;
    }

    private SearchSpace? Space(TuneOrder order, ImmutableArray<ManifestFile> files)
    {
        KnobReader reader = new(files);
        List<Knob> knobs = [];
        foreach ((string text, TuneCitation? place) in order.Vary)
            if (reader.TryRead(text, out Knob? knob, out Message problem))
                knobs.Add(knob);
            else
                Refuse(problem, $"--vary {text}", place);
        WasProposed = order.Vary.IsEmpty;
        if (WasProposed)
            knobs.AddRange(KnobProposals.Of(files));
        if (WasProposed && knobs.Count == 0)
            loading.Refuse("nothing in this policy looks like a number that decides; say what to vary, such as --vary \"checks[0].atMost=0.5%..3%\"");
        if (loading.ExitCode != ExitCode.Success)
            return null;
        if (SearchSpace.TryMake(files, [.. knobs], out SearchSpace? space, out Message twice))
            return space;
        Refuse(twice, "--vary", order.Vary[0].Place);
        return null;
    }

    private void Refuse(Message problem, string option, TuneCitation? place)
    {
        if (place is { } citation)
            loading.Refuse(Diagnostic.At(citation.File, citation.Position, problem));
        else
            loading.Refuse(option.Length == 0 ? problem.Text : $"{option}: {problem.Text}");
    }
}

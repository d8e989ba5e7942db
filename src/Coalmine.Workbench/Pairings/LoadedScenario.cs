using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Pairings;

/// <summary>A scenario that has been read, whose world has been compiled and whose claim of truth holds.</summary>
/// <param name="File">The scenario's file.</param>
/// <param name="World">Its world.</param>
/// <param name="Facts">What reports say about it.</param>
public sealed record LoadedScenario(Scenario File, CompiledWorld World, ScenarioFacts Facts)
{
    /// <summary>The path of the policy that the scenario names, taken from the scenario's folder; empty where it names none.</summary>
    public string PolicyPath => File.PolicyPath.Length == 0 ? "" : Path.Combine(Path.GetDirectoryName(File.File) ?? "", File.PolicyPath);

    /// <summary>
    /// What the world is, as a hash of everything it is made of, the engine and the metrics that are described to queries included; its name and words are not.
    /// Empty where that cannot be told.
    /// </summary>
    public string Key => File.Uncertainty is { } uncertainty
        ? ContentKey.Of("uncertain world", World.World with { Name = "" }, File.World with { Name = "" }, World.Engine, File.Described, uncertainty)
        : ContentKey.Of("world", World.World with { Name = "" }, File.World with { Name = "" }, World.Engine, File.Described);

    /// <summary>Loads a scenario file, to be brought forward by the engine that the world itself chooses.</summary>
    public static ReadResult<LoadedScenario> Load(string path) => Read(path).Then(scenario => Compile(scenario));

    /// <summary>Reads a scenario file without compiling its world.</summary>
    public static ReadResult<Scenario> Read(string path) => FileReader.Read(path).Then(ScenarioReader.Read);

    /// <summary>Compiles the world of a scenario and holds the author's claim against its truth.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="engine">How to bring the world forward, which it must allow (<see cref="EngineRefusal"/>); nothing for the world's own choice.</param>
    public static ReadResult<LoadedScenario> Compile(Scenario scenario, EngineKind? engine = null)
    {
        CompiledWorld world = CompiledWorld.Compile(scenario.World, engine);
        ScenarioFacts facts = new()
        {
            Name = scenario.World.Name,
            About = scenario.Uncertainty is null ? scenario.About : $"{scenario.About} Each replication's world is drawn from its uncertainty.".TrimStart(),
            Teaches = scenario.Teaches,
            Truth = world.Effects.Truth,
            Onset = world.Effects.Onset is { } onset ? onset.SinceStart : TimeSpan.Zero,
            Regressed = world.Effects.Regressed,
            Horizon = scenario.World.Duration,
            Engine = world.Engine,
            RequestsNeeded = string.Join("; ", EngineNeeds.RequestsNeeded(scenario.World)),
        };
        return TruthCheck.Compare(scenario, world.Effects.Truth, EffectLines.Summary(world.Effects)).Then(held =>
            (ReadResult<LoadedScenario>)new ReadResult<LoadedScenario>.Read(new LoadedScenario(held, world, facts), []));
    }
}

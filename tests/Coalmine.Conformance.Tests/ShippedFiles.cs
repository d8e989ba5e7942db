using System.Collections.Concurrent;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Conformance.Tests;

/// <summary>The scenarios, policies and measurements that are shipped; a world that has to be run to be known is compiled once.</summary>
internal static class ShippedFiles
{
    private static readonly ConcurrentDictionary<string, CompiledWorld> Compiled = new();
    private static readonly ConcurrentDictionary<string, LoadedScenario> Loaded = new();

    public static IEnumerable<string> Scenarios => Names("catalogue");

    /// <summary>The journals of recorded rollouts.</summary>
    public static IEnumerable<string> Incidents =>
        Directory.EnumerateFiles(Path.Combine(Root, "incidents"), "journal.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>The folder of the committed calibration.</summary>
    public static string Results => Path.Combine(Checkout, "tests", "Coalmine.Conformance", "Calibration", "results");

    public static IEnumerable<string> Policies => Names("policies");

    public static string Manifest(string name) => Path.Combine(Root, "manifests", name + ".yaml");

    public static string Suite(string name) => Path.Combine(Root, "suites", name + ".yaml");

    /// <summary>A known world whose telemetry is calibrated.</summary>
    public static string Calibrated(string name) => Path.Combine(Root, "calibrated", name + ".yaml");

    public static World World(string scenario) => Read(FileReader.Read(Path.Combine(Root, "catalogue", scenario + ".yaml")).Then(ScenarioReader.Read)).World;

    public static CompiledWorld CalibrationWorld(string name) =>
        CompiledWorld.Compile(Read(FileReader.Read(Path.Combine(Root, "calibration", name + ".yaml")).Then(ScenarioReader.Read)).World);

    public static Policy CalibrationPolicy(string name) => Read(FileReader.Read(Path.Combine(Root, "calibration", name + ".yaml")).Then(PolicyReader.Read)).Policy;

    public static CompiledWorld CompiledOnce(string scenario) => Compiled.GetOrAdd(scenario, name => CompiledWorld.Compile(World(name)));

    /// <summary>A scenario with its world, compiled once.</summary>
    public static LoadedScenario LoadedOnce(string scenario) =>
        Loaded.GetOrAdd(scenario, name => Read(LoadedScenario.Load(Path.Combine(Root, "catalogue", name + ".yaml"))));

    public static Policy Policy(string name) => Read(FileReader.Read(Path.Combine(Root, "policies", name + ".yaml")).Then(PolicyReader.Read)).Policy;

    public static (BoundPolicy Bound, SimulatedRollout Rollout) Prepare(CompiledWorld world, Policy policy)
    {
        BoundPolicy bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, world.Shape)).Policy;
        return (bound, Assert.IsType<RolloutPreparation.Ready>(SimulatedRollout.Prepare(world, new NativeController(bound), policy.Checks)).Rollout);
    }

    private static T Read<T>(ReadResult<T> result) => Assert.IsType<ReadResult<T>.Read>(result).Value;

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.yaml")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string Root => Path.Combine(Checkout, "scenarios");

    private static string Checkout
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
                folder = folder.Parent;
            return Assert.IsType<DirectoryInfo>(folder).FullName;
        }
    }
}

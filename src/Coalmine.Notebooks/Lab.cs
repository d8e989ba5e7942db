using System.Collections.Immutable;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Notebooks.Loading;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Statistics.Power;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Notebooks;

/// <summary>
/// What Coalmine does, for cells and programs: load files, simulate, study, compute power, explain, tune, replay. Everything that comes of it can be shown by
/// <see cref="DisplayExtensions.Display{T}"/>. Files that are wrong throw <see cref="RefusedException"/>, with every problem at its place. The same files and
/// seed give the same results on any number of cores.
/// </summary>
public static class Lab
{
    /// <summary>Rollouts of each scenario and policy where a study is not told otherwise: enough for shares to within 7 points.</summary>
    public const long UsualReplications = 200;

    /// <summary>Loads a scenario.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="RefusedException">The file is wrong, or its world is not what its author claims.</exception>
    public static LoadedScenario Scenario(string path) => Refusals.Take(LoadedScenario.Load(path));

    /// <summary>Loads a scenario and changes its text first: one number of a world, and everything else as it is.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="replaced">A piece of the file's text that stands there exactly once.</param>
    /// <param name="by">What stands there instead.</param>
    /// <exception cref="ArgumentException">The piece stands there not at all, or more than once.</exception>
    /// <exception cref="RefusedException">What comes of it is wrong.</exception>
    public static LoadedScenario Scenario(string path, string replaced, string by) =>
        Refusals.Take(ChangedFiles.Read(path, replaced, by).Then(ScenarioReader.Read).Then(scenario => LoadedScenario.Compile(scenario)));

    /// <summary>The world that a fit to telemetry says. A study draws each replication's world from the fit's intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <exception cref="RefusedException">No scenario can say what was fitted.</exception>
    public static LoadedScenario Scenario(CalibratedScenario fit) => FittedWorlds.Read("calibrated.yaml", CalibratedFile.Write(fit));

    /// <summary>Fits a scenario to telemetry: values with 95 % intervals, how well they fit, and what the telemetry does not tell.</summary>
    /// <param name="path">A table of counters, a row a scrape and pod, as <c>simulate --trace scrapes</c> writes it.</param>
    /// <exception cref="RefusedException">The table is wrong, or too little for any fit.</exception>
    public static CalibratedScenario Calibrate(string path) => ScenarioFit.Of(Refusals.Take(ScrapesReader.Read(path)));

    /// <summary>Worlds drawn from a fit's uncertainty: what the service may be, as far as its telemetry tells.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The seed; the same gives the same worlds.</param>
    /// <exception cref="RefusedException">No scenario can say what was drawn.</exception>
    public static ImmutableArray<LoadedScenario> Worlds(CalibratedScenario fit, int count, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Enumerable.Range(1, count).Select(world => FittedWorlds.Read($"world-{world}.yaml", CalibratedFile.Draw(fit, seed, world)))];
    }

    /// <summary>Loads a policy: one of our own, or a Rollout of Argo's or a Canary of Flagger's, unchanged.</summary>
    /// <param name="paths">Its file; for a manifest also the files that it needs, such as templates.</param>
    /// <exception cref="RefusedException">A file is wrong.</exception>
    /// <exception cref="ArgumentException">The files hold not exactly one policy.</exception>
    public static RolloutPolicy Policy(params string[] paths) => PolicyLoading.Load(paths);

    /// <summary>Loads one of our own policies and changes its text first.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="replaced">A piece of the file's text that stands there exactly once.</param>
    /// <param name="by">What stands there instead.</param>
    /// <exception cref="ArgumentException">The piece stands there not at all, or more than once.</exception>
    /// <exception cref="RefusedException">What comes of it is wrong.</exception>
    public static RolloutPolicy Policy(string path, string replaced, string by) =>
        new NativePolicy(Refusals.Take(ChangedFiles.Read(path, replaced, by).Then(PolicyReader.Read)));

    /// <summary>Five worlds made of three numbers, a healthy one first, then one for each way in which a new model usually is worse.</summary>
    /// <param name="requestsPerSecond">Requests to the service in a second; positive.</param>
    /// <param name="errorRate">Share of requests that fail today, from 0 to 0.9.</param>
    /// <param name="p99">The 99th percentile of the latency today; positive.</param>
    public static ImmutableArray<LoadedScenario> Worlds(double requestsPerSecond, double errorRate, TimeSpan p99)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(errorRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errorRate, MadeWorlds.LargestErrorRate);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(p99, TimeSpan.Zero);
        return MadeWorlds.Of(new ServiceNumbers(requestsPerSecond, errorRate, p99.TotalSeconds));
    }

    /// <summary>Simulates one rollout and writes everything down.</summary>
    /// <param name="scenario">The world.</param>
    /// <param name="policy">The policy; nothing for the one that the scenario names.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replication">Which rollout of that seed, from 0.</param>
    /// <exception cref="RefusedException">The policy cannot be judged with the world's telemetry, or asks what cannot be simulated faithfully.</exception>
    public static RolloutTrace Simulate(LoadedScenario scenario, RolloutPolicy? policy = null, ulong seed = 1, long replication = 0) =>
        Bindings.Of(scenario, policy ?? Own(scenario)).Trace(seed, replication);

    /// <summary>Runs many rollouts of scenarios under policies, on all cores.</summary>
    /// <param name="scenarios">The worlds.</param>
    /// <param name="policies">The policies; without any, each scenario is run under the one that it names.</param>
    /// <param name="replications">Rollouts of each scenario and policy; at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="RefusedException">A policy cannot be judged with a world's telemetry, or asks what cannot be simulated faithfully.</exception>
    public static StudyResult Study(
        IEnumerable<LoadedScenario> scenarios, IEnumerable<RolloutPolicy> policies, long replications = UsualReplications, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        RolloutPolicy[] given = [.. policies];
        return StudyRunner.Run(
            new Study
            {
                Scenarios =
                [
                    .. from scenario in scenarios
                       let pairings = (given.Length > 0 ? given : [Own(scenario)]).Select(policy => Bindings.Of(scenario, policy))
                       select new StudyScenario(scenario.Facts, [.. pairings.Select(pairing => pairing.ForStudy())]) { Key = scenario.Key },
                ],
                Seed = seed,
                Maximum = replications,
            },
            Environment.ProcessorCount,
            null,
            CancellationToken.None);
    }

    /// <summary>Runs many rollouts of one scenario.</summary>
    /// <param name="scenario">The world.</param>
    /// <param name="policies">The policies; without any, the one that the scenario names.</param>
    /// <exception cref="RefusedException">A policy cannot be judged with the world's telemetry, or asks what cannot be simulated faithfully.</exception>
    public static StudyResult Study(LoadedScenario scenario, params RolloutPolicy[] policies) => Study([scenario], policies);

    /// <summary>
    /// How long until one weight shows that a share has moved for the worse, with a probability of 80 % and a one-sided risk of 5 %, when looked at every 15 s.
    /// Computed, not simulated; some seconds.
    /// </summary>
    /// <param name="metric">Its name: of <c>accuracy</c> and <c>conversion</c> less is worse, of any other name more.</param>
    /// <param name="before">Its value today, in (0, 1).</param>
    /// <param name="after">The worse value that is to be seen.</param>
    /// <param name="requestsPerSecond">Requests of both arms together; positive.</param>
    /// <param name="weight">The canary's share of them, in (0, 1).</param>
    /// <param name="labels">How it becomes known; nothing for at once, of every request.</param>
    public static PowerAnswer Power(string metric, double before, double after, double requestsPerSecond, double weight, LabelFlow? labels = null)
    {
        bool isComplement = new PowerQuestion(metric, before, after) { RequestsPerSecond = requestsPerSecond, Weight = weight }.IsComplement;
        (double bad, double worse) = isComplement ? (1 - before, 1 - after) : (before, after);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bad, 0, nameof(before));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(worse, bad, nameof(after));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(worse, 1, nameof(after));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(weight, 1);
        PowerQuestion question = new(metric, bad, worse) { RequestsPerSecond = requestsPerSecond, Weight = weight };
        return PowerComputation.Of(labels is not { } flow ? question : question with
        {
            LabelShare = flow.Share,
            Delay = new LabelDelay.LogNormal(flow.Median.TotalSeconds, flow.NinetyFifth.TotalSeconds),
        });
    }

    /// <summary>What each check of one of our own policies can see in a world. Computed, not simulated; some seconds.</summary>
    /// <param name="scenario">The world.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="power">With what probability an effect is to be seen, in (0, 1).</param>
    /// <exception cref="RefusedException">The policy cannot be judged with the world's telemetry.</exception>
    /// <exception cref="ArgumentException">The policy is a manifest: its checks compare points and state no risk.</exception>
    public static PolicySight Sight(LoadedScenario scenario, RolloutPolicy policy, double power = 0.8)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (policy is not NativePolicy native)
            throw new ArgumentException(
                "The checks of another system's manifest compare points and state no risk; Lab.Study counts what they see.", nameof(policy));
        Bindings.Of(scenario, policy);
        return BoundPolicy.Bind(native.Source.Policy, scenario.World.Shape) is PolicyBinding.Bound { Policy: var bound }
            ? PolicyDetectability.Of(bound, scenario, power)
            : throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>What a policy or a manifest really does.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="RefusedException">The file is wrong.</exception>
    public static ImmutableArray<Explanation> Explain(string path) => ManifestPolicies.TryRead(path) is { } manifest
        ? ManifestExplanations.Of(ManifestSet.Of([manifest]), ManifestOptions.Usual)
        : [ManifestExplanations.Of(Refusals.Take(FileReader.Read(path).Then(PolicyReader.Read)))];

    /// <summary>Searches the numbers of a policy for a better one, on all cores, and shows it on fresh seeds.</summary>
    /// <param name="path">A tuning file: what is varied, against which worlds, with how many rollouts.</param>
    /// <param name="budget">The most rollouts; nothing for what the file says.</param>
    /// <exception cref="RefusedException">A file is wrong, or what it asks for cannot be had.</exception>
    public static TuningResult Tune(string path, long? budget = null) => TuningLoading.Run(path, budget);

    /// <summary>Gives a recorded rollout to the controller of its own policy again.</summary>
    /// <param name="path">A journal.</param>
    /// <exception cref="RefusedException">The file is wrong.</exception>
    public static JournalReplay Replay(string path)
    {
        RecordedRollout record = Refusals.Take(JournalFile.Read(path));
        return JournalReplay.Of(path, record, Refusals.Take(JournalControllers.Of(path, record)));
    }

    /// <summary>Asks another of our own policies over a recorded rollout.</summary>
    /// <param name="path">A journal.</param>
    /// <param name="policy">The other policy.</param>
    /// <exception cref="RefusedException">The file is wrong, or the policy cannot be asked over it.</exception>
    public static ReplayedPolicy Replay(string path, RolloutPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        RecordedRollout record = Refusals.Take(JournalFile.Read(path));
        IRolloutController own = Refusals.Take(JournalControllers.Of(path, record));
        IRolloutController other = Refusals.Take(JournalControllers.Over(policy, record));
        return new ReplayedPolicy(path, record, policy.Name, JournalReplay.Over(record, own, other));
    }

    private static RolloutPolicy Own(LoadedScenario scenario) => scenario.PolicyPath.Length > 0
        ? Policy(scenario.PolicyPath)
        : throw new ArgumentException($"{scenario.File.File} names no policy; give one.");
}

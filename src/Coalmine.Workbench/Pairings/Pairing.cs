using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.RareEvents;
using Coalmine.Simulation.Sharing;
using Coalmine.Simulation.Watching;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Pairings;

/// <summary>A policy bound to the telemetry of a scenario: it can be simulated.</summary>
public sealed class Pairing
{
    private readonly LoadedScenario _scenario;
    private readonly RolloutPolicy _policy;
    private readonly RolloutWords _words;
    private readonly Func<SimulatedRollout> _prepare;
    private readonly Lazy<ImmutableArray<WatchedAlert>> _alerts;

    /// <summary>Makes a pairing.</summary>
    /// <param name="scenario">The scenario, with the world that the policy meets.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="words">The words of its controller.</param>
    /// <param name="prepare">Makes a rollout that one worker may run again and again.</param>
    internal Pairing(LoadedScenario scenario, RolloutPolicy policy, RolloutWords words, Func<SimulatedRollout> prepare) =>
        (_scenario, _policy, _words, _prepare, _alerts) = (scenario, policy, words, prepare, new Lazy<ImmutableArray<WatchedAlert>>(FindAlerts));

    /// <summary>Settings of the policy that let missing data pass.</summary>
    public ImmutableArray<string> UnsafeSettings => _policy.UnsafeSettings;

    /// <summary>Rules that look on; nothing where there are none.</summary>
    public WatchedRules? Rules { get; internal init; }

    /// <summary>The alerting rules that look on.</summary>
    public ImmutableArray<WatchedAlert> Alerts => _alerts.Value;

    /// <summary>What its metrics pipeline can tell.</summary>
    public TelemetryShape Telemetry => _scenario.World.Shape;

    /// <summary>A recorder that writes the journal of one rollout.</summary>
    public JournalRecorder CreateJournal() => new(_words);

    /// <summary>The policy of ours, bound to the world's telemetry; nothing for another system's.</summary>
    internal BoundPolicy? Native { get; init; }

    /// <summary>What can be said of the pair without running it. Computed when it is asked for.</summary>
    public PairingAdvice Advice => new(_scenario, Native) { Foreign = (_policy as ForeignPolicy)?.Manifest.Controller };

    /// <summary>The policy in the worlds that the scenario may be; nothing where its world is known exactly.</summary>
    internal DrawnPairings? Draws { get; set; }

    /// <summary>How far evidence of harm has come, by which rare rollbacks are counted; nothing where that cannot be told.</summary>
    internal HarmProgress? Progress { get; init; }

    /// <summary>The policy as a part of a study.</summary>
    public StudyPolicy ForStudy() => new(_policy.Name, UnsafeSettings, () => Draws is { } draws ? new DrawnSource(draws) : new Source(_prepare()))
    {
        Key = Rules is null ? _policy.Key : "",
        Checks = [.. _words.Checks.Select(check => check.Check)],
        Alerts = Alerts,
        Advice = Advice,
        HasDrawnWorlds = Draws is not null,
        PrepareSplitting = Progress is { } progress && Draws is null ? () => new RolloutSplitting(_prepare(), progress) : null,
    };

    /// <summary>What is known of a replication before it runs.</summary>
    public TraceHeading Heading(ulong seed, long replication) => new(_scenario.Facts, _policy.Name, _policy.About, UnsafeSettings, seed, replication);

    /// <summary>Runs one replication and writes everything down.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="follower">Is told what happens while it runs; nobody unless given. The result does not depend on it.</param>
    /// <param name="recorders">Look on; the result does not depend on them.</param>
    public RolloutTrace Trace(ulong seed, long replication, ITraceFollower? follower = null, params ReadOnlySpan<IRolloutRecorder> recorders)
    {
        if (Draws is { } draws)
            return draws.Of(seed, replication).Trace(seed, replication, follower, recorders);
        TraceRecorder recorder = new(_words, follower);
        SimulatedRollout rollout = _prepare();
        RolloutResult result = rollout.Run(seed, replication, recorders.IsEmpty ? recorder : new SeveralRecorders([recorder, .. recorders]));
        return new RolloutTrace
        {
            Scenario = _scenario.Facts,
            Effects = EffectLines.Of(_scenario.World),
            Policy = _policy.Name,
            PolicyAbout = _policy.About,
            Checks = [.. _words.Checks.Select(check => check.Check)],
            UnsafeSettings = UnsafeSettings,
            Seed = seed,
            Events = recorder.Events,
            Result = result,
            Alerts = [.. OutcomesOf(rollout)],
        };
    }

    private ImmutableArray<WatchedAlert> FindAlerts()
    {
        if (Rules is null)
            return [];
        SimulatedRollout rollout = _prepare();
        return [.. Rules.Names.Select((name, index) => new WatchedAlert(name, rollout.CanFire(index)))];
    }

    private AlertOutcome[] OutcomesOf(SimulatedRollout rollout)
    {
        AlertOutcome[] outcomes = new AlertOutcome[Alerts.Length];
        for (int i = 0; i < outcomes.Length; i++)
            outcomes[i] = new AlertOutcome(Alerts[i], rollout.Alerts[i]);
        return outcomes;
    }

    private sealed class DrawnSource(DrawnPairings draws) : IRolloutSource
    {
        private SimulatedRollout? _last;

        public ReadOnlySpan<AlertRecord> Alerts => _last is null ? [] : _last.Alerts;

        public Moment WatchedUntil => _last?.WatchedUntil ?? Moment.Start;

        public RolloutResult Run(ulong seed, long replication)
        {
            _last = draws.Of(seed, replication)._prepare();
            return _last.Run(seed, replication);
        }
    }

    private sealed class Source(SimulatedRollout rollout) : IRolloutSource
    {
        public ReadOnlySpan<AlertRecord> Alerts => rollout.Alerts;

        public Moment WatchedUntil => rollout.WatchedUntil;

        public RolloutResult Run(ulong seed, long replication) => rollout.Run(seed, replication);

        public void Share(SharedScrapes scrapes) => rollout.Share(scrapes);
    }
}

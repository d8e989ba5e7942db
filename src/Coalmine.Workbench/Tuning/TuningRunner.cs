using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Outcomes;
using Coalmine.Workbench.Tuning.Search;

namespace Coalmine.Workbench.Tuning;

/// <summary>
/// Tunes a policy: searches its space for what the goal asks for, and then shows on fresh seeds what the chosen one does against the given one. Without a limit
/// of time the result is a function of the setup alone; with an archive a run that was ended goes on where it was.
/// </summary>
public static class TuningRunner
{
    /// <summary>
    /// The seed of the evidence of a run: made of everything that the search is a function of, its seed, the policy's text, what is varied, the goal, the
    /// worlds, what manifests do not say, the budget and the limit of time. Whoever has seen the evidence of one run and searches again, be it with a larger
    /// budget, meets other seeds, so that no policy is chosen by what fresh seeds have said; the same run again meets the same, with another build too: policy
    /// and worlds are taken as what their files say, whatever the code makes of it.
    /// </summary>
    /// <param name="setup">The run.</param>
    public static ulong FreshSeed(TuningSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        StreamKey key = StreamKey.Root(setup.Seed).With("evidence on fresh seeds").With(setup.Rollouts).With(setup.Time?.Ticks ?? 0)
            .With(setup.Options.Release == ArgoRelease.V1_9 ? "1.9" : "1.10").With(Bits(setup.Options.Match)).With(Bits(setup.Options.Load));
        foreach (ManifestFile file in setup.Space.Files)
            key = key.With(file.Source.Text.ReplaceLineEndings("\n"));
        foreach (Knob knob in setup.Space.Knobs)
            key = knob.Levels.Aggregate(key.With(knob.Name), (before, level) => before.With(level.Text));
        foreach (TuningScenario scenario in setup.Scenarios)
            key = key.With(scenario.Loaded.Facts.Name).With(TextOf(scenario)).With($"{scenario.Loaded.World.Engine}").With(Bits(scenario.Weight));
        foreach (TuningTarget target in setup.Goal.Targets)
            key = key.With(target.Written);
        return key.With(setup.Goal.Minimise is { } least ? MeasureWords.Of(least) : "").Value >> 1;
    }

    // A world that was made has no file, and is what it is made of.
    private static string TextOf(TuningScenario scenario) => scenario.Loaded.File.Text.Length > 0 ? scenario.Loaded.File.Text : scenario.Key;

    private static ulong Bits(double? value) => value is { } given ? BitConverter.DoubleToUInt64Bits(given) : 0;

    /// <summary>Runs it.</summary>
    /// <param name="setup">What to run. Its budget must be at least <see cref="TuningSetup.LeastRollouts"/>.</param>
    /// <param name="progress">Told now and then, from any thread, under a lock: must be quick.</param>
    /// <param name="cancellation">Ends it early; what was found is in the result.</param>
    /// <returns>The result; or why the given policy cannot be run, at the place.</returns>
    public static ReadResult<TuningResult> Run(TuningSetup setup, IProgress<TuningProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentOutOfRangeException.ThrowIfLessThan(setup.Rollouts, setup.LeastRollouts);
        TuningBudget budget = TuningBudget.Of(setup.Rollouts, setup.Space.Knobs.Length, setup.Scenarios.Length, setup.Space.Size);
        Watcher watcher = new(progress, setup.Rollouts);
        RolloutLedger ledger = new(setup.Archive);
        CandidateStudies studies = new(setup, ledger, setup.Seed, watcher, cancellation);
        TuningSearch search = new(setup, budget, studies);
        return search.Begin().Then(given =>
        {
            watcher.Begin("first design", studies);
            if (!search.RunDesign())
                return Interrupted(setup, studies);
            CandidateJudge judge = new(setup.Scenarios, setup.Goal, ledger, given);
            watcher.Begin("search", studies);
            Candidate? chosen = search.RunRounds(judge) ? search.Choose(judge) : null;
            ImmutableArray<KnobImportance> importances = setup.UsesTrees ? ImportanceMaker.Of(search.Candidates, judge, setup.Seed) : [];
            Candidate? simplest = chosen is null ? null : search.Simplify(judge, chosen, ImportanceMaker.SumOf(importances, setup.Space.Knobs.Length));
            TuningResult found = Found(setup, search, studies, judge) with
            {
                Recommended = (simplest ?? chosen)?.Number ?? -1,
                Importances = importances,
            };
            if (simplest is null)
                return Read(found with { Interrupted = true });
            CandidateStudies fresh = new(setup, new RolloutLedger(setup.Archive), found.FreshSeed, watcher, cancellation);
            watcher.Begin("evidence on fresh seeds", fresh);
            return Read(Show(found, given, simplest, budget, fresh));
        });
    }

    private static TuningResult Found(TuningSetup setup, TuningSearch search, CandidateStudies studies, CandidateJudge judge) => new()
    {
        Setup = setup,
        Policy = Path.GetFileNameWithoutExtension(setup.Space.Files[0].Source.File),
        Measures = judge.Measures,
        Candidates = new FrontMaker(setup, judge).Of(search.Candidates),
        Refusals =
        [
            .. search.Refusals.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Value)),
        ],
        SearchRollouts = studies.Rollouts + studies.Unfinished,
        Recommended = -1,
        Files = setup.Space.Files,
        FreshSeed = FreshSeed(setup),
    };

    private static TuningResult Show(TuningResult found, Candidate given, Candidate chosen, TuningBudget budget, CandidateStudies studies)
    {
        TuningSetup setup = found.Setup;
        Candidate freshGiven = given with { Replications = 0 };
        Candidate fresh = chosen.Number == 0 ? freshGiven : chosen with { Replications = 0 };
        Candidate[] both = chosen.Number == 0 ? [freshGiven] : [freshGiven, fresh];
        if (setup.Elapsed is null)
            setup.Noted?.Invoke(studies.StudyOf(both, budget.Fresh), false);
        if (!Raise(setup, studies, both, budget))
            return found with { Interrupted = true };
        setup.Noted?.Invoke(studies.StudyOf(both, freshGiven.Replications), true);
        CandidateJudge judge = new(setup.Scenarios, setup.Goal, studies.Ledger, freshGiven);
        EvidenceMaker maker = new(judge);
        ImmutableArray<ManifestFile> files = chosen.Files;
        return found with
        {
            FreshRollouts = studies.Rollouts,
            Files = files,
            FreshStudy = studies.Last,
            Evidence = chosen.Number == 0 ? [] : [.. Compared(judge, setup.Goal).Select(measure => maker.Compare(measure, freshGiven, fresh))],
            Targets = [.. setup.Goal.Targets.Select(target => maker.StandingOf(fresh, target))],
            GivenTargets = [.. setup.Goal.Targets.Select(target => maker.StandingOf(freshGiven, target))],
        };
    }

    // Time ends the evidence between studies: it does not look at what they say, so that the sample stays an honest one.
    private static bool Raise(TuningSetup setup, CandidateStudies studies, Candidate[] both, TuningBudget budget)
    {
        if (setup.Elapsed is null)
            return studies.Raise(both, budget.Fresh);
        int reached = 0;
        do
        {
            reached = Math.Min(budget.Fresh, reached + TuningBudget.LeastFresh);
            if (!studies.Raise(both, reached))
                return false;
        }
        while (reached < budget.Fresh && setup.Elapsed() < 1);
        return true;
    }

    // What is asked to be least is shown even where the front does without it.
    private static IEnumerable<TuningMeasure> Compared(CandidateJudge judge, TuningGoal goal) =>
        goal.Minimise is { } least ? judge.Measures.Append(least).Distinct() : judge.Measures;

    private static ReadResult<TuningResult> Interrupted(TuningSetup setup, CandidateStudies studies) => Read(new TuningResult
    {
        Setup = setup,
        Policy = Path.GetFileNameWithoutExtension(setup.Space.Files[0].Source.File),
        Measures = [],
        Candidates = [],
        Refusals = [],
        SearchRollouts = studies.Rollouts + studies.Unfinished,
        Recommended = -1,
        Files = setup.Space.Files,
        FreshSeed = FreshSeed(setup),
        Interrupted = true,
    });

    private static ReadResult<TuningResult>.Read Read(TuningResult result) => new(result, []);

    // A study counts its own rollouts, those among them that were there before it.
    private sealed class Watcher(IProgress<TuningProgress>? progress, long expected) : IProgress<StudyProgress>
    {
        private string _phase = "";
        private long _before;
        private CandidateStudies? _studies;

        public void Begin(string phase, CandidateStudies studies)
        {
            _before += _studies is null || ReferenceEquals(_studies, studies) ? 0 : _studies.Rollouts;
            (_phase, _studies) = (phase, studies);
        }

        public void Report(StudyProgress value)
        {
            long finished = _before + _studies!.Rollouts + (long)(value.Finished * _studies.NewShare);
            progress?.Report(new TuningProgress(_phase, Math.Min(expected, finished), expected));
        }
    }
}

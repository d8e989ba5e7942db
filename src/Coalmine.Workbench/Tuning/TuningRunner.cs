using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Outcomes;
using Coalmine.Workbench.Tuning.Search;

namespace Coalmine.Workbench.Tuning;

/// <summary>
/// Tunes a policy: searches its space for what the goal asks for, and then shows on fresh seeds what the chosen one does against the given one. Without a limit
/// of time the result is a function of the setup alone; with an archive a run that was ended goes on where it was.
/// </summary>
public static class TuningRunner
{
    /// <summary>The seed of the evidence of a run.</summary>
    /// <param name="seed">The seed of its search.</param>
    public static ulong FreshSeed(ulong seed) => StreamKey.Root(seed).With("evidence on fresh seeds").Value >> 1;

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
            TuningResult found = Found(setup, search, studies, judge) with { Recommended = chosen?.Number ?? -1 };
            if (chosen is null)
                return Read(found with { Interrupted = true });
            CandidateStudies fresh = new(setup, new RolloutLedger(setup.Archive), found.FreshSeed, watcher, cancellation);
            watcher.Begin("evidence on fresh seeds", fresh);
            return Read(Show(found, given, chosen, budget, fresh));
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
        Importances = !setup.UsesTrees ? [] : ImportanceMaker.Of(search.Candidates, judge, setup.Seed),
        Recommended = -1,
        Files = setup.Space.Files,
        FreshSeed = FreshSeed(setup.Seed),
    };

    private static TuningResult Show(TuningResult found, Candidate given, Candidate chosen, TuningBudget budget, CandidateStudies studies)
    {
        TuningSetup setup = found.Setup;
        Candidate freshGiven = given with { Replications = 0 };
        Candidate fresh = chosen.Number == 0 ? freshGiven : chosen with { Replications = 0 };
        Candidate[] both = chosen.Number == 0 ? [freshGiven] : [freshGiven, fresh];
        int replications = budget.Fresh;
        if (setup.Elapsed?.Invoke() is { } elapsed and > 0)
        {
            double left = found.SearchRollouts / elapsed * Math.Max(0, 1 - elapsed);
            int blocks = (int)(left / (both.Length * setup.Scenarios.Length)) / TuningBudget.Block;
            replications = Math.Clamp(blocks * TuningBudget.Block, TuningBudget.Block * 5, replications);
        }

        if (!studies.Raise(both, replications))
            return found with { Interrupted = true };
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
        FreshSeed = FreshSeed(setup.Seed),
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

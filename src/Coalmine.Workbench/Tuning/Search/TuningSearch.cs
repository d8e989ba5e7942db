using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Statistics.Selection;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// The search: an even design; rounds in which surrogates propose candidates, those clearly behind are dropped and close ones get more replications (optimal
/// computing budget allocation, Chen and others 2000); a last choice among those in front (Kim and Nelson 2001), of even ones the one that none beats and that
/// changes least; and changes that do not matter undone. All candidates meet the same replications. With a limit of time it is looked at between small studies.
/// </summary>
internal sealed class TuningSearch
{
    private const int Batch = 6;
    private const int Close = 5;
    private const int Finalists = 4;
    private const int MostAttempts = 120;
    private const int MostReplications = 20_000;
    private const int MostBetter = 8;
    private const int AtOnce = 4;
    private const double TimeForDesign = 0.3;
    private const double TimeForRounds = 0.58;
    private const double TimeForChoice = 0.64;
    private const double TimeForUndoing = 0.7;
    private readonly TuningSetup _setup;
    private readonly TuningBudget _budget;
    private readonly CandidateStudies _studies;
    private readonly CandidateMaker _maker;
    private readonly List<Candidate> _candidates = [];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, int> _refusals = [];
    private double _timeOver = TimeForDesign;

    /// <summary>A search.</summary>
    public TuningSearch(TuningSetup setup, TuningBudget budget, CandidateStudies studies) => (_setup, _budget, _studies, _maker) =
        (setup, budget, studies, new CandidateMaker(setup.Space, setup.Scenarios, setup.Options));

    /// <summary>Candidates that were tried, the given policy first.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>Why levels made no policy, with how many there were of each reason.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    /// <summary>Whether it was interrupted.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Makes the given policy.</summary>
    public ReadResult<Candidate> Begin()
    {
        ImmutableArray<int> levels = [.. _setup.Space.Knobs.Select(knob => knob.GivenLevel)];
        ReadResult<Candidate> given = _maker.Make(0, levels);
        if (given is ReadResult<Candidate>.Read read)
        {
            _candidates.Add(read.Value);
            _seen.Add(NameOf(levels));
        }

        return given;
    }

    /// <summary>Runs the first design.</summary>
    public bool RunDesign()
    {
        Points points = new(_setup.Space.Knobs, _setup.Seed);
        Add(points.Design(_budget.Design - 1).Concat(points.Random(MostAttempts, "fill")), _budget.Design - 1);
        Study design = _studies.StudyOf(_candidates, _budget.First);
        _setup.Noted?.Invoke(design, false);

        // A few are run whatever the time: without them there is nothing to say.
        bool isRun = Raise(_candidates.Take(AtOnce), TuningBudget.Block) && RaiseInTime(_candidates, _budget.First);
        if (isRun && _candidates.All(candidate => candidate.Replications >= _budget.First))
            _setup.Noted?.Invoke(design, true);
        return isRun;
    }

    /// <summary>Rounds of proposals until the budget, the time or the space is used up.</summary>
    public bool RunRounds(CandidateJudge judge)
    {
        _timeOver = TimeForRounds;
        Proposer proposer = new(_setup.Space.Knobs, _setup.Seed, _setup.UsesTrees);
        for (int round = 1; !IsTimeUp; round++)
        {
            List<(Candidate Candidate, Standing Standing)> ranked = Ranked(judge, _candidates);
            int before = _candidates.Count;
            int wanted = (int)Math.Min(Batch, ReplicationsUntil(_budget.Search) / _budget.First);
            if (wanted > 0 && ranked.Count >= 4 && _seen.Count <= _setup.Space.Size)
                Add(proposer.Propose(round, ranked, judge, PointOf), wanted);
            if (!RaiseInTime([.. _candidates.Skip(before)], _budget.First))
                return false;
            Drop(judge, ranked);
            long spent = _studies.Rollouts;
            if (!Sharpen(judge))
                return false;
            if (_candidates.Count == before && _studies.Rollouts == spent)
                break;
        }

        return true;
    }

    /// <summary>Chooses among those in front.</summary>
    /// <returns>The chosen one; nothing where it was interrupted.</returns>
    public Candidate? Choose(CandidateJudge judge)
    {
        _timeOver = TimeForChoice;
        List<(Candidate Candidate, Standing Standing)> ranked = Ranked(judge, _candidates.Where(candidate => !candidate.IsDropped));
        List<(Candidate Candidate, Standing Standing)> holding = ranked.FindAll(each => CandidateJudge.Holds(each.Standing));
        Candidate[] last = [.. (holding.Count > 0 ? holding : ranked).Take(Finalists).Select(each => each.Candidate)];
        if (last.Length == 1)
            return Unbeaten(judge, last[0]);

        // The yardstick is measured as well as those that are held against it.
        Candidate[] all = [.. last.Union(_candidates.Take(1))];
        int common = Affordable(all);
        if (!RaiseInTime(all, common))
            return null;
        common = last.Min(candidate => Math.Min(common, candidate.Replications));
        double size = Math.Abs(judge.StandingOf(last[0]).Objective.Mean);
        KimNelsonSelection selection = new(last.Length, Math.Max(1e-9, 0.01 * size), 0.05, 10);
        int taken = 0;
        while (true)
        {
            double[][] values = [.. last.Select(candidate => judge.Objective(candidate, common))];

            // Means of a block are nearly normal.
            for (; taken + TuningBudget.Block <= common && !selection.IsDecided; taken += TuningBudget.Block)
                selection.Add([.. values.Select(its => its.AsSpan(taken, TuningBudget.Block).ToArray().Average())]);
            const int step = TuningBudget.Block * 5;
            if (selection.IsDecided || IsTimeUp || step * all.Length > ReplicationsUntil(_budget.Choice) || common >= MostReplications)
                break;
            if (!Raise(all, common + step))
                return null;
            common += step;
        }

        // What seemed to hold everything may not do so with more replications.
        Candidate chosen = last[selection.Best];
        ranked = Ranked(judge, last);
        return Unbeaten(judge, CandidateJudge.Holds(judge.StandingOf(chosen))
            ? ranked.Find(each => judge.AreEven(each.Candidate, chosen) && CandidateJudge.Holds(each.Standing)).Candidate
            : ranked[0].Candidate);
    }

    /// <summary>
    /// Undoes changes of the chosen candidate one after another, those first that matter least, where nothing is lost by it (<see cref="Undoing"/>).
    /// </summary>
    /// <param name="judge">Reads the rollouts.</param>
    /// <param name="chosen">The candidate.</param>
    /// <param name="importance">How much each knob seems to matter; where that is the same, those that were changed least come first.</param>
    /// <returns>The candidate with fewer changes, or the same; nothing where it was interrupted.</returns>
    public Candidate? Simplify(CandidateJudge judge, Candidate chosen, IReadOnlyList<double> importance)
    {
        _timeOver = TimeForUndoing;
        Undoing undoing = new(judge, _setup.Goal, _candidates[0], chosen);
        Candidate simplest = chosen;
        int[] changed = [.. ChangesOf(chosen).OrderBy(knob => importance[knob]).ThenBy(knob => Moved(chosen, knob)).ThenBy(knob => knob)];
        for (int i = 0; i < changed.Length; i++)
        {
            // What is not spent on one is there for the next; the last change is not undone, since that is the given policy.
            long left = ReplicationsUntil(_budget.Undoing);
            long share = Math.Max(_budget.First, left / (changed.Length - i) / TuningBudget.Block * TuningBudget.Block);
            int wanted = (int)Math.Min(chosen.Replications, share);
            if (wanted > left || ChangesOf(simplest).Length < 2 || IsTimeUp)
                break;
            Candidate? simpler = CandidateOf(simplest.Levels.SetItem(changed[i], _setup.Space.Knobs[changed[i]].GivenLevel));
            if (simpler is null)
                continue;
            if (!Raise([simpler], Math.Min(wanted, _budget.First)))
                return null;
            if (undoing.IsClearlyWorse(simpler))
                continue;
            if (!RaiseInTime([simpler], wanted))
                return null;
            if (undoing.IsAsGood(simpler))
                simplest = simpler;
        }

        return simplest;
    }

    /// <summary>Candidates with their standings, the best first; of even ones those that change least.</summary>
    private List<(Candidate Candidate, Standing Standing)> Ranked(CandidateJudge judge, IEnumerable<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Replications > 0).Select(candidate => (candidate, judge.StandingOf(candidate)))
            .OrderBy(each => judge.RankOf(each.Item2)).ThenBy(each => ChangesOf(each.candidate).Length)
            .ThenBy(each => ChangesOf(each.candidate).Sum(knob => Moved(each.candidate, knob))).ThenBy(each => each.candidate.Number)];

    private int[] ChangesOf(Candidate candidate) =>
        [.. Enumerable.Range(0, candidate.Levels.Length).Where(knob => candidate.Levels[knob] != _setup.Space.Knobs[knob].GivenLevel)];

    private double Moved(Candidate candidate, int knob) => Math.Abs(candidate.Point[knob] - _candidates[0].Point[knob]);

    // What is recommended is beaten by nobody in every objective: who seems to do so is measured as well, and taken where that stays so.
    private Candidate? Unbeaten(CandidateJudge judge, Candidate chosen)
    {
        Dominance dominance = new(judge);
        HashSet<int> looked = [];
        while (looked.Count < MostBetter)
        {
            Candidate? better = Ranked(judge, _candidates.Where(candidate => !candidate.IsDropped && !looked.Contains(candidate.Number)))
                .Find(each => dominance.Beats(each.Candidate, chosen)).Candidate;
            if (better is null)
                break;
            looked.Add(better.Number);
            if (chosen.Replications - better.Replications <= ReplicationsUntil(_budget.Choice) && !RaiseInTime([better], chosen.Replications))
                return null;
            if (dominance.Beats(better, chosen) && judge.RankOf(judge.StandingOf(better)) <= judge.RankOf(judge.StandingOf(chosen)))
                chosen = better;
        }

        return chosen;
    }

    // Of one candidate in all scenarios.
    private long ReplicationsUntil(long rollouts) => Math.Max(0, rollouts - _studies.Rollouts) / _setup.Scenarios.Length;

    // As many as the one that has most, or as the budget allows.
    private int Affordable(Candidate[] last)
    {
        int common = last.Max(candidate => candidate.Replications);
        int least = last.Min(candidate => candidate.Replications);
        long left = ReplicationsUntil(_budget.Choice);
        while (common > least && last.Sum(candidate => Math.Max(0L, common - candidate.Replications)) > left)
            common -= TuningBudget.Block;
        return Math.Max(least, common);
    }

    private bool IsTimeUp => _setup.Elapsed?.Invoke() >= _timeOver;

    private bool Raise(IEnumerable<Candidate> candidates, int replications)
    {
        IsInterrupted |= !_studies.Raise(candidates, replications);
        return !IsInterrupted;
    }

    // With a limit of time a few candidates by a block each, so that it can be looked at; what was not reached by then is left.
    private bool RaiseInTime(IReadOnlyList<Candidate> candidates, int replications)
    {
        if (_setup.Elapsed is null)
            return Raise(candidates, replications);
        for (int reached = TuningBudget.Block; reached <= replications; reached += TuningBudget.Block)
            foreach (Candidate[] few in candidates.Where(candidate => candidate.Replications < reached).Chunk(AtOnce))
            {
                if (IsTimeUp)
                    return true;
                if (!Raise(few, reached))
                    return false;
            }

        return true;
    }

    private void Add(IEnumerable<ImmutableArray<int>> proposals, int wanted)
    {
        int attempts = 0;
        int added = 0;
        foreach (ImmutableArray<int> levels in proposals)
        {
            if (added == wanted || attempts == MostAttempts)
                return;
            if (!_seen.Add(NameOf(levels)))
                continue;
            attempts++;
            added += TryMake(levels) is null ? 0 : 1;
        }
    }

    // The one that was tried already; otherwise a new one; nothing where the levels make no policy.
    private Candidate? CandidateOf(ImmutableArray<int> levels) => _seen.Add(NameOf(levels))
        ? TryMake(levels)
        : _candidates.Find(candidate => candidate.Levels.SequenceEqual(levels));

    private Candidate? TryMake(ImmutableArray<int> levels)
    {
        ReadResult<Candidate> made = _maker.Make(_candidates.Count, levels);
        if (made is ReadResult<Candidate>.Read read)
        {
            _candidates.Add(read.Value);
            return read.Value;
        }

        Diagnostic why = made.Said.First(diagnostic => diagnostic.Severity == Severity.Error);
        string reason = $"{why.Id} · {why.Message}";
        _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
        return null;
    }

    private static void Drop(CandidateJudge judge, List<(Candidate Candidate, Standing Standing)> ranked)
    {
        (Candidate best, Standing standing) = ranked[0];
        foreach ((Candidate candidate, Standing its) in ranked)
            candidate.IsDropped |= candidate.Number > 0 && judge.IsBehind(candidate, its, best, standing);
    }

    // As many replications as the new candidates of a round had, given to those in front by how close they are.
    private bool Sharpen(CandidateJudge judge)
    {
        List<(Candidate Candidate, Standing Standing)> front = [.. Ranked(judge, _candidates.Where(candidate => !candidate.IsDropped)).Take(Close)];
        double[] means = [.. front.Select(each => judge.RankOf(each.Standing))];
        double[] deviations = [.. front.Select(each => judge.RankErrorOf(each.Standing) * Math.Sqrt(each.Candidate.Replications))];
        long[] counts = [.. front.Select(each => (long)each.Candidate.Replications)];
        long[] more = BudgetAllocation.Next(counts, means, deviations, Math.Min(ReplicationsUntil(_budget.Search), (long)Batch * _budget.First));
        long over = 0;
        for (int i = 0; i < front.Count; i++)
        {
            // Whole blocks: what is over goes to the next.
            over += more[i];
            int blocks = (int)(over / TuningBudget.Block);
            over %= TuningBudget.Block;
            int wanted = Math.Min(MostReplications, front[i].Candidate.Replications + (blocks * TuningBudget.Block));
            if (!RaiseInTime([front[i].Candidate], wanted))
                return false;
        }

        return true;
    }

    private double[] PointOf(ImmutableArray<int> levels) => _maker.PointOf(levels);

    private static string NameOf(ImmutableArray<int> levels) => string.Join(',', levels);
}

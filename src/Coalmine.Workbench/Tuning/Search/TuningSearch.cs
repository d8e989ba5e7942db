using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Statistics.Selection;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// The search: an even design; rounds in which surrogates propose candidates, those clearly behind are dropped and close ones get more replications (optimal
/// computing budget allocation, Chen and others 2000); and a last choice among those in front (Kim and Nelson 2001). All candidates meet the same replications.
/// </summary>
internal sealed class TuningSearch
{
    private const int Batch = 6;
    private const int Close = 5;
    private const int Finalists = 4;
    private const int MostAttempts = 120;
    private const int MostReplications = 20_000;
    private const double TimeForSearch = 0.7;
    private readonly TuningSetup _setup;
    private readonly TuningBudget _budget;
    private readonly CandidateStudies _studies;
    private readonly CandidateMaker _maker;
    private readonly List<Candidate> _candidates = [];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, int> _refusals = [];

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
        return Raise(_candidates, _budget.First);
    }

    /// <summary>Rounds of proposals until the budget, the time or the space is used up.</summary>
    public bool RunRounds(CandidateJudge judge)
    {
        Proposer proposer = new(_setup.Space.Knobs, _setup.Seed, _setup.UsesTrees);
        for (int round = 1; _studies.Rollouts < _budget.Search && !IsTimeUp; round++)
        {
            List<(Candidate Candidate, Standing Standing)> ranked = Ranked(judge, _candidates);
            int before = _candidates.Count;
            if (ranked.Count >= 4 && _seen.Count <= _setup.Space.Size)
                Add(proposer.Propose(round, ranked, judge, PointOf), Batch);
            if (!Raise(_candidates.Skip(before), _budget.First))
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
        List<(Candidate Candidate, Standing Standing)> ranked = Ranked(judge, _candidates.Where(candidate => !candidate.IsDropped));
        List<(Candidate Candidate, Standing Standing)> holding = ranked.FindAll(each => CandidateJudge.Holds(each.Standing));
        Candidate[] last = [.. (holding.Count > 0 ? holding : ranked).Take(Finalists).Select(each => each.Candidate)];
        if (last.Length == 1)
            return last[0];
        int common = Affordable(last);
        if (!Raise(last, common))
            return null;
        double size = Math.Abs(judge.StandingOf(last[0]).Objective.Mean);
        KimNelsonSelection selection = new(last.Length, Math.Max(1e-9, 0.01 * size), 0.05, 10);
        int taken = 0;
        while (true)
        {
            double[][] values = [.. last.Select(candidate => judge.Objective(candidate, common))];

            // Means of a block are nearly normal.
            for (; taken + TuningBudget.Block <= common && !selection.IsDecided; taken += TuningBudget.Block)
                selection.Add([.. values.Select(its => its.AsSpan(taken, TuningBudget.Block).ToArray().Average())]);
            long step = (long)TuningBudget.Block * 5 * last.Length * _setup.Scenarios.Length;
            if (selection.IsDecided || IsTimeUp || _studies.Rollouts + step > _budget.Choice || common >= MostReplications)
                break;
            common += TuningBudget.Block * 5;
            if (!Raise(last, common))
                return null;
        }

        // What seemed to hold everything may not do so with more replications.
        Candidate chosen = last[selection.Best];
        return CandidateJudge.Holds(judge.StandingOf(chosen)) ? chosen : Ranked(judge, last)[0].Candidate;
    }

    /// <summary>Candidates with their standings, the best first.</summary>
    public static List<(Candidate Candidate, Standing Standing)> Ranked(CandidateJudge judge, IEnumerable<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Replications > 0).Select(candidate => (candidate, judge.StandingOf(candidate)))
            .OrderBy(each => judge.RankOf(each.Item2)).ThenBy(each => each.candidate.Number)];

    // As many as the one that has most, or as the budget allows.
    private int Affordable(Candidate[] last)
    {
        int common = last.Max(candidate => candidate.Replications);
        int least = last.Min(candidate => candidate.Replications);
        long left = Math.Max(0, _budget.Choice - _studies.Rollouts) / _setup.Scenarios.Length;
        while (common > least && last.Sum(candidate => Math.Max(0L, common - candidate.Replications)) > left)
            common -= TuningBudget.Block;
        return Math.Max(least, common);
    }

    private bool IsTimeUp => _setup.Elapsed?.Invoke() >= TimeForSearch;

    private bool Raise(IEnumerable<Candidate> candidates, int replications)
    {
        IsInterrupted |= !_studies.Raise(candidates, replications);
        return !IsInterrupted;
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
            ReadResult<Candidate> made = _maker.Make(_candidates.Count, levels);
            if (made is ReadResult<Candidate>.Read read)
            {
                _candidates.Add(read.Value);
                added++;
            }
            else
            {
                Diagnostic why = made.Said.First(diagnostic => diagnostic.Severity == Severity.Error);
                string reason = $"{why.Id} · {why.Message}";
                _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
            }
        }
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
        long left = Math.Max(0, _budget.Search - _studies.Rollouts) / _setup.Scenarios.Length;
        long[] more = BudgetAllocation.Next(counts, means, deviations, Math.Min(left, (long)Batch * _budget.First));
        for (int i = 0; i < front.Count; i++)
        {
            int blocks = (int)Math.Round(more[i] / (double)TuningBudget.Block);
            int wanted = Math.Min(MostReplications, front[i].Candidate.Replications + (blocks * TuningBudget.Block));
            if (!Raise([front[i].Candidate], wanted))
                return false;
        }

        return true;
    }

    private double[] PointOf(ImmutableArray<int> levels) => _maker.PointOf(levels);

    private static string NameOf(ImmutableArray<int> levels) => string.Join(',', levels);
}

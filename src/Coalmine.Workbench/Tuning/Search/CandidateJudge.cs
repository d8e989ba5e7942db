using System.Collections.Immutable;
using Coalmine.Simulation;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>Says what candidates do, from the rollouts of a ledger, replication by replication.</summary>
internal sealed class CandidateJudge
{
    // What is beyond a limit by all of the limit counts as much as ten times what should be least.
    private const double Penalty = 10;

    // Clearly: beyond two and a half standard errors, 99 of 100 times by chance alone.
    private const double Clearly = 2.576;

    private readonly ImmutableArray<TuningScenario> _scenarios;
    private readonly TuningGoal _goal;
    private readonly RolloutLedger _ledger;
    private readonly Candidate _given;
    private readonly double[] _scales;
    private readonly double _objectiveScale;

    /// <summary>Begins when the given policy has been run.</summary>
    public CandidateJudge(ImmutableArray<TuningScenario> scenarios, TuningGoal goal, RolloutLedger ledger, Candidate given)
    {
        (_scenarios, _goal, _ledger, _given) = (scenarios, goal, ledger, given);
        Measures = [.. MeasureWords.Front.Where(HasScenarios)];
        int first = given.Replications;
        GivenMeans = [.. Measures.Select(measure => Estimate.Of(Values(given, measure, first)).Mean)];
        _scales = [.. goal.Targets.Select(ScaleOf), .. goal.ImprovesOnGiven ? Measures.Select((measure, index) => ScaleOf(measure, GivenMeans[index])) : []];
        _objectiveScale = goal.Minimise is { } least ? ScaleOf(least, Estimate.Of(Values(given, least, first)).Mean) : 1;
    }

    /// <summary>The objectives of the front that the scenarios have.</summary>
    public ImmutableArray<TuningMeasure> Measures { get; }

    /// <summary>The given policy's means of them when the run began.</summary>
    public ImmutableArray<double> GivenMeans { get; }

    /// <summary>A measure in the first replications of a candidate: the weighted mean over the scenarios that have it.</summary>
    public double[] Values(Candidate candidate, TuningMeasure measure, int replications) => Mean(
        candidate,
        replications,
        facts => facts.Truth == MeasureWords.Truth(measure),
        (in RolloutResult result, ScenarioFacts facts) => MeasureWords.Of(measure, result, facts));

    /// <summary>By how much each replication lies beyond a target.</summary>
    public double[] Excess(Candidate candidate, TuningTarget target, int replications) =>
        Mean(candidate, replications, target.IsAbout, target.Excess);

    /// <summary>What should be least, in each replication.</summary>
    public double[] Objective(Candidate candidate, int replications)
    {
        if (_goal.Minimise is { } least)
            return Values(candidate, least, replications);
        double[] sum = new double[replications];
        for (int i = 0; i < Measures.Length; i++)
        {
            double scale = ScaleOf(Measures[i], GivenMeans[i]) * Measures.Length;
            double[] values = Values(candidate, Measures[i], replications);
            for (int replication = 0; replication < sum.Length; replication++)
                sum[replication] += values[replication] / scale;
        }

        return sum;
    }

    /// <summary>Where a candidate stands, by all its replications (against the given policy: by those that both have).</summary>
    public Standing StandingOf(Candidate candidate) => StandingOf(candidate, candidate.Replications);

    /// <summary>Where a candidate stands by its first replications.</summary>
    public Standing StandingOf(Candidate candidate, int count)
    {
        IEnumerable<Estimate> excesses = _goal.Targets.Select(target => Floored(Estimate.Of(Excess(candidate, target, count)), target));
        if (_goal.ImprovesOnGiven)
            excesses = excesses.Concat(Measures.Select(measure => Difference(candidate, _given, measure, count)));
        return new Standing(Estimate.Of(Objective(candidate, count)), [.. excesses]);
    }

    /// <summary>One number, less is better: what should be least, and above it what lies beyond limits, or may lie there.</summary>
    public double RankOf(Standing standing)
    {
        double rank = standing.Objective.Mean / _objectiveScale;
        for (int i = 0; i < standing.Excesses.Length; i++)
            rank += Penalty * Math.Max(0, standing.Excesses[i].Mean + (i < _goal.Targets.Length ? Finite(standing.Excesses[i].Error) : 0)) / _scales[i];
        return rank;
    }

    /// <summary>The most by which a target may be missed, a standard error added, in relation to what matters; 0 where none may.</summary>
    public double DoubtOf(Standing standing) => Enumerable.Range(0, _goal.Targets.Length)
        .Select(i => (standing.Excesses[i].Mean + Finite(standing.Excesses[i].Error)) / _scales[i]).Append(0).Max();

    /// <summary>The standard error of the rank, without what the penalties add.</summary>
    public double RankErrorOf(Standing standing) => Finite(standing.Objective.Error) / _objectiveScale;

    /// <summary>Whether a target, or an objective that must not be worse, is missed clearly.</summary>
    public static bool FailsClearly(Standing standing) => standing.Excesses.Any(excess => excess.Mean - (Clearly * Finite(excess.Error)) > 0);

    /// <summary>Whether everything that must be held seems to be.</summary>
    public static bool Holds(Standing standing) => standing.Excesses.All(excess => excess.Mean <= 0);

    /// <summary>Whether what should be least is the same for two candidates in the replications that both have.</summary>
    public bool AreEven(Candidate candidate, Candidate other) => Math.Abs(ObjectiveDifference(candidate, other).Mean) <= 1e-12 * _objectiveScale;

    /// <summary>
    /// Whether a candidate is clearly behind another one: it misses what the other one does not, or what should be least is more, replication by replication.
    /// </summary>
    public bool IsBehind(Candidate candidate, Standing standing, Candidate best, Standing bestStanding)
    {
        if (ReferenceEquals(candidate, best))
            return false;
        if (FailsClearly(standing) && !FailsClearly(bestStanding))
            return true;
        if (!Holds(bestStanding))
            return false;
        Estimate difference = ObjectiveDifference(candidate, best);
        return difference.Mean - (Clearly * Finite(difference.Error)) > 0;
    }

    private Estimate ObjectiveDifference(Candidate candidate, Candidate other)
    {
        int both = Math.Min(candidate.Replications, other.Replications);
        double[] mine = Objective(candidate, both);
        double[] its = Objective(other, both);
        return Estimate.Of([.. mine.Select((value, index) => value - its[index])]);
    }

    /// <summary>A candidate's objective less another one's, replication by replication, in those that both have, at most a number of them.</summary>
    public Estimate Difference(Candidate candidate, Candidate other, TuningMeasure measure, int most = int.MaxValue)
    {
        int both = Math.Min(most, Math.Min(candidate.Replications, other.Replications));
        double[] mine = Values(candidate, measure, both);
        double[] its = Values(other, measure, both);
        return Estimate.Of([.. mine.Select((value, index) => value - its[index])]);
    }

    /// <summary>How large an excess, and what should be least, have to be to matter.</summary>
    public (double Objective, ImmutableArray<double> Excesses) Scales => (_objectiveScale, [.. _scales]);

    private delegate double Reading(in RolloutResult result, ScenarioFacts facts);

    private bool HasScenarios(TuningMeasure measure) => _scenarios.Any(each => each.Loaded.Facts.Truth == MeasureWords.Truth(measure));

    private double[] Mean(Candidate candidate, int replications, Func<ScenarioFacts, bool> isAbout, Reading reading)
    {
        double[] sums = new double[replications];
        double weights = 0;
        for (int scenario = 0; scenario < _scenarios.Length; scenario++)
        {
            ScenarioFacts facts = _scenarios[scenario].Loaded.Facts;
            if (!isAbout(facts))
                continue;
            double weight = _scenarios[scenario].Weight;
            weights += weight;
            ReadOnlySpan<RolloutResult> results = _ledger.Of(facts.Name, candidate.Policies[scenario], replications);
            for (int i = 0; i < sums.Length; i++)
                sums[i] += weight * reading(results[i], facts);
        }

        return Array.ConvertAll(sums, sum => sum / weights);
    }

    // No event among n replications does not mean that there are none: what one event would change stands in for the error.
    private static Estimate Floored(Estimate estimate, TuningTarget target) =>
        target.Unit == CharacteristicUnit.Share ? estimate with { Error = Math.Max(estimate.Error, 1.0 / estimate.Count) } : estimate;

    private static double ScaleOf(TuningTarget target) => target.Unit == CharacteristicUnit.Share
        ? Math.Max(0.005, target.Measure is null ? 1 - target.Limit : target.Limit)
        : Math.Max(1, target.Limit);

    private static double ScaleOf(TuningMeasure measure, double given) => Math.Max(given, MeasureWords.Unit(measure) switch
    {
        CharacteristicUnit.Share => 0.01,
        CharacteristicUnit.Seconds => 60,
        _ => 1,
    });

    private static double Finite(double error) => double.IsFinite(error) ? error : 0;
}

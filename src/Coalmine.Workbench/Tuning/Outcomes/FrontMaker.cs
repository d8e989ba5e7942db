using System.Collections.Immutable;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Selection;
using Coalmine.Workbench.Tuning.Search;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>Says of candidates what they do and which are on the front of all objectives.</summary>
/// <param name="setup">The run.</param>
/// <param name="judge">Reads the rollouts.</param>
internal sealed class FrontMaker(TuningSetup setup, CandidateJudge judge)
{
    private const int Resamples = 200;

    /// <summary>The candidates that were run, in their order.</summary>
    public ImmutableArray<TuningCandidate> Of(IEnumerable<Candidate> tried)
    {
        EvidenceMaker maker = new(judge);
        Candidate[] candidates = [.. tried.Where(candidate => candidate.Replications > 0)];
        TuningCandidate[] described = [.. candidates.Select(candidate => new TuningCandidate
        {
            Number = candidate.Number,
            Values = [.. setup.Space.Knobs.Select((knob, index) => knob[candidate.Levels[index]].Text)],
            Replications = candidate.Replications,
            Measures = [.. judge.Measures.Select(measure => maker.ValueOf(candidate, measure))],
            Holds = CandidateJudge.Holds(judge.StandingOf(candidate)),
            IsDropped = candidate.IsDropped,
        })];
        Dominance dominance = new(judge);
        int[] front = [.. Enumerable.Range(0, candidates.Length).Where(i => !candidates.Any(other => dominance.Beats(other, candidates[i])))];
        double[] probabilities = Probabilities([.. front.Select(i => candidates[i])]);
        for (int i = 0; i < front.Length; i++)
            described[front[i]] = described[front[i]] with { IsOnFront = true, FrontProbability = probabilities[i] };
        return [.. described];
    }

    private double[] Probabilities(Candidate[] front)
    {
        if (front.Length == 0)
            return [];
        int common = front.Min(candidate => candidate.Replications);
        JointFront joint = new([.. front.Select(candidate =>
            (IReadOnlyList<double[]>)[.. judge.Measures.Select(measure => judge.Values(candidate, measure, common))])]);
        Xoshiro256 random = StreamKey.Root(setup.Seed).With("front").Open();
        return joint.FrontProbabilities(Resamples, ref random);
    }
}

using System.Collections.Immutable;
using Coalmine.Learning.Surrogates;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Search;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>Says which knob matters: by how much worse surrogates predict each objective without it.</summary>
internal static class ImportanceMaker
{
    /// <summary>One entry an objective; none on too few candidates.</summary>
    public static ImmutableArray<KnobImportance> Of(IEnumerable<Candidate> tried, CandidateJudge judge, ulong seed)
    {
        Candidate[] candidates = [.. tried.Where(candidate => candidate.Replications > 0)];
        if (candidates.Length < 8)
            return [];
        return [.. judge.Measures.Select(measure => Of(candidates, judge, measure, seed))];
    }

    /// <summary>How much each knob matters in all objectives together; 0 for all where that is not known.</summary>
    public static double[] SumOf(ImmutableArray<KnobImportance> importances, int knobs) =>
        [.. Enumerable.Range(0, knobs).Select(knob => importances.Sum(importance => importance.Shares[knob]))];

    private static KnobImportance Of(Candidate[] candidates, CandidateJudge judge, TuningMeasure measure, ulong seed)
    {
        double[][] points = [.. candidates.Select(candidate => candidate.Point)];
        double[] values = [.. candidates.Select(candidate => Estimate.Of(judge.Values(candidate, measure, candidate.Replications)).Mean)];
        double[] importance = PermutationImportance.Of(TreeEnsemble.Train(points, values, seed), points, values, seed);
        double sum = importance.Sum();
        return new KnobImportance(measure, [.. importance.Select(each => sum > 0 ? each / sum : 0)]);
    }
}

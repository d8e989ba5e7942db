using System.Collections.Immutable;
using Coalmine.Learning.Surrogates;
using Coalmine.Statistics.Functions;
using Coalmine.Workbench.Tuning.Knobs;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// Proposes candidates from those that were tried: by expected improvement of what should be least (Jones, Schonlau and Welch 1998) times the probability that
/// everything else is held (Schonlau, Welch and Jones 1998), both as an ensemble of trees predicts them. Where trees cannot be trained: at random, half of them
/// near the best.
/// </summary>
internal sealed class Proposer(ImmutableArray<Knob> knobs, ulong seed, bool usesTrees)
{
    private const int Pool = 600;
    private readonly Points _points = new(knobs, seed);

    /// <summary>Proposes levels, the most promising first; more than are needed, since some may be refused.</summary>
    /// <param name="round">The number of the round.</param>
    /// <param name="tried">Candidates with their standings, the best first; at least 4 of them.</param>
    /// <param name="judge">Says how much what matters.</param>
    /// <param name="point">Where levels lie.</param>
    public IEnumerable<ImmutableArray<int>> Propose(
        int round, IReadOnlyList<(Candidate Candidate, Standing Standing)> tried, CandidateJudge judge, Func<ImmutableArray<int>, double[]> point)
    {
        string name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"round {round}");
        ImmutableArray<int>[] best = [.. tried.Take(5).Select(each => each.Candidate.Levels)];
        ImmutableArray<int>[] pool = [.. _points.Near(best, Pool, name + " near"), .. _points.Random(Pool, name + " far")];
        if (!usesTrees)
            return Alternating(pool[..Pool], pool[Pool..]);
        double[][] places = [.. pool.Select(point)];
        SurrogatePrediction[] objective = Predict(tried, standing => standing.Objective.Mean, places);
        List<SurrogatePrediction[]> excesses = [];
        for (int i = 0; i < tried[0].Standing.Excesses.Length; i++)
        {
            int which = i;
            excesses.Add(Predict(tried, standing => standing.Excesses[which].Mean, places));
        }

        (double scale, ImmutableArray<double> excessScales) = judge.Scales;
        double[] held = [.. tried.Where(each => CandidateJudge.Holds(each.Standing)).Select(each => each.Standing.Objective.Mean)];
        double least = held.Length > 0 ? held.Min() : double.NaN;
        double[] scores = new double[pool.Length];
        double[] spreads = new double[pool.Length];
        for (int i = 0; i < pool.Length; i++)
        {
            double logFeasible = 0;
            for (int k = 0; k < excesses.Count; k++)
            {
                double doubt = Math.Max(excesses[k][i].Spread, 0.05 * excessScales[k]);
                logFeasible += NormalDistribution.LogUpper(excesses[k][i].Mean / doubt);
                spreads[i] += excesses[k][i].Spread / excessScales[k];
            }

            spreads[i] += objective[i].Spread / scale;
            double improvement = double.IsNaN(least) ? 1 : Improvement(least - objective[i].Mean, Math.Max(objective[i].Spread, 0.02 * scale)) / scale;
            scores[i] = logFeasible + Math.Log(improvement + 1e-9);
        }

        // Every fourth one from where least is known.
        IEnumerable<ImmutableArray<int>> promising = Enumerable.Range(0, pool.Length).OrderByDescending(i => scores[i]).Select(i => pool[i]);
        IEnumerable<ImmutableArray<int>> unknown = Enumerable.Range(0, pool.Length).OrderByDescending(i => spreads[i]).Select(i => pool[i]);
        return Mixed(promising, unknown, 4);
    }

    /// <summary>The expectation of max(0, gain) of a normal gain.</summary>
    internal static double Improvement(double gain, double deviation)
    {
        double z = gain / deviation;
        return (gain * NormalDistribution.Lower(z)) + (deviation * NormalDistribution.Density(z));
    }

    private SurrogatePrediction[] Predict(
        IReadOnlyList<(Candidate Candidate, Standing Standing)> tried, Func<Standing, double> value, double[][] places) =>
        TreeEnsemble.Train([.. tried.Select(each => each.Candidate.Point)], [.. tried.Select(each => value(each.Standing))], seed).Predict(places);

    private static IEnumerable<ImmutableArray<int>> Alternating(ImmutableArray<int>[] near, ImmutableArray<int>[] far) => Mixed(near, far, 2);

    private static IEnumerable<ImmutableArray<int>> Mixed(IEnumerable<ImmutableArray<int>> most, IEnumerable<ImmutableArray<int>> some, int every)
    {
        using IEnumerator<ImmutableArray<int>> others = some.GetEnumerator();
        int count = 0;
        foreach (ImmutableArray<int> each in most)
        {
            yield return each;
            if (++count % (every - 1) == 0 && others.MoveNext())
                yield return others.Current;
        }
    }
}

using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// The e-processes of harm and safety over weights of 5, 10, 25 and 50 %, with the ratio of the rates on the boundary. Their mixture is at most its largest member,
/// so it is computed only at looks where a member reaches the threshold; members are summed look by look.
/// </summary>
internal static class StagedErrorShareRows
{
    private const int LooksPerStage = 250;
    private const double Alpha = 0.05;
    private const double Slack = 1e-6;
    private const string Name = nameof(StagedErrorShare);

    private static readonly double[] Weights = [0.05, 0.1, 0.25, 0.5];

    // Canary and baseline requests of a look at each weight.
    private static readonly (int Canary, int Baseline)[] Requests = [(1, 19), (2, 18), (5, 15), (10, 10)];

    // Errors of one look on the canary and on the baseline.
    private delegate (int Canary, int Baseline) Draw(ref Xoshiro256 random, int stage);

    private delegate double Evidence(ReadOnlySpan<ErrorStage> stages);

    public static IEnumerable<Experiment> All =>
    [
        Row("harm at ratio 1, four weights; a look an error", Harm(1), stages => StagedErrorShare.LogHarm(stages), Shares(1), 1),
        Row("harm at ratio 1.5 (the margin), four weights; a look an error", Harm(1.5), stages => StagedErrorShare.LogHarm(stages, 1.5), Shares(1.5), 1),
        Row("safety at ratio 1.5 (the margin), four weights; a look an error", Safety(1.5), stages => StagedErrorShare.LogSafety(stages, 1.5), Shares(1.5), 1),
        Row("safety at ratio 1.2 (the margin), four weights; a look an error", Safety(1.2), stages => StagedErrorShare.LogSafety(stages, 1.2), Shares(1.2), 1),
        Row("harm at ratio 1, both rates 30 %; 20 requests a look", Harm(1), stages => StagedErrorShare.LogHarm(stages), Bernoulli(0.3, 0.3), 20),
        Row("safety at ratio 1.5, rates 45 % and 30 %; 20 requests a look", Safety(1.5), stages => StagedErrorShare.LogSafety(stages, 1.5), Bernoulli(0.45, 0.3), 20),
    ];

    private static Experiment Row(string setting, (double Member, double Tested)[] members, Evidence evidence, Draw draw, int observations) =>
        new(Name, setting, LooksPerStage * Weights.Length, LooksPerStage * Weights.Length * observations, Alpha, () =>
        {
            (double Hit, double Miss)[][] steps = [.. Weights.Select(weight => members.Select(one => Step(one, weight)).ToArray())];
            return (ref Xoshiro256 random) => Rejects(ref random, steps, evidence, draw);
        });

    private static (double Hit, double Miss) Step((double Member, double Tested) one, double weight) =>
        (new RateRatioBet(1, 0, weight).LogRatio(one.Member, one.Tested), new RateRatioBet(0, 1, weight).LogRatio(one.Member, one.Tested));

    private static (double Member, double Tested)[] Harm(double ratio) => [.. RateRatioAlternatives.Harm.Select(member => (ratio * member, ratio))];

    private static (double Member, double Tested)[] Safety(double ratio) =>
        [.. RateRatioAlternatives.Safety.Where(member => member < ratio).Select(member => (member, ratio))];

    private static Draw Shares(double ratio) => (ref Xoshiro256 random, int stage) =>
    {
        double weight = Weights[stage];
        return random.NextDouble() < weight * ratio / ((weight * ratio) + 1 - weight) ? (1, 0) : (0, 1);
    };

    private static Draw Bernoulli(double canary, double baseline) => (ref Xoshiro256 random, int stage) =>
        ((int)BinomialSampler.Draw(ref random, Requests[stage].Canary, canary), (int)BinomialSampler.Draw(ref random, Requests[stage].Baseline, baseline));

    private static bool Rejects(ref Xoshiro256 random, (double Hit, double Miss)[][] steps, Evidence evidence, Draw draw)
    {
        Span<ErrorStage> stages = stackalloc ErrorStage[Weights.Length];
        Span<double> logs = stackalloc double[steps[0].Length];
        double threshold = -Math.Log(Alpha);
        for (int stage = 0; stage < Weights.Length; stage++)
        {
            (int allHits, int allErrors) = (0, 0);
            for (int look = 0; look < LooksPerStage; look++)
            {
                (int hits, int misses) = draw(ref random, stage);
                (allHits, allErrors) = (allHits + hits, allErrors + hits + misses);
                double largest = double.NegativeInfinity;
                for (int member = 0; member < logs.Length; member++)
                {
                    (double hit, double miss) = steps[stage][member];
                    logs[member] += (hits * hit) + (misses * miss);
                    largest = Math.Max(largest, logs[member]);
                }

                if (largest < threshold - Slack)
                    continue;
                stages[stage] = new ErrorStage(allHits, allErrors, Weights[stage]);
                if (evidence(stages[..(stage + 1)]) >= threshold)
                    return true;
            }

            stages[stage] = new ErrorStage(allHits, allErrors, Weights[stage]);
        }

        return false;
    }
}

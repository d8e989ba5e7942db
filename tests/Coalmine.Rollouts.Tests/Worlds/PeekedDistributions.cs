using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Random;

namespace Coalmine.Rollouts.Tests.Worlds;

/// <summary>
/// Rollouts of one step of an hour with one check of a whole distribution, looked at every minute: 100 requests a second, 10 % to the canary, Poisson counts,
/// independent requests whose values fall into buckets.
/// </summary>
/// <param name="Check">The check.</param>
/// <param name="Rollouts">How many.</param>
/// <param name="Bakes">Whether none is promoted before the hour is over.</param>
internal sealed record PeekedDistributions(Check Check, int Rollouts, bool Bakes)
{
    private const int Minutes = 60;

    /// <summary>Rollouts that end in a given way.</summary>
    /// <param name="canary">Probabilities of the bucket bounds' bins, the last beyond the highest.</param>
    /// <param name="baseline">The baseline's.</param>
    /// <param name="outcome">The way.</param>
    public int Count(double[] canary, double[] baseline, RolloutOutcome outcome)
    {
        RolloutPlan plan = Given.Plan(Given.Step(10, 1, 1, Bakes ? Minutes : 0)) with { Maximum = TimeSpan.FromMinutes(Minutes) };
        TelemetryShape shape = Given.Distributions with { LatencyBounds = [.. Enumerable.Range(1, canary.Length - 1).Select(bound => 0.1 * bound)] };
        NativeController controller = new(Given.Bind(Given.Policy(plan, Check), shape));
        RolloutMemory memory = controller.CreateMemory();
        ImmutableArray<CounterKey> columns = Given.Bind(Given.Policy(plan, Check), shape).Measurements.Columns(1, 1);
        SampleWindow window = new(columns);
        Measurements measurements = new(window, []);
        double[] counters = new double[columns.Length];
        int count = 0;
        for (int rollout = 0; rollout < Rollouts; rollout++)
        {
            Xoshiro256 random = StreamKey.Root(2025).With(Check.Name).With(rollout).Open();
            RolloutState state = controller.Begin(memory, Moment.Start).State;
            state = controller.Step(state, Observation.WeightObserved(new TrafficWeight(10), Moment.Start)).State;
            for (int look = 0; look <= Minutes && state.Outcome == RolloutOutcome.Open; look++)
            {
                Moment at = Moment.FromSeconds(60 * look);
                double[] ofCanary = Within(ref random, 600, canary);
                double[] ofBaseline = Within(ref random, 5400, baseline);
                if (look == 0)
                    window.Clear();
                for (int i = 0; i < columns.Length; i++)
                    counters[i] += (columns[i].Arm == Arm.Canary ? ofCanary : ofBaseline)[columns[i].Kind == CounterKind.Requests ? ^1 : columns[i].Bound];
                counters.CopyTo(window.Add(at));
                if (look == 0)
                    continue;
                state = controller.Step(state, Observation.MomentReached(NativeIds.LookWake, at)).State;
                state = controller.Step(state, Observation.MeasurementAnswered(look, at, measurements)).State;
                window.Clear();
            }

            count += state.Outcome == outcome ? 1 : 0;
        }

        return count;
    }

    // Requests within each bound, and in all.
    private static double[] Within(ref Xoshiro256 random, double mean, double[] probabilities)
    {
        double[] within = new double[probabilities.Length];
        long all = PoissonSampler.Draw(ref random, mean);
        long left = all;
        double rest = 1;
        for (int bin = 0; bin < within.Length - 1; bin++)
        {
            left -= BinomialSampler.Draw(ref random, left, Math.Min(1, probabilities[bin] / rest));
            rest -= probabilities[bin];
            within[bin] = all - left;
        }

        within[^1] = all;
        return within;
    }
}

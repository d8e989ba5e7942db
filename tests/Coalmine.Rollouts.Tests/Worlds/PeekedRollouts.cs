using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Random;

namespace Coalmine.Rollouts.Tests.Worlds;

/// <summary>
/// Rollouts of one step of an hour, looked at every so often: 100 requests a second, 10 % to the canary, Poisson counts, independent requests.
/// </summary>
/// <param name="Name">Names the random streams.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Rollouts">How many.</param>
/// <param name="Every">Seconds between looks.</param>
internal sealed record PeekedRollouts(string Name, Check[] Checks, int Rollouts, int Every)
{
    private const int Hour = 3600;

    /// <summary>Whether none is promoted before the hour is over.</summary>
    public bool Bakes { get; init; } = true;

    /// <summary>Rollouts that end in a given way, with the canary's error rate at a ratio of the baseline's.</summary>
    public int Count(double ratio, double rate, RolloutOutcome outcome)
    {
        RolloutPlan plan = Given.Plan(Given.Step(10, Every / 60.0, 1, Bakes ? 60 : 0)) with { Maximum = TimeSpan.FromMinutes(60) };
        BoundPolicy policy = Given.Bind(Given.Policy(plan, Checks));
        NativeController controller = new(policy);
        RolloutMemory memory = controller.CreateMemory();
        ImmutableArray<CounterKey> columns = policy.Measurements.Columns(1, 1);
        SampleWindow window = new(columns);
        Measurements measurements = new(window, []);
        double[] counters = new double[columns.Length];
        int count = 0;
        for (int rollout = 0; rollout < Rollouts; rollout++)
        {
            Xoshiro256 random = StreamKey.Root(2024).With(Name).With(rollout).Open();
            RolloutState state = controller.Begin(memory, Moment.Start).State;
            for (int look = 0; look <= Hour / Every && state.Outcome == RolloutOutcome.Open; look++)
            {
                Moment at = Moment.FromSeconds(Every * look);
                Scrape(ref random, columns, counters, ratio, rate);
                if (look == 0)
                    window.Clear();
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

    private void Scrape(ref Xoshiro256 random, ImmutableArray<CounterKey> columns, double[] counters, double ratio, double rate)
    {
        long canary = PoissonSampler.Draw(ref random, 10 * Every);
        long baseline = PoissonSampler.Draw(ref random, 90 * Every);
        long canaryErrors = BinomialSampler.Draw(ref random, canary, ratio * rate);
        long baselineErrors = BinomialSampler.Draw(ref random, baseline, rate);
        for (int i = 0; i < columns.Length; i++)
            counters[i] += (columns[i].Arm, columns[i].Kind) switch
            {
                (Arm.Canary, CounterKind.Requests) => canary,
                (Arm.Canary, _) => canaryErrors,
                (_, CounterKind.Requests) => baseline,
                _ => baselineErrors,
            };
    }
}

using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tests.Examples;

/// <summary>Rollouts drawn from seed and number alone, as the simulation's are, without a world.</summary>
/// <param name="rollbacks">Share of rollouts that are rolled back on evidence.</param>
/// <param name="before">Called before each rollout.</param>
internal sealed class MadeUpSource(double rollbacks, Action<long>? before = null) : IRolloutSource
{
    public RolloutResult Run(ulong seed, long replication)
    {
        before?.Invoke(replication);
        Xoshiro256 random = StreamKey.Root(seed).With(replication).Open();
        bool rolledBack = random.NextDouble() < rollbacks;
        double size = random.NextDouble();
        return HandMade.Result(
            rolledBack ? RolloutOutcome.RolledBackOnEvidence : RolloutOutcome.Promoted, Math.Round(700 + (3000 * size)), 1000 * size / 3, replication);
    }

    /// <summary>A study of one regressed scenario and two policies that meet the same draws.</summary>
    public static Study Study(long maximum, double precision = 0, Action<long>? before = null) => new()
    {
        Seed = 5,
        Maximum = maximum,
        Precision = precision,
        Scenarios =
        [
            new StudyScenario(HandMade.Regressed,
            [
                new StudyPolicy("strict", [], () => new MadeUpSource(0.9, before)), new StudyPolicy("lax", [], () => new MadeUpSource(0.6)),
            ]),
            new StudyScenario(HandMade.Healthy, [new StudyPolicy("strict", [], () => new MadeUpSource(0.05))]),
        ],
    };
}

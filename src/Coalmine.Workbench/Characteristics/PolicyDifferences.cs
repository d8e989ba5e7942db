using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Characteristics;

/// <summary>Compares the policies of a scenario with the first one, on the same replications.</summary>
public static class PolicyDifferences
{
    /// <summary>All differences that have a meaning in the scenario, policy after policy; none with fewer than two replications.</summary>
    public static ImmutableArray<PolicyDifference> Of(ScenarioResult scenario)
    {
        ImmutableArray<PolicyDifference>.Builder all = ImmutableArray.CreateBuilder<PolicyDifference>();
        if (scenario.Replications < 2)
            return [];
        for (int pair = 0; pair < scenario.Pairs.Length; pair++)
        {
            Comparison comparison = new(scenario, pair);
            all.Add(comparison.Outcome(RolloutOutcome.Promoted));
            all.Add(comparison.Outcome(RolloutOutcome.RolledBackOnEvidence));
            all.Add(comparison.Outcome(RolloutOutcome.RolledBackForWantOfEvidence));
            if (scenario.Facts.Truth == TruthKind.Regressed)
                foreach (Measure measure in new[] { Measure.ExposedRequests, Measure.ExposedUsers, Measure.HurtAnswers })
                    all.Add(comparison.Mean(measure));
            all.Add(comparison.Mean(Measure.Duration));
        }

        return all.ToImmutable();
    }

    private sealed class Comparison(ScenarioResult scenario, int index)
    {
        private readonly PairTally _pair = scenario.Pairs[index];
        private readonly PolicyTally _policy = scenario.Tallies[index + 1];
        private readonly PolicyTally _first = scenario.Tallies[0];

        public PolicyDifference Outcome(RolloutOutcome outcome)
        {
            double both = _pair.Of(outcome, outcome);
            double only = _policy.Of(outcome) - both;
            double other = _first.Of(outcome) - both;
            PairedCounts pairs = new(both, only, other, _pair.Count - both - only - other);
            double paired = ((only + other) / pairs.All) - (pairs.Difference * pairs.Difference);
            double separate = Variance(_policy.Of(outcome), pairs.All) + Variance(_first.Of(outcome), pairs.All);
            return Make(CharacteristicCatalogue.OfOutcome(outcome), pairs.Difference, NewcombePaired.Difference(pairs, Confidence.Z), separate / paired) with
            {
                Method = IntervalMethod.NewcombePaired,
            };
        }

        public PolicyDifference Mean(Measure measure)
        {
            Replications.Moments differences = _pair.Of(measure);
            double half = PolicyCharacteristics.HalfWidth(differences);
            double separate = _policy.Of(measure).Moments.Variance + _first.Of(measure).Moments.Variance;
            return Make(
                CharacteristicCatalogue.OfMeasure(measure, "mean"),
                differences.Mean,
                new Interval(differences.Mean - half, differences.Mean + half),
                separate / differences.Variance);
        }

        private PolicyDifference Make(CharacteristicDefinition definition, double estimate, Interval interval, double gain) => new()
        {
            Definition = definition,
            Policy = scenario.Policies[index + 1].Name,
            Against = scenario.Policies[0].Name,
            Estimate = estimate,
            Interval = interval,
            Method = IntervalMethod.PairedT,
            Count = _pair.Count,
            PairingGain = gain,
        };

        private static double Variance(double count, double of) => count / of * (1 - (count / of));
    }
}

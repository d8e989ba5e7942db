using System.Globalization;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>
/// The weights of two arms in a list of weights. Whatever goes to third parties stays theirs: the arms share what they had together.
/// </summary>
/// <param name="Baseline">The baseline's weight.</param>
/// <param name="Canary">The canary's weight.</param>
/// <param name="Others">What all others have together.</param>
internal readonly record struct WeightSplit(long Baseline, long Canary, long Others)
{
    /// <summary>All weights.</summary>
    public long Sum => Baseline + Canary + Others;

    /// <summary>The canary's share; nothing where the weights are none.</summary>
    public TrafficWeight? Weight => Baseline < 0 || Canary < 0 || Others < 0 || Sum is <= 0 or > int.MaxValue
        ? null
        : new TrafficWeight((int)Canary, (int)Sum);

    /// <summary>The split that gives the canary a share of all weights.</summary>
    /// <param name="weight">The share.</param>
    /// <param name="total">The sum to write where the two arms are alone, or the platform prescribes it.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>The split; nothing where whole weights cannot express it, or third parties have too much.</returns>
    public WeightSplit? With(TrafficWeight weight, int total, out string problem)
    {
        long sum = Others == 0 ? total : Sum;
        long parts = weight.Parts * sum;
        long whole = Math.Max(1, weight.Total);
        if (parts % whole != 0)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"{weight} of {sum} is no whole weight; choose steps that are.");
            return null;
        }

        long canary = parts / whole;
        if (canary > sum - Others)
        {
            problem = string.Create(CultureInfo.InvariantCulture,
                $"The canary cannot have {canary} of {sum}: others have {Others}, which are not this rollout's to take.");
            return null;
        }

        problem = "";
        return this with { Canary = canary, Baseline = sum - Others - canary };
    }
}

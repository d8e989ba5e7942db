using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>
/// <c>spec.analysis</c> (or its deprecated alias <c>canaryAnalysis</c>) of a Flagger Canary, with what the controller makes of unset and odd values
/// (fluxcd/flagger 15bd6ad5, <c>pkg/apis/flagger/v1beta1/canary.go</c> and <c>pkg/controller/scheduler.go</c>). 0 means unset throughout, as in Go.
/// </summary>
public sealed record FlaggerAnalysis
{
    /// <summary>An analysis without any field set: checks nothing and never leaves weight 0.</summary>
    public static FlaggerAnalysis Empty { get; } = new();

    /// <summary><c>interval</c> as written, a duration of Go such as <c>1m</c>; may be empty.</summary>
    public string Interval { get; init; } = "";

    /// <summary><c>threshold</c>: how many failed checks end the rollout, counted over the whole run.</summary>
    public int Threshold { get; init; }

    /// <summary><c>maxWeight</c>: the weight in percent from which the next passing check promotes.</summary>
    public int MaxWeight { get; init; }

    /// <summary><c>stepWeight</c>: points added by each passing check.</summary>
    public int StepWeight { get; init; }

    /// <summary><c>stepWeights</c>: the weights to visit; used where <see cref="StepWeight"/> is not positive.</summary>
    public ImmutableArray<int> StepWeights { get; init; } = [];

    /// <summary><c>stepWeightPromotion</c>: points given back to the primary a tick after promotion; 0 gives all back at once.</summary>
    public int StepWeightPromotion { get; init; }

    /// <summary><c>iterations</c>: ticks of a blue/green or A/B run; 0 is a weighted canary.</summary>
    public int Iterations { get; init; }

    /// <summary><c>mirror</c>: copy requests to the canary before (weighted) or during (blue/green) the checks.</summary>
    public bool Mirror { get; init; }

    /// <summary><c>mirrorWeight</c>: percent of the requests that Istio copies; 0 copies all.</summary>
    public int MirrorWeight { get; init; }

    /// <summary>Whether <c>match</c> has conditions; with iterations that makes an A/B test.</summary>
    public bool HasMatch { get; init; }

    /// <summary><c>primaryReadyThreshold</c>: percent of the primary's pods that must be available; 0 stands for 100.</summary>
    public int PrimaryReadyThreshold { get; init; }

    /// <summary><c>canaryReadyThreshold</c>: percent of the canary's pods that must be available; 0 stands for 100.</summary>
    public int CanaryReadyThreshold { get; init; }

    /// <summary><c>metrics</c> in the order of the file.</summary>
    public ImmutableArray<FlaggerMetric> Metrics { get; init; } = [];

    /// <summary><c>webhooks</c> in the order of the file.</summary>
    public ImmutableArray<FlaggerHook> Hooks { get; init; } = [];

    /// <summary><c>sessionAffinity</c>; null without.</summary>
    public FlaggerSessionAffinity? SessionAffinity { get; init; }

    /// <summary>The time between ticks: 60 s where <see cref="Interval"/> is empty or cannot be read, and never below 10 s.</summary>
    public TimeSpan EffectiveInterval
    {
        get
        {
            TimeSpan read = GoDuration.Read(Interval) ?? TimeSpan.FromSeconds(60);
            return read < TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(10) : read;
        }
    }

    /// <summary>Failed checks that end the rollout; at least 1.</summary>
    public int EffectiveThreshold => Threshold > 0 ? Threshold : 1;

    /// <summary>The weight from which a passing check promotes. Not clipped to 100 where <see cref="MaxWeight"/> is above: such a canary never promotes.</summary>
    public int PromotionWeight => StepWeights.Length > 0 ? Math.Min(100, StepWeights[^1]) : MaxWeight > 0 ? MaxWeight : 100;

    /// <summary>
    /// The points that the next passing check adds at a weight; 0 or below stalls the canary. A list looks for the first element equal to the weight, jumps
    /// to 100 where none is, and gives 1 at 100, so that it can promote.
    /// </summary>
    public int NextStep(int weight)
    {
        if (StepWeight > 0 || StepWeights.Length == 0)
            return StepWeight;
        int most = 100 - weight;
        if (most == 0)
            return 1;
        if (weight == 0)
            return Math.Min(most, StepWeights[0]);
        for (int i = 0; i < StepWeights.Length - 1; i++)
            if (StepWeights[i] == weight)
                return Math.Min(most, StepWeights[i + 1] - weight);
        return most;
    }
}

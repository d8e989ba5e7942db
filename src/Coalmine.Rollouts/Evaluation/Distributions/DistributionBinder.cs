using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>Binds checks of whole distributions: a margin for their largest difference, or a limit for an index of how far they lie apart.</summary>
internal sealed class DistributionBinder(CounterNeeds needs, TelemetryShape telemetry, JudgeBinder judges)
{
    // The Jensen-Shannon distance, in natural logarithms, of two distributions that share no value.
    private static readonly double LargestDistance = Math.Sqrt(Math.Log(2));

    /// <summary>The check, or nothing and why.</summary>
    public BoundCheck? Bind(int index, Check check, out string refusal)
    {
        bool isMargin = check.Requirement is Requirement.NotWorseThanBaseline;
        refusal = check switch
        {
            _ when !IsMeasured(check.Metric) => BindingMessages.NotMeasured(check.Metric),
            { Metric: Metric.PredictionDistribution } when isMargin => BindingMessages.ClassesHaveNoOrder(check.Metric),
            { Requirement: Requirement.NotWorseThanBaseline { Margin: not Margin.Points } } => BindingMessages.MarginMustBeInPoints(check.Metric),
            { Requirement: Requirement.AtMost { Limit: <= 0 } } => BindingMessages.LimitOfAnIndexIsPositive(check),
            { Requirement: Requirement.AtMost { Limit: var limit }, Method: CheckMethod.Fixed { Form: FixedForm.JensenShannon } }
                when limit >= LargestDistance => BindingMessages.DistanceIsNeverBeyond(limit),
            _ => "",
        };
        if (refusal.Length > 0)
            return null;
        refusal = isMargin
            ? BindingMessages.MethodHasNoForm(check.Method, "a margin between whole distributions", ["distribution-band", "kolmogorov-smirnov"])
            : BindingMessages.MethodHasNoForm(check.Method, "a limit between whole distributions", ["psi", "jensen-shannon"]);
        return check.Requirement switch
        {
            Requirement.AtMost most => judges.OfIndex(index, check, needs.DistributionOf(check.Metric), most.Limit),
            Requirement.NotWorseThanBaseline { Margin: Margin.Points points } =>
                judges.OfDifference(index, check, needs.DistributionOf(check.Metric), points.Share),
            _ => null,
        };
    }

    private bool IsMeasured(Metric metric) => metric switch
    {
        Metric.LatencyDistribution => !telemetry.LatencyBounds.IsEmpty,
        Metric.ScoreDistribution => !telemetry.ScoreBounds.IsEmpty,
        _ => !telemetry.Classes.IsEmpty,
    };
}

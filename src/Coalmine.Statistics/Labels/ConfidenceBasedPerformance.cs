using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// Performance without labels from calibrated confidence (CBPE, NannyML; Kivimäki, Białek, Kuberski and Nurminen 2025). Sees covariate shift inside the
/// support only, no concept drift: a canary whose confidence is wrong is what it cannot see. Guarantee: heuristic; may hold, must not alone promote.
/// </summary>
/// <remarks>Assumes probabilities calibrated on the deployed data. O(n log n).</remarks>
/// <param name="Accuracy">Expected accuracy.</param>
/// <param name="AccuracyDeviation">Its standard deviation √Σp(1 - p)/n.</param>
/// <param name="TruePositives">Expected true positives.</param>
/// <param name="FalsePositives">Expected false positives.</param>
/// <param name="FalseNegatives">Expected false negatives.</param>
/// <param name="RankingArea">Expected area under the ROC curve; NaN where all labels are certain to be the same.</param>
public readonly record struct ConfidenceBasedPerformance(
    double Accuracy,
    double AccuracyDeviation,
    double TruePositives,
    double FalsePositives,
    double FalseNegatives,
    double RankingArea)
{
    /// <summary>Expected F1; NaN where nothing is positive.</summary>
    public double F1 => 2 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Expected precision; NaN where nothing is predicted positive.</summary>
    public double Precision => TruePositives / (TruePositives + FalsePositives);

    /// <summary>Expected recall; NaN where no positive is expected.</summary>
    public double Recall => TruePositives / (TruePositives + FalseNegatives);

    /// <summary>The estimate from calibrated probabilities of the positive class and the predictions made; needs a value.</summary>
    /// <exception cref="ArgumentException">There are no predictions, not as many as probabilities, or a probability outside [0, 1].</exception>
    public static ConfidenceBasedPerformance Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> predictions)
    {
        if (probabilities.Length != predictions.Length || probabilities.IsEmpty)
            throw new ArgumentException("Each prediction has one probability.", nameof(predictions));
        foreach (double probability in probabilities)
            Domain.Probability(probability, nameof(probabilities));
        double right = 0, variance = 0, truePositives = 0, falsePositives = 0, falseNegatives = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double p = probabilities[i];
            right += predictions[i] ? p : 1 - p;
            variance += p * (1 - p);
            truePositives += predictions[i] ? p : 0;
            falsePositives += predictions[i] ? 1 - p : 0;
            falseNegatives += predictions[i] ? 0 : p;
        }

        int n = probabilities.Length;
        return new ConfidenceBasedPerformance(right / n, Math.Sqrt(variance) / n, truePositives, falsePositives, falseNegatives, Area(probabilities.ToArray()));
    }

    private static double Area(double[] probabilities)
    {
        Array.Sort(probabilities);
        Array.Reverse(probabilities);
        double positives = probabilities.Sum();
        double negatives = probabilities.Sum(p => 1 - p);
        double area = 0, share = 0;
        foreach (double p in probabilities)
        {
            double next = share + (p / positives);
            area += (share + next) / 2 * ((1 - p) / negatives);
            share = next;
        }

        return area;
    }
}

using Coalmine.Statistics.Functions;
using MathNet.Numerics.LinearAlgebra;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// Class frequencies behind a model's predictions without labels (black-box shift estimation; Lipton, Wang and Smola 2018): with the reference's joint
/// confusion C[i, j] = P(predicted i, true j) and the current shares μ of predictions, C·w = μ gives the ratios w_j = P_now(j)/P_reference(j). Assumes label
/// shift: P(x | y) unchanged. Where the model itself got worse, or inputs changed within classes, the answer is wrong without notice. Guarantee: heuristic.
/// O(classes³).
/// </summary>
/// <param name="Weights">w, negative ones set to 0.</param>
/// <param name="ClassShares">Shares of the true classes now, scaled to sum 1.</param>
/// <param name="Accuracy">The accuracy that the reference confusion then means: Σ w_j·C[j, j], with the weights scaled like the shares.</param>
/// <param name="Condition">Condition number of C: errors of μ come out up to this many times larger.</param>
public sealed record LabelShift(IReadOnlyList<double> Weights, IReadOnlyList<double> ClassShares, double Accuracy, double Condition)
{
    // A confusion matrix this close to singular tells the classes apart by rounding errors only.
    private const double WorstCondition = 1e8;

    /// <summary>The estimate from counts.</summary>
    /// <param name="confusion">Reference counts: row the predicted class, column the true one; square, every true class occurs.</param>
    /// <param name="predictions">Current counts of predicted classes, as many.</param>
    /// <exception cref="ArgumentException">The sizes differ, a side is empty, or a true class does not occur.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model cannot tell the classes apart: the confusion is close to singular.</exception>
    public static LabelShift Of(double[,] confusion, IReadOnlyList<double> predictions)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ArgumentNullException.ThrowIfNull(predictions);
        int classes = predictions.Count;
        foreach (double count in predictions.Concat(confusion.Cast<double>()))
            Domain.Count(count, nameof(predictions));
        if (classes == 0 || confusion.GetLength(0) != classes || confusion.GetLength(1) != classes)
            throw new ArgumentException("The confusion matrix has a row and a column for each class.", nameof(confusion));
        var counts = Matrix<double>.Build.DenseOfArray(confusion);
        double reference = counts.RowSums().Sum(), now = predictions.Sum();
        Vector<double> prior = counts.ColumnSums() / reference;
        if (!(now > 0) || !(reference > 0) || prior.Any(share => !(share > 0)))
            throw new ArgumentException("Every true class occurs in the reference, and there are predictions.", nameof(predictions));
        Matrix<double> joint = counts / reference;
        double condition = joint.ConditionNumber();
        if (!(condition < WorstCondition))
            throw new ArgumentOutOfRangeException(nameof(confusion), "The predictions do not tell the classes apart.");
        Vector<double> weights = joint.Solve(Vector<double>.Build.DenseOfEnumerable(predictions) / now).PointwiseMaximum(0);
        Vector<double> shares = weights.PointwiseMultiply(prior);
        double total = shares.Sum();
        double accuracy = weights.PointwiseMultiply(joint.Diagonal()).Sum() / total;
        return new LabelShift([.. weights], [.. shares / total], accuracy, condition);
    }
}

namespace Coalmine.Learning.Surrogates;

/// <summary>A cheap stand-in for something expensive, learned from examples.</summary>
public interface ISurrogate
{
    /// <summary>What it says about points, in their order.</summary>
    /// <param name="points">Points of the dimension that it was trained in.</param>
    SurrogatePrediction[] Predict(IReadOnlyList<double[]> points);
}

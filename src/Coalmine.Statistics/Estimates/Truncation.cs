namespace Coalmine.Statistics.Estimates;

/// <summary>How many first values of a run to leave out, because they still remember how the run began (MSER-5; White 1997).</summary>
/// <param name="Values">Values to drop: a multiple of five, at most about half of them; 0 where there are fewer than ten.</param>
/// <param name="Statistic">The smallest Σ(y - ȳ)²/(k - d)²; +∞ where there are fewer than ten values.</param>
/// <param name="IsTooShort">Whether the minimum lies at the last place that was looked at (or nowhere): the run must be longer.</param>
public readonly record struct Truncation(int Values, double Statistic, bool IsTooShort);

using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Multiplicity;

/// <summary>
/// Errors of each test in a decision "some success metric is better and every guardrail is non-inferior" (Schultzberg, Ankargren and Frånberg 2024): alpha
/// is split over the success metrics alone, power must be raised for all.
/// </summary>
/// <remarks>Guarantee: exact where the tests are: P(promote | some guardrail is inferior) is at most that guardrail's alpha, since all must pass. Power by
/// Bonferroni over the type II errors.</remarks>
/// <param name="AlphaSuccess">Alpha of each success metric; the full one where there is none.</param>
/// <param name="AlphaGuardrail">Alpha of each guardrail: an intersection-union test needs no correction (Berger 1982).</param>
/// <param name="PowerEach">Power to plan each test with: 1 - beta/(G + 1), or 1 - beta/G without a success metric.</param>
public readonly record struct GuardrailCorrection(double AlphaSuccess, double AlphaGuardrail, double PowerEach)
{
    /// <summary>The correction for numbers of metrics, not both 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of metrics is negative, or an error not in (0, 1).</exception>
    public static GuardrailCorrection Of(int success, int guardrails, double alpha, double beta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(success);
        ArgumentOutOfRangeException.ThrowIfNegative(guardrails);
        Domain.Level(alpha);
        Domain.Level(beta);
        return new(success > 0 ? alpha / success : alpha, alpha, 1 - (beta / Math.Max(1, success > 0 ? guardrails + 1.0 : guardrails)));
    }
}

namespace Coalmine.Rollouts.Checks;

/// <summary>What a check makes of a measurement that brought no data. Closed: the nested records are all there are.</summary>
public abstract record MissingRule
{
    private MissingRule()
    {
    }

    /// <summary>No data is no answer: the check is inconclusive and the policy's rule for missing data counts. The default.</summary>
    public sealed record Inconclusive : MissingRule
    {
        /// <summary>The one instance.</summary>
        public static Inconclusive Rule { get; } = new();
    }

    /// <summary>No data passes. Unsafe; every output repeats it.</summary>
    public sealed record Pass : MissingRule
    {
        /// <summary>The one instance.</summary>
        public static Pass Rule { get; } = new();
    }

    /// <summary>
    /// An empty answer is read as this value, and NaN compares as false and so never fails: what a script does that writes <c>x if result else 0</c>.
    /// Unsafe; every output repeats it. Only point checks can have it.
    /// </summary>
    /// <param name="Value">In the metric's unit.</param>
    public sealed record ReadAs(double Value) : MissingRule;
}

namespace Coalmine.PromQL.Parsing;

/// <summary>Whose language a text is in.</summary>
/// <param name="Mode">The line of Prometheus.</param>
/// <param name="HasExperiments">Whether what 3.x has behind feature flags belongs to it.</param>
internal readonly record struct Dialect(PromQLMode Mode, bool HasExperiments)
{
    /// <summary>What <c>step()</c> means in a duration: the step of the range query; 0 in an instant query.</summary>
    public long StepMilliseconds { get; init; }

    /// <summary>What <c>range()</c> means: from the first to the last moment of the query.</summary>
    public long RangeMilliseconds { get; init; }
}

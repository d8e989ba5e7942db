using Coalmine.PromQL.Evaluation;

namespace Coalmine.PromQL.Rules;

/// <summary>A rule of a group: exactly one of recording and alerting. The cases are closed.</summary>
public abstract record Rule
{
    private Rule(CompiledQuery query) => Query = query;

    /// <summary>Its expression, from <see cref="RuleQuery.Compile"/>.</summary>
    public CompiledQuery Query { get; }

    /// <summary>Writes the result of its expression back as series (rules/recording.go of Prometheus 3.14).</summary>
    /// <param name="Name">The name of the series.</param>
    /// <param name="Query">The expression.</param>
    /// <param name="Labels">Labels laid over those of the result; an empty value removes a label.</param>
    public sealed record Recording(string Name, CompiledQuery Query, IReadOnlyList<Series.Label> Labels) : Rule(Query);

    /// <summary>Raises an alert for each element of the result (rules/alerting.go of Prometheus 3.14).</summary>
    /// <param name="Name">The name of the alert.</param>
    /// <param name="Query">The expression.</param>
    /// <param name="Labels">Labels laid over those of the result, after the names of their own.</param>
    public sealed record Alerting(string Name, CompiledQuery Query, IReadOnlyList<TemplatedLabel> Labels) : Rule(Query)
    {
        /// <summary>How long an element must be there before the alert fires, in milliseconds; 0 fires at once.</summary>
        public long ForMilliseconds { get; init; }

        /// <summary>How long it goes on firing once the element is gone, in milliseconds.</summary>
        public long KeepFiringForMilliseconds { get; init; }
    }
}

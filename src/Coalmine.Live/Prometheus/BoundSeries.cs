using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>An item of <c>bind:</c>.</summary>
/// <param name="Kind">What it counts; nothing for the gauge of quality.</param>
/// <param name="Selector">Its series.</param>
internal sealed record BoundSeries(CounterKind? Kind, CounterSelector Selector)
{
    /// <summary>Says what cannot be asked.</summary>
    /// <param name="position">Where the item stands.</param>
    /// <param name="said">Gets the messages.</param>
    /// <param name="arms">The arms' names.</param>
    /// <returns>Whether all can.</returns>
    public bool Check(TextPosition position, DiagnosticList said, ImmutableArray<string> arms)
    {
        bool isPair = Kind is { } kind && new CounterNeed(kind, 0).IsPair;
        if (!isPair && !Selector.Matchers.Contains("$arm", StringComparison.Ordinal))
        {
            said.Add(position, PrometheusMessages.NoArm(Selector.FamilyOf("$arm")));
            return false;
        }

        foreach (string arm in arms)
        {
            string family = Selector.FamilyOf(arm);
            string problem = PromQLParser.Parse(family, PromQLMode.V3) switch
            {
                ParseResult.Refused { Error: var error } => error.ToString(),
                ParseResult.Parsed { Root: Expression.Selector } => FamilyQuestions.ConditionsOf(Selector, arm).Problem,
                _ => "it is no selector",
            };
            if (problem.Length == 0)
                continue;
            said.Add(position, PrometheusMessages.BadSelector(family, problem));
            return false;
        }

        return true;
    }
}

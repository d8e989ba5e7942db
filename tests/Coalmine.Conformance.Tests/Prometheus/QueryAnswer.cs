using System.Globalization;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>One answer to one query: an error, or values by their labels; a scalar has none.</summary>
internal sealed record QueryAnswer(bool IsError, bool IsScalar, IReadOnlyDictionary<Labels, double> Values)
{
    public static QueryAnswer Error { get; } = new(true, false, new Dictionary<Labels, double>());

    /// <summary>A copy of what our evaluation gave.</summary>
    public static QueryAnswer Of(InstantResult result) => result.Kind switch
    {
        ResultKind.Scalar => new QueryAnswer(false, true, new Dictionary<Labels, double> { [Labels.Empty] = result.Scalar }),
        ResultKind.Vector => new QueryAnswer(false, false, Enumerable.Range(0, result.Count).ToDictionary(i => result.LabelsAt(i), i => result.ValueAt(i))),
        _ => Error,
    };

    /// <summary>The first difference from another answer, values to 1e-9 relative and NaN like NaN; empty when there is none.</summary>
    public string DifferenceFrom(QueryAnswer there)
    {
        if (IsError || there.IsError)
            return IsError == there.IsError ? "" : $"refused {(IsError ? "here" : "there")} only";
        if (IsScalar != there.IsScalar)
            return $"a scalar {(IsScalar ? "here" : "there")} only";
        foreach ((Labels labels, double value) in Values)
        {
            if (!there.Values.TryGetValue(labels, out double other))
                return $"{labels} only here";
            if (!value.Equals(other) && !(Math.Abs(value - other) <= 1e-9 * Math.Abs(other)))
                return string.Create(CultureInfo.InvariantCulture, $"{labels}: {value:R} here, {other:R} there");
        }

        return there.Values.Keys.FirstOrDefault(labels => !Values.ContainsKey(labels)) is { } missing ? $"{missing} only there" : "";
    }
}

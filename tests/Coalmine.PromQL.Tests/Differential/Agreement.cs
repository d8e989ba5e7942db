using Coalmine.PromQL.Evaluation;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>Whether two answers to one question are the same, values to 1e-9 relative.</summary>
internal static class Agreement
{
    /// <summary>The first difference; empty when there is none.</summary>
    public static string Difference(InstantResult result, PromtoolAnswer answer)
    {
        if (result.Kind == ResultKind.Failed || answer.Error.Length > 0)
            return result.Kind == ResultKind.Failed && answer.Error.Length > 0 ? "" : $"error here \"{result.Failure}\", there \"{answer.Error}\"";
        if (result.Kind == ResultKind.Scalar)
            return IsNear(result.Scalar, answer.Elements[0].Value) ? "" : $"{result.Scalar} here, {answer.Elements[0].Value} there";
        var wanted = answer.Elements.ToDictionary(element => element.Labels, element => element.Value);
        for (int i = 0; i < result.Count; i++)
        {
            if (!wanted.Remove(result.LabelsAt(i), out double value))
                return $"{result.LabelsAt(i)} only here";
            if (!IsNear(result.ValueAt(i), value))
                return $"{result.LabelsAt(i)}: {result.ValueAt(i):R} here, {value:R} there";
        }

        return wanted.Count == 0 ? "" : $"{wanted.Keys.First()} only there";
    }

    private static bool IsNear(double here, double there) => here.Equals(there) || Math.Abs(here - there) <= 1e-9 * Math.Abs(there);
}

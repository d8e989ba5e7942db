using System.Collections;
using System.Reflection;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Tests.Journal;

/// <summary>Compares two states field by field, down to numbers, whatever fields there are: a field that a snapshot forgets is found.</summary>
internal static class SameFields
{
    /// <summary>What a snapshot leaves out on purpose: open effects are the shell's, verdicts of the last look are read no more.</summary>
    private static readonly HashSet<(Type, string)> LeftOut =
    [
        (typeof(RolloutMemory), "_effects"), (typeof(RolloutMemory), "_effectCount"), (typeof(EvaluationState), "<Verdicts>k__BackingField"),
        (typeof(NativeMemory), "_showsVerdicts"),
        // Scratch: values beyond the count are never read.
        (typeof(LookValues), "_canary"), (typeof(LookValues), "_baseline"),
    ];

    /// <summary>The path of the first field that differs; empty where none does.</summary>
    public static string Difference(object? left, object? right, string path = "state")
    {
        if (ReferenceEquals(left, right))
            return "";
        if (left is null || right is null || left.GetType() != right.GetType())
            return path;
        Type type = left.GetType();
        if (type.IsPrimitive || type.IsEnum || left is string)
            return left.Equals(right) ? "" : $"{path}: {left} and {right}";
        if (left is LookValues values && right is LookValues others
            && !(values.Canary.SequenceEqual(others.Canary) && values.Baseline.SequenceEqual(others.Baseline)))
            return $"{path}: looks";
        if (left is Array)
            return Items((IList)left, (IList)right, path);
        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (!LeftOut.Contains((declaring, field.Name))
                    && Difference(field.GetValue(left), field.GetValue(right), $"{path}.{field.Name}") is { Length: > 0 } found)
                    return found;
        return "";
    }

    private static string Items(IList left, IList right, string path)
    {
        if (left.Count != right.Count)
            return $"{path}: {left.Count} and {right.Count} items";
        for (int i = 0; i < left.Count; i++)
            if (Difference(left[i], right[i], $"{path}[{i}]") is { Length: > 0 } found)
                return found;
        return "";
    }
}

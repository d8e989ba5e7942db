using System.Collections;
using System.Reflection;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>Looks for NaN, and for reversed intervals, in whatever a member returned: in numbers, sequences, and the fields of our own types.</summary>
internal static class NotANumber
{
    public static bool IsIn(object? value) => Any(value, number => double.IsNaN(number), 0);

    public static bool IsIn(object?[] values) => values.Any(IsIn);

    /// <summary>Whether an infinite number is among the arguments.</summary>
    public static bool OrInfinityIsIn(object?[] values) => values.Any(value => Any(value, number => !double.IsFinite(number), 0));

    private static bool Any(object? value, Func<double, bool> holds, int depth) => value switch
    {
        null or string => false,
        double number => holds(number),
        _ when depth > 5 || value.GetType().IsPrimitive || value.GetType().IsEnum => false,
        IEnumerable items => items.Cast<object?>().Any(item => Any(item, holds, depth + 1)),
        _ => value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(field => Any(field.GetValue(value), holds, depth + 1)),
    };
}

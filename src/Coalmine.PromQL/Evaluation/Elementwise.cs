namespace Coalmine.PromQL.Evaluation;

/// <summary>The functions of one value by their name, and unary minus (promql/functions.go of Prometheus 2.42 and 3.14).</summary>
internal static class Elementwise
{
    /// <summary>The name under which unary minus stands.</summary>
    public const string Negation = "-";

    private static readonly Dictionary<string, Func<double, double, double, double>> All = new()
    {
        [Negation] = static (value, _, _) => -value,
        ["abs"] = static (value, _, _) => Math.Abs(value),
        ["ceil"] = static (value, _, _) => Math.Ceiling(value),
        ["floor"] = static (value, _, _) => Math.Floor(value),
        ["exp"] = static (value, _, _) => Math.Exp(value),
        ["ln"] = static (value, _, _) => Math.Log(value),
        ["log2"] = static (value, _, _) => Math.Log2(value),
        ["log10"] = static (value, _, _) => Math.Log10(value),
        ["sqrt"] = static (value, _, _) => Math.Sqrt(value),
        ["sgn"] = static (value, _, _) => value > 0 ? 1 : value < 0 ? -1 : value,
        ["acos"] = static (value, _, _) => Math.Acos(value),
        ["acosh"] = static (value, _, _) => Math.Acosh(value),
        ["asin"] = static (value, _, _) => Math.Asin(value),
        ["asinh"] = static (value, _, _) => Math.Asinh(value),
        ["atan"] = static (value, _, _) => Math.Atan(value),
        ["atanh"] = static (value, _, _) => Math.Atanh(value),
        ["cos"] = static (value, _, _) => Math.Cos(value),
        ["cosh"] = static (value, _, _) => Math.Cosh(value),
        ["sin"] = static (value, _, _) => Math.Sin(value),
        ["sinh"] = static (value, _, _) => Math.Sinh(value),
        ["tan"] = static (value, _, _) => Math.Tan(value),
        ["tanh"] = static (value, _, _) => Math.Tanh(value),
        ["deg"] = static (value, _, _) => value * 180 / Math.PI,
        ["rad"] = static (value, _, _) => value * Math.PI / 180,
        ["clamp"] = static (value, least, most) => Math.Max(least, Math.Min(most, value)),
        ["clamp_min"] = static (value, least, _) => Math.Max(least, value),
        ["clamp_max"] = static (value, most, _) => Math.Min(most, value),
        // Halves go up, also below zero; dividing by the inverse keeps decimal steps such as 0.1 exact.
        ["round"] = static (value, nearest, _) => Math.Floor((value * (1 / nearest)) + 0.5) / (1 / nearest),
        ["minute"] = static (value, _, _) => CivilDate.Minute(value),
        ["hour"] = static (value, _, _) => CivilDate.Hour(value),
        ["day_of_week"] = static (value, _, _) => CivilDate.DayOfWeek(value),
        ["day_of_month"] = static (value, _, _) => CivilDate.Of(value).Day,
        ["day_of_year"] = static (value, _, _) => CivilDate.Of(value).DayOfYear,
        ["days_in_month"] = static (value, _, _) => CivilDate.Of(value).DaysInMonth,
        ["month"] = static (value, _, _) => CivilDate.Of(value).Month,
        ["year"] = static (value, _, _) => CivilDate.Of(value).Year,
    };

    public static Func<double, double, double, double> Of(string name) => All[name];

    public static bool Knows(string name) => All.ContainsKey(name);
}

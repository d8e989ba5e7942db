using System.Collections.Immutable;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>Makes the levels of a range of numbers.</summary>
/// <param name="From">The lowest.</param>
/// <param name="To">The highest.</param>
/// <param name="Unit">The unit, as <see cref="NumberInText.Unit"/>.</param>
/// <param name="IsLogarithmic">Whether ratios are equal in place of differences.</param>
/// <param name="Step">The difference between levels, a positive number; nothing for one that makes at most 40.</param>
/// <param name="IsWhole">Whether only whole numbers are possible.</param>
internal sealed record LevelScale(decimal From, decimal To, string Unit, bool IsLogarithmic, decimal? Step, bool IsWhole)
{
    /// <summary>The most levels.</summary>
    public const int Most = 1000;

    private const int Usual = 40;
    private const decimal FinestTime = 0.001m;
    private const decimal Finest = 1e-12m;
    private static readonly decimal[] TimeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

    /// <summary>Whether a number can be written in a unit: times to the millisecond, others to twelve digits behind the point.</summary>
    public static bool CanWrite(decimal value, string unit) => value % GrainOf(unit) == 0;

    /// <summary>The levels; fewer than two, or none, where the step does not fit. From, to and step must be such as can be written.</summary>
    public ImmutableArray<KnobLevel> Levels()
    {
        decimal[] values = IsLogarithmic && Step is null ? Ratios() : Differences();
        return [.. values.Distinct().Order().Select(Level).DistinctBy(level => level.Text)];
    }

    /// <summary>The level of a number. On a scale of ratios a given value of 0 lies a tenth below the lowest.</summary>
    public KnobLevel Level(decimal value) =>
        new(NumberWords.Write(value, Unit), IsLogarithmic ? Math.Log(Math.Max((double)value, (double)From / 10)) : (double)value);

    private decimal[] Differences()
    {
        decimal step = Step ?? UsualStep();
        if (step <= 0 || (To - From) / step > Most - 1)
            return [];
        int count = (int)decimal.Floor((To - From) / step);
        return [.. Enumerable.Range(0, count + 1).Select(index => From + (index * step)), .. Step is null ? [To] : Array.Empty<decimal>()];
    }

    private decimal[] Ratios()
    {
        double ratio = Math.Log((double)To / (double)From);
        return [.. Enumerable.Range(1, Usual - 2).Select(index => Round((decimal)((double)From * Math.Exp(ratio * index / (Usual - 1)))))
            .Where(value => value > From && value < To), From, To];
    }

    private decimal UsualStep()
    {
        decimal rough = (To - From) / Usual;
        if (Unit == NumberWords.Time && rough >= 1)
            return TimeSteps.FirstOrDefault(step => step >= rough, TimeSteps[^1]);
        decimal nice = Math.Max(GrainOf(Unit), Nice(Math.Max(GrainOf(Unit), rough)));
        return IsWhole || Unit == NumberWords.Time ? Math.Max(1, nice) : nice;
    }

    // The next of 1, 2 and 5 times a power of ten.
    private static decimal Nice(decimal rough)
    {
        decimal power = 1;
        while (power > rough)
            power /= 10;
        while (power * 10 <= rough)
            power *= 10;
        return rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
    }

    // Two digits that count; times to what people would write.
    private decimal Round(decimal value)
    {
        if (Unit == NumberWords.Time && value >= 1)
        {
            decimal grain = value < 10 ? 1 : value < 60 ? 5 : value < 600 ? 15 : value < 3600 ? 60 : 300;
            return Math.Round(value / grain) * grain;
        }

        decimal power = 1;
        while (value / power >= 100)
            power *= 10;
        while (value / power < 10)
            power /= 10;
        decimal rounded = Math.Round(value / power) * power;
        return IsWhole ? Math.Max(1, Math.Round(rounded)) : Math.Max(1, Math.Round(rounded / GrainOf(Unit))) * GrainOf(Unit);
    }

    private static decimal GrainOf(string unit) => unit == NumberWords.Time ? FinestTime : Finest;
}

using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Goals;

/// <summary>
/// What a policy must hold: <c>falseRollback atMost 1%</c>, <c>detected atLeast 95% within 20m in silent-accuracy-drop</c>.
/// </summary>
/// <param name="Measure">What is limited; nothing for the share that is detected, of which there must be enough.</param>
/// <param name="Limit">The limit: a share, seconds, requests or answers.</param>
/// <param name="Within">Seconds from the onset within which a detection counts; infinite where that was not said.</param>
/// <param name="Scenario">The scenario that it is about; empty for all that have the measure, by their weights.</param>
public sealed record TuningTarget(TuningMeasure? Measure, double Limit, double Within, string Scenario)
{
    private const string Detected = "detected";

    /// <summary>As it was written.</summary>
    public string Written { get; init; } = "";

    /// <summary>Its unit.</summary>
    public CharacteristicUnit Unit => Measure is { } measure ? MeasureWords.Unit(measure) : CharacteristicUnit.Share;

    /// <summary>The truth of the scenarios that it is about.</summary>
    internal TruthKind Truth => Measure is { } measure ? MeasureWords.Truth(measure) : TruthKind.Regressed;

    /// <summary>Reads a target. A share of all or of nothing is none: no number of rollouts shows it, or every policy has it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TuningTarget? target, out Message problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        target = null;
        problem = TuningMessages.BadTarget(text);
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words.Length % 2 == 0)
            return false;
        bool isDetected = words[0] == Detected;
        TuningMeasure measure = default;
        if ((!isDetected && !MeasureWords.TryParse(words[0], out measure)) || words[1] != (isDetected ? "atLeast" : "atMost"))
            return false;
        CharacteristicUnit unit = isDetected ? CharacteristicUnit.Share : MeasureWords.Unit(measure);
        if (!TryValue(words[2], unit, out double limit))
            return false;
        double within = double.PositiveInfinity;
        string scenario = "";
        for (int i = 3; i < words.Length; i += 2)
        {
            if (words[i] == "within" && isDetected && double.IsInfinity(within) && TryValue(words[i + 1], CharacteristicUnit.Seconds, out within))
                continue;
            if (words[i] != "in" || scenario.Length > 0)
                return false;
            scenario = words[i + 1];
        }

        string written = string.Join(' ', words);
        if (unit == CharacteristicUnit.Share && limit is 0 or 1)
        {
            problem = limit == (isDetected ? 1 : 0)
                ? TuningMessages.NeverShown(written, string.Join(' ', [words[0], words[1], isDetected ? "99%" : "1%", .. words[3..]]))
                : TuningMessages.AlwaysHeld(written);
            return false;
        }

        target = new TuningTarget(isDetected ? null : measure, limit, within, scenario) { Written = written };
        problem = default;
        return true;
    }

    /// <summary>Whether a scenario is one that it is about.</summary>
    internal bool IsAbout(ScenarioFacts facts) => facts.Truth == Truth && (Scenario.Length == 0 || facts.Name == Scenario);

    /// <summary>By how much one rollout lies beyond the limit; the target is held where the mean over all is at most 0.</summary>
    internal double Excess(in RolloutResult result, ScenarioFacts facts) => Measure is { } measure
        ? MeasureWords.Of(measure, result, facts) - Limit
        : Limit - (result.Detected && result.DetectionSeconds <= Within ? 1 : 0);

    /// <summary>The value that a mean excess stands for.</summary>
    internal double ValueOf(double excess) => Measure is null ? Limit - excess : Limit + excess;

    /// <summary>A value in words.</summary>
    internal string Show(double value) => Unit switch
    {
        CharacteristicUnit.Share => Figures.Percent(Math.Clamp(value, 0, 1)) + " %",
        CharacteristicUnit.Seconds => Figures.Length(value),
        _ => Figures.Count(value),
    };

    private static bool TryValue(string text, CharacteristicUnit unit, out double value)
    {
        value = 0;
        if (!NumberWords.TryRead(text, out NumberInText number))
            return false;
        value = (double)number.Value / (number.Unit == "%" ? 100 : number.Unit == "ms" ? 1000 : 1);
        return unit switch
        {
            CharacteristicUnit.Share => number.Unit is "%" or "" && value is >= 0 and <= 1,
            CharacteristicUnit.Seconds => number.Unit is NumberWords.Time or "ms" && value > 0,
            _ => number.Unit.Length == 0 && value >= 0,
        };
    }
}

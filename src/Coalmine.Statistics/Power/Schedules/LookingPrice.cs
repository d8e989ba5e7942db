namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What looking again and again costs against one look at the right time, which nobody knows beforehand.</summary>
/// <param name="Sequential">When the schedule has the wanted power; null where it never has.</param>
/// <param name="OneLook">
/// When a test of the same question and level that looks once has it, under the same weights; null where it never has within the plan.
/// </param>
public readonly record struct LookingPrice(TimeSpan? Sequential, TimeSpan? OneLook)
{
    /// <summary>How many times as long; NaN where one of them never gets there.</summary>
    public double Factor => Sequential is TimeSpan first && OneLook is TimeSpan second && second > TimeSpan.Zero ? first / second : double.NaN;
}

using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Runs whose outputs tests are about.</summary>
internal static class TuningExamples
{
    /// <summary>A run with refusals, targets, trees and evidence.</summary>
    public static Lazy<TuningResult> Everything { get; } = new(() => TuningText.Run(TuningText.WithMaximum("usual", 6000)));

    /// <summary>A run that was interrupted before anything was found.</summary>
    public static Lazy<TuningResult> Interrupted { get; } = new(() => TuningText.RunUntil(TuningText.OneLook("usual", 6000), new CancellationToken(canceled: true)));
}

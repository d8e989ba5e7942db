using System.Globalization;
using Coalmine.PromQL.Rules;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports;

/// <summary>Says what an alert did.</summary>
internal static class AlertWords
{
    /// <summary>One sentence without a full stop: <c>alert HighErrors fires (0.0213)</c>.</summary>
    public static string Of(TraceEvent.AlertChanged alert)
    {
        string name = $"alert {alert.Alert}{alert.Labels}";
        string value = string.Create(CultureInfo.InvariantCulture, $"({alert.Value:G4})");
        return alert.To switch
        {
            AlertState.Pending => $"{name} is pending {value}",
            AlertState.Firing => $"{name} fires {value}",
            AlertState.Resolved => $"{name} is resolved",
            _ => $"{name} is over before it fired",
        };
    }

    /// <summary>How the alert stands in a story's tones.</summary>
    public static StoryTone ToneOf(AlertState state) => state switch
    {
        AlertState.Firing => StoryTone.Bad,
        AlertState.Pending => StoryTone.Doubtful,
        _ => StoryTone.Quiet,
    };
}

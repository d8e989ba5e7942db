using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Argo;

/// <summary>A <c>state</c> of a timeline.</summary>
internal sealed record UpdateState(int? Step, int CanaryAvailable, int CanarySpec, int OldAvailable, int OldSpec, bool IsPromoted, bool IsAborted, string Pause)
{
    /// <summary>Reads one.</summary>
    public static UpdateState Read(JsonElement state) => new(
        CaseFields.Whole(state, "step"),
        CaseFields.Needed(state, "canary_available"),
        CaseFields.Needed(state, "canary_spec"),
        CaseFields.Needed(state, "old_available"),
        CaseFields.Needed(state, "old_spec"),
        (ArgoValues.Text(state, "stable") ?? throw new CaseFormatException("a state without 'stable'")) == "new",
        ArgoValues.Flag(state, "aborted"),
        string.Join(",", ArgoValues.List(state, "pause").Select(reason => reason.GetString())));

    public override string ToString()
    {
        string step = Step?.ToString(CultureInfo.InvariantCulture) ?? "-";
        string rest = (IsAborted ? ", aborted" : "") + (Pause.Length > 0 ? ", " + Pause : "");
        string pods = string.Create(CultureInfo.InvariantCulture, $"canary {CanaryAvailable}/{CanarySpec}, old {OldAvailable}/{OldSpec}");
        return $"(step {step}, {pods}, stable {(IsPromoted ? "new" : "old")}{rest})";
    }
}

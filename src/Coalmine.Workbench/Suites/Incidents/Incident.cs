using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>The label of an incident: what happened, and what was true of its canary, as somebody found out afterwards.</summary>
/// <param name="File">Its file, as it was given.</param>
/// <param name="About">What happened, in one line; may be empty.</param>
/// <param name="Truth">What was true: a regressed canary should not have been promoted, a healthy one not rolled back.</param>
public sealed record Incident(string File, string About, TruthKind Truth)
{
    /// <summary>The name of its file in an incident's folder.</summary>
    public const string FileName = "incident.yaml";

    /// <summary>The name of the journal in an incident's folder.</summary>
    public const string JournalName = "journal.jsonl";
}

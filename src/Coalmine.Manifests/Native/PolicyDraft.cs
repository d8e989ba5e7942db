using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>A policy without its name, which the file gives.</summary>
/// <param name="Policy">The policy; its name and checks are filled in last.</param>
/// <param name="Checks">The checks with their places.</param>
internal sealed record PolicyDraft(Policy Policy, IReadOnlyList<Located<Check>> Checks)
{
    /// <summary>The policy as the file holds it.</summary>
    public PolicyFile Finish(Document document, DiagnosticList said)
    {
        if (Checks.Count == 0 && !said.HasErrors)
            said.Add(document.Root.Start, Messages.NoChecks);
        return new PolicyFile(
            document.File,
            Policy with { Name = document.Name, Checks = [.. Checks.Select(c => c.Value)] },
            [.. Checks.Select(c => c.Position)]);
    }
}

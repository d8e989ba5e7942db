using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Alerts without severity or provider (fluxcd/flagger, pkg/controller/events.go).</summary>
internal sealed class AlertLint() : Lint("CM1848", Severity.Warning, "an alert that nobody gets")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        foreach (ManifestPlace alert in set.Canaries.SelectMany(canary => canary.Analysis["alerts"].Items))
        {
            if (alert["severity"].Text.Length == 0)
                yield return At(
                    alert["name"], "An alert without `severity` matches nothing, although info is documented as the default.",
                    "Write `severity: info`, warn or error.");
            ManifestPlace provider = alert["providerRef"]["name"];
            if (!set.AlertProviders.Any(known => known.Origin.Name == provider.Text))
                yield return At(
                    provider, $"AlertProvider {Messages.Quoted(provider.Text)} is in none of the files; on a cluster without it nobody is told.",
                    "Give its file too.");
        }
    }
}

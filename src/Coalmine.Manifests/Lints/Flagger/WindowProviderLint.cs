using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Which sample a provider returns (fluxcd/flagger, pkg/metrics/providers).</summary>
internal sealed class WindowProviderLint() : Lint("CM1861", Severity.Warning, "a provider that answers with an old value")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        foreach (MetricTemplateManifest template in set.MetricTemplates)
        {
            string what = template.ProviderType switch
            {
                "datadog" => "the oldest point of a window of ten intervals",
                "cloudwatch" => "the first value of the first result over ten intervals",
                "influxdb" or "stackdriver" or "externalmetrics" => "the first record",
                _ => "",
            };
            if (what.Length > 0)
                yield return At(
                    template.Origin.Place["spec"]["provider"]["type"],
                    $"Flagger takes {what} from {template.ProviderType}: what is judged may be older than the canary.",
                    "Write the query so that it returns one point.");
        }
    }
}

using System.Collections.Immutable;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Examination;

/// <summary>
/// Looks at everything that a rollout will need, before there is one: the cluster, the rights, the target, the metrics, the hooks, the files. Changes
/// nothing;
/// what it sends to the target is a dry run.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="settings">The file of kind Live.</param>
/// <param name="policy">The policy.</param>
/// <param name="time">Where time comes from.</param>
public sealed class LiveDoctor(ClusterClient client, LiveSettings settings, Policy policy, TimeProvider time)
{
    /// <summary>Looks.</summary>
    /// <param name="prometheus">The metrics server; nothing where its files do not let one be made, which the findings say.</param>
    /// <param name="cancellation">Gives it up; only that throws.</param>
    /// <returns>
    /// Every finding, in the order in which a rollout meets them: errors stand in its way, warnings its author should know, notes are well. Each says
    /// what to mend.
    /// </returns>
    public async ValueTask<ImmutableArray<Message>> ExamineAsync(PrometheusClient? prometheus, CancellationToken cancellation)
    {
        List<Message> findings = [];
        FileExamination.Examine(settings, findings);
        await new ClusterExamination(client, settings, time).ExamineAsync(policy.Plan, findings, cancellation).ConfigureAwait(false);
        if (prometheus is not null)
            await MetricsAsync(prometheus, findings, cancellation).ConfigureAwait(false);
        await HookExamination.ExamineAsync(settings.Hooks, findings, cancellation).ConfigureAwait(false);
        return [.. findings];
    }

    private async ValueTask MetricsAsync(PrometheusClient prometheus, List<Message> findings, CancellationToken cancellation)
    {
        if (settings.Prometheus.Address.Scheme == "http" && !settings.Prometheus.Address.IsLoopback)
            findings.Add(OperatingMessages.NoHttps(prometheus.Address));
        DiscoveredMetrics found = await new MetricsDiscovery(prometheus, settings.Series, time).DiscoverAsync(policy, cancellation).ConfigureAwait(false);
        findings.AddRange(found.Findings);
        foreach (SeriesPresence presence in found.Presence.Where(presence => presence.Series > 0).DistinctBy(presence => (presence.Arm, presence.Selector)))
        {
            string arm = settings.Series.NameOf(presence.Arm);
            findings.Add(OperatingMessages.SamplesFound(arm, presence.Selector, presence.Series, presence.Samples, presence.Pods));
        }

        if (found.Shape is not { } shape)
            return;
        foreach (PlanStep step in policy.Plan.Steps.Where(step => step.Every < shape.ScrapeInterval))
            findings.Add(OperatingMessages.LooksTooOften(step.Weight.ToString(), step.Every, shape.ScrapeInterval));
        if (found.IsFit)
            findings.Add(OperatingMessages.MetricsFit(settings.Series.About, found.Version));
    }
}

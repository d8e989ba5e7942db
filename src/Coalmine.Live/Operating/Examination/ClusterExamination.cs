using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating.Standings;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Examination;

/// <summary>
/// Looks at what a rollout needs of the cluster: kinds, rights, the target, the lease, an earlier rollout's record, and a dry run of the first step.
/// </summary>
internal sealed class ClusterExamination(ClusterClient client, LiveSettings settings, TimeProvider time)
{
    private LiveSettings _settings = settings;

    /// <summary>Looks.</summary>
    public async ValueTask ExamineAsync(RolloutPlan plan, List<Message> findings, CancellationToken cancellation)
    {
        ResourceKind kind = TrafficPlatform.Of(_settings.Target).Kind;
        ClusterAnswer known = await client.FindKindAsync(kind, cancellation).ConfigureAwait(false);
        findings.Add(known switch
        {
            ClusterAnswer.Ok => OperatingMessages.KindFound(kind.Kind, kind.ApiVersion),
            ClusterAnswer.KindMissing or ClusterAnswer.NotFound => OperatingMessages.KindMissing(kind.Kind, kind.ApiVersion),
            ClusterAnswer.Unauthorised => OperatingMessages.Unauthorised(known.Text),
            // Who may not list groups may still read the target.
            ClusterAnswer.Forbidden => OperatingMessages.RightsUnknown(known.Text),
            _ => OperatingMessages.NoServer(known.Text),
        });
        if (findings[^1].Severity == Severity.Error)
            return;
        WorkloadFinding workloads = await new WorkloadFinder(client).FindAsync(_settings.Target, cancellation).ConfigureAwait(false);
        _settings = _settings with { Target = workloads.Target };
        if (workloads.Said is { } said)
            findings.Add(said);
        bool mayWrite = await RightsAsync(findings, cancellation).ConfigureAwait(false);
        LiveStatus status = await new StatusReader(client, _settings, time).ReadAsync(cancellation).ConfigureAwait(false);
        CheckTarget(status.Target, findings);
        CheckRecord(status, findings);
        if (mayWrite && status.Target.Problem.Length == 0)
            await DryRunAsync(plan, status.Target.Fence + 1, findings, cancellation).ConfigureAwait(false);
    }

    /// <summary>The rights of a driver: those of its target, and those of its own objects.</summary>
    internal static ImmutableArray<AccessNeed> NeedsOf(LiveSettings settings)
    {
        string ns = settings.Target.Namespace;
        ImmutableArray<AccessNeed> needs = TrafficNeeds.Of(settings.Target, writes: true);
        return
        [
            .. needs,
            new(ResourceKinds.ConfigMap, "get", ns, "to hear operators, and to go on with another pod's rollout") { IsRequired = settings.KeepsConfigMap },
            new(ResourceKinds.ConfigMap, "create", ns, "to keep the journal's copy") { IsRequired = settings.KeepsConfigMap },
            new(ResourceKinds.ConfigMap, "patch", ns, "to keep the journal's copy") { IsRequired = settings.KeepsConfigMap },
        ];
    }

    private async ValueTask<bool> RightsAsync(List<Message> findings, CancellationToken cancellation)
    {
        string ns = _settings.Target.Namespace;
        ImmutableArray<AccessFinding> rights = await AccessCheck.AskAsync(client, NeedsOf(_settings), cancellation).ConfigureAwait(false);
        AccessFinding[] missing = [.. rights.Where(right => right.IsAllowed == false)];
        AccessFinding[] required = [.. missing.Where(right => right.Need.IsRequired)];
        AccessFinding[] useful = [.. missing.Where(right => !right.Need.IsRequired)];
        if (required.Length > 0)
            findings.Add(OperatingMessages.RightsMissing(ns, required.Select(right => $"{right.Need} ({right.Need.Why})")));
        if (useful.Length > 0)
            findings.Add(OperatingMessages.RightsUseful(ns, useful.Select(right => $"{right.Need} ({right.Need.Why})")));
        if (rights.FirstOrDefault(right => right.IsAllowed is null) is { Text.Length: > 0 } unknown)
            findings.Add(OperatingMessages.RightsUnknown(unknown.Text));
        else if (missing.Length == 0)
            findings.Add(OperatingMessages.RightsThere(rights.Length));
        return required.Length == 0;
    }

    private void CheckTarget(TrafficReading target, List<Message> findings)
    {
        if (target.Problem.Length > 0)
        {
            findings.Add(OperatingMessages.TargetUnreadable(target.Problem));
            return;
        }

        string pods = string.Create(
            CultureInfo.InvariantCulture,
            $"baseline {target.Baseline.Available} of {target.Baseline.Desired} pods ready, canary {target.Canary.Available} of {target.Canary.Desired}");
        findings.Add(OperatingMessages.TargetFound($"{TrafficPlatform.Of(_settings.Target).Resource}, the canary gets {target.Weight}; {pods}."));
        if (target.OtherDriver.Length > 0)
            findings.Add(OperatingMessages.OtherDriver(target.OtherDriver));
        if (target.Weight.Parts > 0)
            findings.Add(OperatingMessages.AlreadyWeighted(target.Weight.ToString(), LiveDriver.BornBy(target, _settings.Name).Rollout));
        if (target.Canary is { Available: 0, Desired: > 0 })
            findings.Add(OperatingMessages.NoCanaryPods(pods));
        findings.AddRange(target.Notes.Select(OperatingMessages.TargetNote));
    }

    private void CheckRecord(LiveStatus status, List<Message> findings)
    {
        if (status.Lease is { Name.Length: > 0 } lease && !lease.HasRunOut(status.At))
            findings.Add(OperatingMessages.LeaseHeld($"Lease {_settings.Target.Namespace}/coalmine-{_settings.Name}", lease.Name));
        if (status.Standing is { } standing)
            findings.Add(OperatingMessages.RecordFound(status.Record, standing.Rollout));
    }

    private async ValueTask DryRunAsync(RolloutPlan plan, long fence, List<Message> findings, CancellationToken cancellation)
    {
        TrafficControl traffic = new(client, _settings.Target, time);
        Effect[] first =
        [
            .. plan.Shadow > TimeSpan.Zero ? [Effect.Mirror(true)] : Array.Empty<Effect>(),
            Effect.SetWeight(plan.Steps[0].Weight),
            Effect.SetWeight(TrafficWeight.None),
        ];
        for (int place = 0; place < first.Length; place++)
        {
            TrafficOrder order = new("doctor", 0, place, fence, Expected: null, DryRun: true);
            TrafficWrite answer = await DutyWrites.SendAsync(traffic, first[place], order, cancellation).ConfigureAwait(false);
            string step = DutyWords.Of(first[place]);
            findings.Add(answer switch
            {
                TrafficWrite.Applied => OperatingMessages.StepAllowed(step),
                TrafficWrite.Refused refused => OperatingMessages.StepRefused(step, refused.Text),
                TrafficWrite.Unavailable unavailable => OperatingMessages.StepUnknown(step, unavailable.Text),
                _ => OperatingMessages.StepUnknown(step, "the target has changed meanwhile"),
            });
        }
    }
}

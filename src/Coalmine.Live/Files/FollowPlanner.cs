using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Driving;
using Coalmine.Live.Observing;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Files;

/// <summary>Makes what judges a rollout of somebody else, of a policy file and for what the metrics server can tell.</summary>
/// <param name="settings">The settings.</param>
/// <param name="discovery">Looks at the metrics server.</param>
/// <param name="time">Where time comes from.</param>
public sealed class FollowPlanner(FollowSettings settings, MetricsDiscovery discovery, TimeProvider time) : IFollowPlanner
{
    /// <summary>Reads the policy of the settings.</summary>
    /// <returns>The policy with its text, or everything that is wrong with it.</returns>
    public static ReadResult<(PolicyFile Policy, string Text)> ReadPolicy(FollowSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        DiagnosticList said = new(settings.File);
        try
        {
            string text = File.ReadAllText(settings.PolicyFile);
            return PolicyPlanner.ReadPolicy(settings.PolicyFile, text).Then(policy => said.Finish((policy, text)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            said.Add(settings.PolicyPosition, LiveFileMessages.CannotRead(problem.Message));
            return said.Refuse<(PolicyFile, string)>();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LivePlanning> BeginAsync(string revision, CancellationToken cancellation)
    {
        ReadResult<(PolicyFile Policy, string Text)> read = ReadPolicy(settings);
        if (read is not ReadResult<(PolicyFile Policy, string Text)>.Read { Value: var (file, text) })
            return new LivePlanning.Refused([.. read.Said.Select(diagnostic => diagnostic.ToString())]);
        (BoundPolicy? bound, ImmutableArray<string> problems) = await MetricsBinding.BindAsync(file, discovery, cancellation).ConfigureAwait(false);
        if (bound is null)
            return new LivePlanning.Refused(problems);
        DateTimeOffset now = time.GetUtcNow();
        JournalHeader header = new()
        {
            Rollout = string.Create(CultureInfo.InvariantCulture, $"{settings.Name}-{now.UtcDateTime:yyyyMMdd't'HHmmss}"),
            Origin = now,
            Source = $"{settings.Followed.Namespace}/{settings.Followed.Name}",
            Controller = FollowingController.Name,
            Options = ImmutableSortedDictionary<string, string>.Empty.Add(IFollowPlanner.Revision, revision),
            Policy = [new PolicyText(file.File, text)],
            Telemetry = bound.Telemetry,
            Counters = bound.Measurements.Counters,
        };
        return new LivePlanning.Ready(header, new FollowingController(bound));
    }

    /// <inheritdoc/>
    public LivePlanning GoOn(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header is not { Controller: FollowingController.Name, Policy: [PolicyText policy] })
            return new LivePlanning.Refused([$"the journal is of controller {header.Controller}, which follows nothing"]);
        return PolicyPlanner.ReadPolicy(policy.Name, policy.Text) is ReadResult<PolicyFile>.Read { Value: PolicyFile file }
            && BoundPolicy.Bind(file.Policy, header.Telemetry) is PolicyBinding.Bound bound
                ? new LivePlanning.Ready(header, new FollowingController(bound.Policy))
                : new LivePlanning.Refused([$"the policy in the journal ({policy.Name}) is not read by this build"]);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Driving;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Files;

/// <summary>Makes the controller of a policy file for what the metrics server can tell.</summary>
/// <param name="settings">The settings.</param>
/// <param name="discovery">Looks at the metrics server.</param>
/// <param name="time">Where time comes from.</param>
public sealed class PolicyPlanner(LiveSettings settings, MetricsDiscovery discovery, TimeProvider time) : ILivePlanner
{
    /// <summary>Reads the policy of the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The policy with its text, or everything that is wrong with it.</returns>
    public static ReadResult<(PolicyFile Policy, string Text)> ReadPolicy(LiveSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        DiagnosticList said = new(settings.File);
        string text;
        try
        {
            text = File.ReadAllText(settings.PolicyFile);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            said.Add(settings.PolicyPosition, LiveFileMessages.CannotRead(problem.Message));
            return said.Refuse<(PolicyFile, string)>();
        }

        if (IsOfACluster(settings.PolicyFile, text))
        {
            said.Add(settings.PolicyPosition, LiveFileMessages.OnlyNative);
            return said.Refuse<(PolicyFile, string)>();
        }

        return ReadPolicy(settings.PolicyFile, text).Then(policy =>
        {
            HookNames hooks = policy.Policy.Plan.Hooks;
            foreach (string hook in new[] { hooks.PreRollout, hooks.PostRollout, hooks.Rollback }.Where(hook => hook.Length > 0).Distinct())
                if (!settings.Hooks.Any(known => known.Name == hook))
                    said.Add(settings.PolicyPosition, LiveFileMessages.UnknownHook(hook, settings.Hooks.Select(known => known.Name)));
            return said.Finish((policy, text));
        });
    }

    /// <inheritdoc/>
    public async ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation)
    {
        ReadResult<(PolicyFile Policy, string Text)> read = ReadPolicy(settings);
        if (read is not ReadResult<(PolicyFile Policy, string Text)>.Read { Value: var (file, text) })
            return new LivePlanning.Refused([.. read.Said.Select(diagnostic => diagnostic.ToString())]);
        (BoundPolicy? bound, ImmutableArray<string> problems) = await MetricsBinding.BindAsync(file, discovery, cancellation).ConfigureAwait(false);
        if (bound is null)
            return new LivePlanning.Refused(problems);
        DateTimeOffset now = time.GetUtcNow();
        NativeController controller = new(bound);
        return new LivePlanning.Ready(HeaderOf(file, text, bound.Telemetry, controller.Measurements, now), controller);
    }

    /// <inheritdoc/>
    public LivePlanning GoOn(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header is not { Controller: JournalHeader.Native, Policy: [PolicyText policy] })
            return new LivePlanning.Refused([$"The journal is of controller {header.Controller}, which is not driven here."]);
        return ReadPolicy(policy.Name, policy.Text) is ReadResult<PolicyFile>.Read { Value: PolicyFile file }
            && BoundPolicy.Bind(file.Policy, header.Telemetry) is PolicyBinding.Bound bound
                ? new LivePlanning.Ready(header, new NativeController(bound.Policy))
                : new LivePlanning.Refused([$"The policy in the journal ({policy.Name}) is not read by this build."]);
    }

    internal static ReadResult<PolicyFile> ReadPolicy(string name, string text) =>
        SourceDecoder.Decode(name, System.Text.Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);

    private static bool IsOfACluster(string name, string text) =>
        ManifestFile.Load(name, System.Text.Encoding.UTF8.GetBytes(text)) is ReadResult<ManifestFile>.Read read
        && read.Value.Documents.Any(document => document.Root is Node.Mapping root && root.Find("apiVersion") is not null);

    private JournalHeader HeaderOf(PolicyFile file, string text, TelemetryShape shape, MeasurementPlan plan, DateTimeOffset now) => new()
    {
        Rollout = string.Create(CultureInfo.InvariantCulture, $"{settings.Name}-{now.UtcDateTime:yyyyMMdd't'HHmmss}"),
        Origin = now,
        Source = $"{settings.Target.Platform} {settings.Target.Namespace}/{settings.Target.Name}",
        Controller = JournalHeader.Native,
        Policy = [new PolicyText(file.File, text)],
        Telemetry = shape,
        Counters = plan.Counters,
    };
}

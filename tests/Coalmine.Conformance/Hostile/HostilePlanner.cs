using System.Globalization;
using System.Text;
using Coalmine.Live.Driving;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Conformance.Hostile;

/// <summary>Makes controllers of the drawn policy, for metrics whose shape is known.</summary>
internal sealed class HostilePlanner(string policy, TimeProvider time) : ILivePlanner
{
    private static readonly TelemetryShape Shape = new() { LatencyBounds = [0.1], ScrapeInterval = TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    public ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation)
    {
        NativeController controller = Controller(policy);
        DateTimeOffset now = time.GetUtcNow();
        JournalHeader header = new()
        {
            Rollout = string.Create(CultureInfo.InvariantCulture, $"{SteeredObject.Name}-{now.UtcDateTime:yyyyMMdd't'HHmmss}"),
            Origin = now,
            Controller = JournalHeader.Native,
            Policy = [new PolicyText("policy.yaml", policy)],
            Telemetry = Shape,
            Counters = controller.Measurements.Counters,
        };
        return new(new LivePlanning.Ready(header, controller));
    }

    /// <inheritdoc/>
    public LivePlanning GoOn(JournalHeader header) => new LivePlanning.Ready(header, Controller(header.Policy[0].Text));

    private static NativeController Controller(string policy)
    {
        ReadResult<PolicyFile> read = SourceDecoder.Decode("policy.yaml", Encoding.UTF8.GetBytes(policy)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);
        return read is ReadResult<PolicyFile>.Read { Value: PolicyFile file } && BoundPolicy.Bind(file.Policy, Shape) is PolicyBinding.Bound bound
            ? new NativeController(bound.Policy)
            : throw new InvalidOperationException($"The drawn policy is not read: {string.Join('\n', read.Said)}");
    }
}

using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>
/// Steers a target through an API server. Each write is decided on what was read a moment ago, bound to that version, and bears its change and fence; a
/// conflict is decided anew, and an answer that was lost is looked up before anything is repeated.
/// </summary>
public sealed class TrafficControl : ITrafficControl
{
    // client-go repeats a conflict five times; stages of one change are at most four on top.
    private const int MostTries = 5;
    private const int MostWrites = 9;
    private readonly ClusterClient _client;
    private readonly TrafficPlatform _platform;
    private readonly TargetReader _reader;
    private readonly BackOff _backOff;

    /// <summary>Makes one.</summary>
    /// <param name="client">The API server.</param>
    /// <param name="target">What to steer.</param>
    /// <param name="time">The clock of waits and settle times.</param>
    public TrafficControl(ClusterClient client, TrafficTarget target, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(time);
        _client = client;
        _platform = TrafficPlatform.Of(target);
        _reader = new TargetReader(client, _platform, time);
        _backOff = new BackOff(time, $"{target.Namespace}/{target.Name}");
    }

    /// <summary>The object that is steered.</summary>
    public ClusterResource Resource => _platform.Resource;

    /// <inheritdoc/>
    public async ValueTask<TrafficReading> ReadAsync(CancellationToken cancellation) =>
        (await _reader.LookAsync(cancellation).ConfigureAwait(false)).Reading;

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> SetWeightAsync(TrafficOrder order, TrafficWeight weight, CancellationToken cancellation) =>
        ReachAsync(order, new TrafficAim.Share(weight), cancellation);

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> MirrorAsync(TrafficOrder order, bool on, CancellationToken cancellation) =>
        ReachAsync(order, new TrafficAim.Mirror(on), cancellation);

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> PromoteAsync(TrafficOrder order, CancellationToken cancellation) =>
        ReachAsync(order, new TrafficAim.Promote(), cancellation);

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> AbortAsync(TrafficOrder order, CancellationToken cancellation) => ReachAsync(order, new TrafficAim.Abort(), cancellation);

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> ScaleAsync(TrafficOrder order, Arm arm, int replicas, CancellationToken cancellation) =>
        ReachAsync(order, new TrafficAim.Scale(arm, replicas), cancellation);

    private async ValueTask<TrafficWrite> ReachAsync(TrafficOrder order, TrafficAim aim, CancellationToken cancellation)
    {
        Written written = new();
        int tries = 0;
        for (int writes = 0; writes < MostWrites; writes++)
        {
            TargetState state = await _reader.LookAsync(cancellation).ConfigureAwait(false);
            Step step = Decide(state, order, aim, written);
            if (step.Answer is not null)
                return step.Answer;
            ClusterAnswer answer = await _client.PatchAsync(step.On, new ClusterPatch(PatchForm.Json, step.Operations!, DryRun: order.DryRun), cancellation)
                .ConfigureAwait(false);
            switch (answer)
            {
                case ClusterAnswer.Ok ok:
                    written = written.With(step, ok.Body.Text("metadata", "resourceVersion"), step.On == Resource);
                    // A dry run changes nothing, so that the next stage cannot be planned.
                    if (step.IsLast || order.DryRun)
                        return new TrafficWrite.Applied(written.Version, written.Difference);
                    break;
                case ClusterAnswer.Conflict or ClusterAnswer.Unavailable { MayBeApplied: true } when ++tries < MostTries:
                    await _backOff.WaitAsync(tries, (answer as ClusterAnswer.Unavailable)?.After, cancellation).ConfigureAwait(false);
                    break;
                default:
                    return WriteAnswers.Of(answer);
            }
        }

        return new TrafficWrite.Unavailable("The target changes faster than it can be written.", After: null);
    }

    private Step Decide(TargetState state, TrafficOrder order, TrafficAim aim, Written written)
    {
        if (state.View is null || state.Failure is not null)
            return Step.End(state.Failure!);
        TrafficReading reading = state.Reading;
        if (WriteGuard.Check(state, order, aim, written.Version) is TrafficWrite refusal)
            return Step.End(refusal is TrafficWrite.Applied applied ? applied with { Difference = written.Difference } : refusal);
        switch (_platform.Plan(state.View, aim, order.Rollout))
        {
            case TrafficEdit.Impossible impossible:
                return Step.End(new TrafficWrite.Refused(impossible.Text));
            case TrafficEdit.Later later:
                return Step.End(new TrafficWrite.Unavailable(later.Text, later.After));
            case TrafficEdit.Nothing nothing when order.DryRun || reading.LastChange == order.Change:
                return Step.End(new TrafficWrite.Applied(reading.ResourceVersion, written.And(nothing.Note)));
            case TrafficEdit.Nothing nothing:
                // Nothing to change but the marks: from now on an older driver is refused, and this change known as done.
                return Patch(new TrafficEdit.Change(Resource, state.View.Target, state.View.Copy()) { Note = nothing.Note }, order);
            case TrafficEdit.Change change:
                // A Deployment that is changed along the way bears a fence of its own.
                if (ChangeMarks.FenceOf(change.Found) > order.Fence)
                    return Step.End(new TrafficWrite.Fenced(ChangeMarks.FenceOf(change.Found)));
                string flaw = change.On == Resource ? _platform.Flaw(change.Found, change.Wanted) : "";
                return flaw.Length > 0 ? Step.End(new TrafficWrite.Refused($"Not sent: {flaw}")) : Patch(change, order);
            default:
                throw new InvalidOperationException("The union of edits is closed.");
        }
    }

    private static Step Patch(TrafficEdit.Change change, TrafficOrder order)
    {
        JsonObject wanted = (JsonObject)change.Wanted.DeepClone();
        ChangeMarks.Write(wanted, order, change.IsLast);
        JsonDifference difference = JsonDifference.Between(change.Found, wanted);
        JsonArray operations = [Guard(change.Found)];
        foreach (JsonNode? operation in difference.Operations)
            operations.Add(operation!.DeepClone());
        string[] lines = [.. difference.Lines.Where(line => !ChangeMarks.IsMark(line))];
        return new Step(null, change.On, operations, change.IsLast, lines, change.Note);
    }

    // `replace` and not `test`: a version that is no longer right answers 409 with its reason, a failed test 422 without any.
    private static JsonObject Guard(JsonObject found) => new()
    {
        ["op"] = "replace",
        ["path"] = "/metadata/resourceVersion",
        ["value"] = found.Text("metadata", "resourceVersion"),
    };

    private sealed record Step(TrafficWrite? Answer, ClusterResource On, JsonArray? Operations, bool IsLast, string[] Lines, string Note)
    {
        public static Step End(TrafficWrite answer) => new(answer, default, null, true, [], "");
    }

    // What this call has written so far: the target's version since, and the difference.
    private sealed record Written(string Version = "", string Difference = "")
    {
        public Written With(Step step, string version, bool isTarget) => new(isTarget ? version : Version, Join([Difference, .. step.Lines, step.Note]));

        public string And(string note) => Join([Difference, note]);

        private static string Join(string[] lines) => string.Join('\n', lines.Where(line => line.Length > 0));
    }
}

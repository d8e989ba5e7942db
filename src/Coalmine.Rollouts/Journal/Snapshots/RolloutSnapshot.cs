using System.Security.Cryptography;
using System.Text;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>
/// Saves the state of a rollout of our own between two steps, so that somebody else can go on from it without the whole journal. It holds what decides:
/// the stage, the counts, every check's evidence, to the last bit. It does not hold what is to be done (effects that are open: see
/// <see cref="JournalLine.Pending"/>) nor the last look's verdicts, which are shown and never read again. A snapshot is bound to the policy's text, to what the
/// policy was bound to, and to this format's number, and refused where any of them differs: then the journal has to be replayed. Other systems' controllers
/// have none; their journals are short enough to replay. Size: 8 bytes a counter of a pod and a few hundred a check; a look-by-look method keeps up to 8 KiB.
/// </summary>
public static class RolloutSnapshot
{
    /// <summary>The number of the format; it changes whenever the state of any check does.</summary>
    public const int Format = 1;

    private const string Mark = "coalmine snapshot";

    /// <summary>Saves a state, which is not consumed.</summary>
    /// <param name="controller">The controller that made it.</param>
    /// <param name="policyHash">The hash of the policy's text (<see cref="JournalHeader.PolicyHash"/>).</param>
    /// <param name="state">The state.</param>
    /// <exception cref="InvalidOperationException">The state has been consumed.</exception>
    /// <exception cref="ArgumentException">The state was made by another controller.</exception>
    public static byte[] Save(NativeController controller, string policyHash, RolloutState state)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(policyHash);
        NativeMemory memory = state.Checked as NativeMemory
            ?? throw new ArgumentException("The state was made by another controller.", nameof(state));
        SnapshotWriter writer = new();
        ExchangeHead(writer, controller.Policy, policyHash);
        memory.Exchange(writer);
        return writer.Finish();
    }

    /// <summary>Loads a state.</summary>
    /// <param name="controller">The controller that goes on.</param>
    /// <param name="policyHash">The hash of its policy's text.</param>
    /// <param name="bytes">What <see cref="Save"/> gave.</param>
    public static SnapshotLoading Load(NativeController controller, string policyHash, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(policyHash);
        try
        {
            SnapshotReader reader = new(bytes);
            ExchangeHead(reader, controller.Policy, policyHash);
            NativeMemory memory = (NativeMemory)controller.CreateMemory();
            memory.Exchange(reader);
            reader.Finish();
            return new SnapshotLoading.Loaded(memory.Present());
        }
        catch (SnapshotFault fault)
        {
            return new SnapshotLoading.Refused(fault.Message);
        }
    }

    private static void ExchangeHead(SnapshotStream stream, BoundPolicy policy, string policyHash)
    {
        if (stream.Text(Mark) != Mark)
            throw SnapshotStream.Fault("it is no snapshot of a rollout");
        if (stream.Whole(Format) is var format && format != Format)
            throw SnapshotStream.Fault(FormattableString.Invariant($"its format is {format}, and this build's is {Format}"));
        if (stream.Text(policyHash) != policyHash)
            throw SnapshotStream.Fault("it belongs to another policy's text");
        string shape = ShapeOf(policy);
        if (stream.Text(shape) != shape)
            throw SnapshotStream.Fault("the same policy was bound to other telemetry (bucket bounds, labels, scrape interval)");
    }

    // What the places of all numbers depend on.
    private static string ShapeOf(BoundPolicy policy)
    {
        TelemetryShape telemetry = policy.Telemetry;
        IEnumerable<string> parts =
        [
            .. policy.Measurements.Counters.Select(JournalNames.Of),
            .. policy.Checks.Select(check => $"{check.Check.Name} {check.Check.Method.Name} {check.CreateState().GetType().Name}"),
            .. telemetry.LatencyBounds.Concat(telemetry.RevenueBounds).Concat(telemetry.ScoreBounds).Select(bound => FormattableString.Invariant($"{bound:R}")),
            .. telemetry.Classes,
            FormattableString.Invariant($"{telemetry.ScrapeInterval.Ticks} {policy.Dispersions.Length} {policy.KeepsWindows}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}

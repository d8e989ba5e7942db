using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Simulation;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Journals;

/// <summary>The journal of a simulated rollout: a recorder that looks on, and a header that makes the record replayable.</summary>
public sealed class SimulatedJournal
{
    private readonly JournalHeader _header;
    private readonly JournalRecorder _recorder;

    private SimulatedJournal(JournalHeader header, JournalRecorder recorder) => (_header, _recorder) = (header, recorder);

    /// <summary>What must look on while the rollout runs.</summary>
    public IRolloutRecorder Recorder => _recorder;

    /// <summary>Prepares a journal. Refused where the policy could not be asked again from it.</summary>
    /// <param name="pairing">What is run.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What manifests do not say.</param>
    /// <param name="run">Name of the rollout, and the command that makes it again.</param>
    public static ReadResult<SimulatedJournal> Begin(Pairing pairing, RolloutPolicy policy, ManifestOptions options, (string Name, string Command) run)
    {
        ArgumentNullException.ThrowIfNull(pairing);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Files.IsEmpty)
            return Refuse(policy, JournalMessages.HasNoFile(policy.Name));
        if (policy is ForeignPolicy { Manifest.Traffic.Match: not null } && options.Match is null)
            return Refuse(policy, JournalMessages.DependsOnTheWorld(policy.Name));
        return ReadTexts(policy.Files).Then(texts => (ReadResult<SimulatedJournal>)new ReadResult<SimulatedJournal>.Read(
            new SimulatedJournal(
                new JournalHeader
                {
                    Rollout = run.Name,
                    Source = run.Command,
                    IsSimulated = true,
                    Controller = JournalControllers.NameOf(policy),
                    Options = JournalControllers.OptionsOf(policy, options),
                    Policy = texts,
                    Telemetry = pairing.Telemetry,
                    Counters = PlanOf(pairing, policy).Counters,
                    Queries = [.. PlanOf(pairing, policy).Queries.Select(Words)],
                },
                pairing.CreateJournal()),
            []));
    }

    /// <summary>Writes the journal; the rollout is over. The stream stays open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(JournalWriter.WriteAll(_header, _recorder.Journal.Entries));
    }

    private static MeasurementPlan PlanOf(Pairing pairing, RolloutPolicy policy) =>
        policy is ForeignPolicy foreign ? foreign.Manifest.Controller.Measurements : pairing.Native!.Measurements;

    private static string Words(QueryNeed need) => need.Question switch
    {
        QueryQuestion.Foreign foreign => foreign.Text,
        QueryQuestion.Written written => written.Text,
        QueryQuestion.Usual usual => FormattableString.Invariant($"{usual.Metric.Name} over {usual.Window.TotalSeconds} s"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ReadResult<ImmutableArray<PolicyText>> ReadTexts(ImmutableArray<string> files)
    {
        ImmutableArray<PolicyText>.Builder texts = ImmutableArray.CreateBuilder<PolicyText>();
        foreach (string file in files)
            switch (FileReader.ReadBytes(file).Then(bytes => SourceDecoder.Decode(file, bytes)))
            {
                case ReadResult<SourceText>.Read read:
                    // A file's folder is nobody's business where a journal is read.
                    texts.Add(new PolicyText(Path.GetFileName(file), read.Value.Text));
                    break;
                case var refused:
                    return new ReadResult<ImmutableArray<PolicyText>>.Refused(refused.Said);
            }

        return new ReadResult<ImmutableArray<PolicyText>>.Read(texts.ToImmutable(), []);
    }

    private static ReadResult<SimulatedJournal> Refuse(RolloutPolicy policy, Message message) =>
        new ReadResult<SimulatedJournal>.Refused([Diagnostic.At(policy.File.Length > 0 ? policy.File : policy.Name, TextPosition.Start, message)]);
}

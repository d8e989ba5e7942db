using System.Collections.Immutable;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Tuning.Files;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Loads files and binds policies, says what is wrong, and keeps the exit code of the worst thing found.</summary>
internal sealed class Loading
{
    private readonly Diagnostics _diagnostics = new();

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Loads a scenario; null when it was refused.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">The engine that was asked for; nothing for the world's own choice.</param>
    public LoadedScenario? Scenario(string path, EngineKind? engine)
    {
        if (Take(LoadedScenario.Read(path)) is not { } scenario)
            return null;
        ImmutableArray<Diagnostic> refusal = EngineRefusal.Of(scenario, engine);
        if (refusal.IsEmpty)
            return Take(LoadedScenario.Compile(scenario, engine));
        _diagnostics.Print(refusal);
        Note(Commands.ExitCode.NotFaithful);
        return null;
    }

    /// <summary>Loads telemetry; null when it was refused.</summary>
    public TelemetryRecord? Telemetry(string path) => Take(ScrapesReader.Read(path));

    /// <summary>Loads a policy; null when it was refused.</summary>
    public RolloutPolicy? Policy(string path) => PolicyFile(path) is { } policy ? new NativePolicy(policy) : null;

    /// <summary>Loads a policy with the places of its checks; null when it was refused.</summary>
    public PolicyFile? PolicyFile(string path) => Take(FileReader.Read(path).Then(PolicyReader.Read));

    /// <summary>Loads a policy with its text; null when it was refused.</summary>
    public (PolicyFile Policy, ManifestFile Text)? PolicyText(string path) =>
        PolicyFile(path) is { } policy && Take(FileReader.ReadManifest(path)) is { } text ? (policy, text) : null;

    /// <summary>Loads a suite with all its files; null when anything was refused.</summary>
    /// <param name="path">The suite's file.</param>
    /// <param name="options">What manifests do not say.</param>
    /// <param name="accepted">What to compare with; nothing where nothing is.</param>
    /// <param name="seed">A seed in place of the suite's own; nothing for those.</param>
    public LoadedSuite? Suite(string path, ManifestOptions options, AcceptedFile? accepted, ulong? seed)
    {
        SuiteLoading result = SuiteLoader.Load(path, options, accepted, seed);
        _diagnostics.Print(result.Said);
        if (result is SuiteLoading.Ready ready)
            return ready.Suite;
        if (result is SuiteLoading.Wrong)
            ExitCode = Commands.ExitCode.BadInput;
        else
            Note(Commands.ExitCode.NotFaithful);
        return null;
    }

    /// <summary>Loads a file of accepted characteristics; null when it was refused.</summary>
    public AcceptedFile? Accepted(string path) => Take(FileReader.Read(path).Then(AcceptedReader.Read));

    /// <summary>Says that a conversion would lose meaning, and what.</summary>
    public int RefuseMeaning(IEnumerable<Diagnostic> lost)
    {
        _diagnostics.Print(lost);
        Note(Commands.ExitCode.NotFaithful);
        return ExitCode;
    }

    /// <summary>Loads a manifest; null when the file is none: then another reader has to say what is wrong with it.</summary>
    public static ManifestFile? Manifest(string path) => ManifestPolicies.TryRead(path);

    /// <summary>Loads a file whatever it holds; null when it is no YAML. That it holds nothing is for the caller to say.</summary>
    public ManifestFile? AnyFile(string path) =>
        FileReader.ReadManifest(path) is var result && result is ReadResult<ManifestFile>.Read read ? read.Value : Take(result);

    /// <summary>The policies of manifests; none when something was refused.</summary>
    public ImmutableArray<RolloutPolicy> Policies(ManifestSet set, ManifestOptions options)
    {
        ReadResult<ImmutableArray<RolloutPolicy>> result = ManifestPolicies.Of(set, options);
        _diagnostics.Print(result.Said);
        if (result is ReadResult<ImmutableArray<RolloutPolicy>>.Read read)
            return read.Value;
        Note(Commands.ExitCode.BadInput);
        return [];
    }

    /// <summary>What carries the traffic of manifests; null when it was refused.</summary>
    public ServingWorld? Serving(ManifestSet set) => Take(ServingWorlds.Of(set));

    /// <summary>Says something about files that need not be refused.</summary>
    public void Say(Diagnostic diagnostic) => _diagnostics.Print([diagnostic]);

    /// <summary>Says at its place why files are refused.</summary>
    public void Refuse(Diagnostic diagnostic)
    {
        _diagnostics.Print([diagnostic]);
        ExitCode = Commands.ExitCode.BadInput;
    }

    /// <summary>The rules of manifests; null when they were refused.</summary>
    public WatchedRules? Rules(ManifestSet set) => Take(WatchedRules.Of(set));

    /// <summary>Loads a journal; null when it was refused.</summary>
    public RecordedRollout? Journal(string path) => Take(JournalFile.Read(path));

    /// <summary>The controller of a journal's own policy; null when it was refused.</summary>
    public IRolloutController? ControllerOf(string path, RecordedRollout journal) => Take(JournalControllers.Of(path, journal));

    /// <summary>The controller of another policy over a journal; null when it was refused.</summary>
    public NativeController? ControllerOver(RolloutPolicy policy, RecordedRollout journal) => Take(JournalControllers.Over(policy, journal));

    /// <summary>Prepares the journal of a simulated rollout; null when it was refused.</summary>
    /// <param name="pairing">What is run.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What manifests do not say.</param>
    /// <param name="run">Name of the rollout, and the command that makes it again.</param>
    public SimulatedJournal? BeginJournal(Pairing pairing, RolloutPolicy policy, ManifestOptions options, (string Name, string Command) run) =>
        Take(SimulatedJournal.Begin(pairing, policy, options, run));

    /// <summary>Loads a file of rules; null when it was refused.</summary>
    public ManifestFile? RuleFile(string path) => Take(FileReader.ReadManifest(path));

    /// <summary>What a file is; null when that cannot be told.</summary>
    public FileKind? Kind(string path) => FileReader.Read(path).Then(FileKindReader.Peek) switch
    {
        ReadResult<FileKind>.Read read => read.Value,
        ReadResult<FileKind>.Refused refused => RefuseKind(refused),
        _ => null,
    };

    /// <summary>Binds a policy to a scenario; null when that was refused.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="rules">Rules that look on; none unless given.</param>
    public Pairing? Bind(LoadedScenario scenario, RolloutPolicy policy, WatchedRules? rules = null)
    {
        switch (policy.Bind(scenario, rules))
        {
            case PairingResult.Bound bound:
                _diagnostics.Print(rules?.SayWhichNeverFire(bound.Pairing.Alerts) ?? []);
                return bound.Pairing;
            case PairingResult.WrongPolicy wrong:
                Refuse(wrong.Diagnostics, scenario, Commands.ExitCode.BadInput);
                return null;
            case PairingResult.NotFaithful unfaithful:
                Refuse(unfaithful.Diagnostics, scenario, Commands.ExitCode.NotFaithful);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Loads a file that says what to tune; null when it was refused.</summary>
    public TuningFile? Tuning(string path) => Take(FileReader.Read(path).Then(TuningReader.Read));

    /// <summary>Says that the command line is wrong.</summary>
    public void Refuse(string message)
    {
        Terminal.Error.WriteLine($"coalmine: {message}");
        ExitCode = Commands.ExitCode.BadInput;
    }

    /// <summary>Notes that something was refused which has been said already.</summary>
    public void Refused() => ExitCode = Commands.ExitCode.BadInput;

    /// <summary>Says what there is to say about a file, and gives what was read; null when it was refused.</summary>
    public T? Take<T>(ReadResult<T> result)
        where T : class
    {
        _diagnostics.Print(result.Said);
        if (result is ReadResult<T>.Read read)
            return read.Value;
        ExitCode = Commands.ExitCode.BadInput;
        return null;
    }

    private FileKind? RefuseKind(ReadResult<FileKind>.Refused refused)
    {
        _diagnostics.Print(refused.Diagnostics);
        ExitCode = Commands.ExitCode.BadInput;
        return null;
    }

    private void Refuse(IEnumerable<Diagnostic> diagnostics, LoadedScenario scenario, int exitCode)
    {
        _diagnostics.Print(diagnostics.Select(diagnostic => diagnostic with { Message = $"{diagnostic.Message} (scenario {scenario.Facts.Name})" }));
        Note(exitCode);
    }

    // A wrong file outranks an unfaithful simulation: it must be mended first.
    private void Note(int exitCode)
    {
        if (ExitCode != Commands.ExitCode.BadInput)
            ExitCode = exitCode;
    }
}

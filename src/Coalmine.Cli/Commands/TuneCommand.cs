using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tuning;
using Coalmine.Workbench.Tuning.Outcomes;
using Coalmine.Workbench.Tuning.Reports;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine tune</c>: searches a policy's numbers for what meets targets, and shows it on fresh seeds.</summary>
internal sealed class TuneCommand
{
    private const string About = "Search the numbers of a policy or manifest for a better one, and show on fresh seeds that it is.";

    private const string Details =
        """
        Tries policies that differ from the given one in the fields that are varied, all on the same worlds (common random
        numbers); surrogate trees propose the next ones; those clearly behind are dropped, and changes that do not matter
        are undone. Then the recommended policy and the given one meet fresh seeds that nobody searched on; another run,
        also one with another budget only, meets other ones. Prints which field matters, the front, the recommended
        policy with its evidence, and the diff. Writes the improved file (comments kept), policy.diff, front.csv,
        front.png and tuning.json into --out; the policy itself is overwritten only with --write. Every rollout is kept in
        results.duckdb beside them: a run that was interrupted, in any way, goes on with the same command, and
        `coalmine results list --from out/tune` shows its first design and its evidence as runs.

        Examples:
          coalmine tune my-policy.yaml --against healthy.yaml --against more-errors.yaml
          coalmine tune my-policy.yaml --against healthy.yaml=3 --against slow.yaml --vary "checks[1].atMost=0.2%..3%" \
            --vary "plan.every=1m,2m,5m" --target "falseRollback atMost 1%" --minimise exposure --budget 50000
          coalmine tune my-rollout.yaml my-templates.yaml --against healthy.yaml --against silent-accuracy-drop.yaml \
            --vary "spec.strategy.canary.steps[*].pause.duration=1m..10m" \
            --target "detected atLeast 95% within 20m in silent-accuracy-drop"
          coalmine tune my-tuning.yaml

        A field is named by its keys, items by number from 0, by name or all at once ([*]); `#2` behind it is the second
        number of a text. Values: FROM..TO, with `log` or `step STEP`, or a list. Without --vary every number that decides
        is varied. Without --minimise a policy is looked for that is worse than the given one in nothing.
        Measures: falseRollback, missed, detection, exposure, hurt, duration; targets `MEASURE atMost VALUE [in SCENARIO]`
        or `detected atLeast SHARE [within TIME] [in SCENARIO]`; no number of rollouts shows a share of exactly 0 % or 100 %.
        Exit code 3: nothing that was tried is shown to hold them.
        """;

    private readonly Argument<string[]> _files = new("POLICY")
    {
        Description = "A policy of our own, a manifest with the files that hold its templates, or a file of kind Tuning.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _against = new("--against")
    {
        Description = "A scenario, with =WEIGHT where it counts more or less than the others; several times.",
        HelpName = "SCENARIO",
    };

    private readonly Option<string[]> _vary = new("--vary") { Description = "A field with what it may become; several times.", HelpName = "FIELD=VALUES" };
    private readonly Option<string[]> _targets = new("--target") { Description = "What must be held; several times.", HelpName = "TARGET" };
    private readonly Option<string?> _minimise = new("--minimise")
    {
        Description = "What should be least among the policies that hold the targets.",
        HelpName = "MEASURE",
    };

    private readonly Option<long> _budget = NumberOptions.Whole("--budget", "Most rollouts, the evidence included; 100000 otherwise.", 1, 100_000_000);
    private readonly Option<long> _time = NumberOptions.Time(
        "--time", "Most time, such as 10m, looked at every few seconds of work; the result then depends on the machine.");
    private readonly Option<ulong> _seed = NumberOptions.Seed();

    private readonly Option<string> _out = new("--out") { Description = "Folder for everything that is written; otherwise out/tune.", HelpName = "DIR" };
    private readonly Option<bool> _write = new("--write") { Description = "Overwrite the policy's own file with the improved one." };
    private readonly Option<bool> _noReuse = KeptRollouts.NoReuse();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the tables." };
    private readonly Option<EngineKind?> _engine = RolloutOptions.Engine();
    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<long> _parallel = NumberOptions.Whole("--parallel", "Threads; otherwise one for each core. The result is the same.", 1, 1024);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        TuneCommand tune = new();
        tune._minimise.AcceptOnlyFromAmong([.. TuneOptions.Measures]);
        Command command = new("tune", About)
        {
            tune._files, tune._against, tune._vary, tune._targets, tune._minimise, tune._budget, tune._time, tune._seed, tune._out, tune._write, tune._json,
            tune._noReuse, tune._engine, tune._argo, tune._parallel,
        };
        command.SetAction(tune.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        if (Order(parsed, loading) is not { } order)
            return loading.ExitCode;
        int workers = parsed.GetValue(_parallel) is > 0 and var threads ? (int)threads : Environment.ProcessorCount;
        TuneFiles files = new(loading, parsed.GetValue(_engine), new ManifestOptions(parsed.GetValue(_argo) ?? ArgoRelease.V1_10));
        if (files.Load(order, workers) is not { } setup)
            return loading.ExitCode;
        if (WhyNoPlace(setup, Folder(parsed)) is { Length: > 0 } why)
        {
            loading.Refuse(why);
            return loading.ExitCode;
        }

        bool isJson = parsed.GetValue(_json);
        StoryPrinter printer = new();
        if (!isJson)
            printer.Print(TuningText.Opening(setup, files.WasProposed));
        KeptRollouts kept = new(Folder(parsed), !parsed.GetValue(_noReuse));
        setup = setup with { Archive = kept.Open(), Noted = (study, isComplete) => kept.Note(study, parsed, isComplete) };
        if (kept.ExitCode != ExitCode.Success)
            return kept.ExitCode;
        Stopwatch watch = Stopwatch.StartNew();
        if (order.Time is { } time)
            setup = setup with { Time = time, Elapsed = () => watch.Elapsed / time };
        using Interruption interruption = new();
        using ProgressPrinter progress = new();
        if (TuningRunner.Run(setup, progress, interruption.Token) is not ReadResult<TuningResult>.Read { Value: var result })
            return ExitCode.BadInput;
        progress.Finish(result);
        kept.Finish(result.SearchRollouts + result.FreshRollouts, !result.Interrupted);
        int written = Report(parsed, result, printer);
        if (!result.Interrupted)
            return written != ExitCode.Success ? written : result.IsShown ? ExitCode.Success : ExitCode.Undecided;
        Terminal.Error.WriteLine(setup.Archive is null
            ? "Interrupted: nothing of this run is kept; the same command begins it anew."
            : $"Interrupted: its rollouts are kept in {Folder(parsed)}; the same command goes on from there.");
        return interruption.ExitCode;
    }

    private string Folder(ParseResult parsed) => parsed.GetValue(_out) ?? Path.Combine("out", "tune");

    private TuneOrder? Order(ParseResult parsed, Loading loading)
    {
        string[] files = parsed.GetRequiredValue(_files);
        TuneOrder order = new() { Policy = [.. files] };
        if (files is [var only] && Loading.Manifest(only) is null)
        {
            if (loading.Kind(only) is not { } kind)
                return null;
            if (kind == FileKind.Tuning)
            {
                if (loading.Tuning(only) is not { } file)
                    return null;
                order = TuneOrder.Of(file);
            }
            else if (kind != FileKind.Policy)
            {
                loading.Refuse($"{only} is no policy; scenarios are given with --against");
                return null;
            }
        }

        return loading.ExitCode == ExitCode.Success && With(order, parsed, loading) is var merged && loading.ExitCode == ExitCode.Success ? merged : null;
    }

    // The command line outranks the file.
    private TuneOrder With(TuneOrder order, ParseResult parsed, Loading loading)
    {
        string[] against = parsed.GetValue(_against) ?? [];
        string[] vary = parsed.GetValue(_vary) ?? [];
        string[] targets = parsed.GetValue(_targets) ?? [];
        return order with
        {
            Against = against.Length > 0 ? TuneOptions.Scenarios(against, loading) : order.Against,
            Vary = vary.Length > 0 ? [.. vary.Select(text => (text, (TuneCitation?)null))] : order.Vary,
            Targets = targets.Length > 0 ? TuneOptions.Targets(targets, loading) : order.Targets,
            GoalPlace = targets.Length > 0 ? null : order.GoalPlace,
            Minimise = parsed.GetValue(_minimise) is { } word ? TuneOptions.Measure(word) : order.Minimise,
            Budget = parsed.GetValue(_budget) is > 0 and var budget ? budget : order.Budget,
            Time = parsed.GetValue(_time) is > 0 and var time ? TimeSpan.FromMilliseconds(time) : order.Time,
            Seed = parsed.GetResult(_seed) is { Implicit: false } ? parsed.GetValue(_seed) : order.Seed,
        };
    }

    private int Report(ParseResult parsed, TuningResult result, StoryPrinter printer)
    {
        bool isJson = parsed.GetValue(_json);
        Outputs outputs = new(Folder(parsed));
        ImmutableArray<(ManifestFile Before, ManifestFile After)> changed =
            [.. result.Setup.Space.Files.Zip(result.Files).Where(pair => pair.First.Source.Text != pair.Second.Source.Text)];
        string diff = string.Concat(changed.Select(pair =>
            UnifiedDiff.Of(CommandWords.Path(pair.Before.Source.File), pair.Before.Source.Text, pair.After.Source.Text)));
        if (isJson)
        {
            using Stream output = Terminal.OpenOutput();
            TuningJson.Write(result, output);
        }
        else
        {
            printer.Print(TuningText.Findings(result));
            StoryPrinter.Print("");
            if (diff.Length > 0)
                StoryPrinter.Print(diff);
        }

        if (result.Candidates.IsEmpty)
            return outputs.ExitCode;
        outputs.Write("tuning.json", stream => TuningJson.Write(result, stream));
        outputs.Write("front.csv", stream => TuningCsv.Write(result, stream));
        if (result.Measures.Length > 1)
            outputs.Write("front.png", stream => stream.Write(FrontPicture.Draw(result)));
        if (diff.Length > 0)
            outputs.Write("policy.diff", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(diff)));
        foreach ((_, ManifestFile after) in changed)
            outputs.Write(Path.GetFileName(after.Source.File), stream => stream.Write(after.ToBytes()));
        foreach (string file in isJson ? [] : outputs.Written)
            StoryPrinter.Print($"wrote {file}");
        return parsed.GetValue(_write) && outputs.ExitCode == ExitCode.Success ? Overwrite(result, changed, isJson) : outputs.ExitCode;
    }

    // The improved files are written beside each other: over nothing that is read, and over none of themselves.
    private static string WhyNoPlace(TuningSetup setup, string folder)
    {
        string[] read = [.. setup.Space.Files.Select(file => Path.GetFullPath(file.Source.File))];
        string[] written = [.. read.Select(file => Path.GetFullPath(Path.Combine(folder, Path.GetFileName(file))))];
        return written.Intersect(read).FirstOrDefault() is { } over
            ? $"the improved file would be written over {over}, which is read; give another folder with --out, or --write to replace it on purpose"
            : written.Distinct().Count() < written.Length
                ? "two of the files have the same name and would be written over each other in one folder; rename one"
                : "";
    }

    private static int Overwrite(TuningResult result, ImmutableArray<(ManifestFile Before, ManifestFile After)> changed, bool isQuiet)
    {
        if (!result.IsShown)
        {
            Terminal.Error.WriteLine("coalmine tune: --write writes nothing, since the improvement was not shown");
            return ExitCode.Success;
        }

        foreach ((ManifestFile before, _) in changed)
            if (FileReader.ReadManifest(before.Source.File) is not ReadResult<ManifestFile>.Read { Value: var now } || now.Source.Text != before.Source.Text)
            {
                Terminal.Error.WriteLine($"coalmine tune: {before.Source.File} was changed while the search ran, and is left as it is");
                return ExitCode.BadInput;
            }

        foreach ((_, ManifestFile after) in changed)
        {
            string path = Path.GetFullPath(after.Source.File);
            Outputs outputs = new(Path.GetDirectoryName(path)!);
            outputs.Write(Path.GetFileName(path), stream => stream.Write(after.ToBytes()));
            if (outputs.ExitCode != ExitCode.Success)
                return outputs.ExitCode;
            if (!isQuiet)
                StoryPrinter.Print($"wrote {after.Source.File}");
        }

        return ExitCode.Success;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine lint</c>: what manifests really do where that differs from what they seem to say.</summary>
internal sealed class LintCommand
{
    private const string About = "Say where manifests and policies do not do what they seem to say. Needs no cluster.";

    private const string Details =
        """
        Reads Rollouts and AnalysisTemplates of Argo, Canaries and MetricTemplates of Flagger, SeldonDeployments,
        InferenceServices, VirtualServices, HTTPRoutes, PrometheusRules and plain rule files. All files are one set:
        templates are found by name over them. Files of our own (policies, scenarios, suites, live and follow files) are read as
        every command reads them, a live or follow file with its policy; the files that a suite lists are looked up by
        `coalmine test` only. A file with nothing to lint
        in it is named, and is an error where no other is given. Each finding has its place, a stable id, what is
        read, what really happens, and what to write instead. With --rps, --errors and --p99, or scenarios, findings
        that can be mended get a price.
        Policies of ours get advice for each scenario: what can never fire, what fires by chance, what comes too late.
        --fix writes the files back with all that can be mended without asking; everything else stays byte for byte.

        Ends with 2 where a finding is an error, with 0 otherwise.

        Examples:
          coalmine lint scenarios/manifests/argo-guide.yaml
          coalmine lint scenarios/manifests/*-repaired.yaml --scrape 30s --format sarif > lint.sarif
          coalmine lint scenarios/manifests/flagger-guide.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine lint scenarios/manifests/argo-repaired.yaml --against scenarios/catalogue/healthy.yaml
          coalmine lint scenarios/policies/guide-script.yaml
        """;

    private readonly Argument<string[]> _files = new("MANIFEST") { Description = "The files; they belong together.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<long> _scrape = NumberOptions.Time(
        "--scrape", "How often Prometheus scrapes, such as 15s; otherwise 15s is taken, with notes in place of warnings.");

    private readonly Option<string> _format = new("--format") { Description = "text (otherwise), json, or sarif.", DefaultValueFactory = _ => "text" };
    private readonly Option<string[]> _against = new("--against")
    {
        Description = "A scenario to price findings with; may be given several times.",
        HelpName = "SCENARIO",
    };

    private readonly Option<bool> _fix = new("--fix") { Description = "Write the files back with everything mended that can be without asking." };
    private readonly ServiceOptions _service = new();
    private readonly Option<long> _replications = NumberOptions.Whole(
        "--replications", "Rollouts of each policy in each scenario for a price; 400 otherwise.", 1, 1_000_000);

    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<ulong> _seed = NumberOptions.Seed();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LintCommand lint = new();
        lint._format.AcceptOnlyFromAmong("text", "json", "sarif");
        Command command = new("lint", About)
        {
            lint._files, lint._scrape, lint._format, lint._fix, lint._against, lint._service.Rate, lint._service.Errors, lint._service.P99, lint._replications,
            lint._argo, lint._seed,
        };
        command.SetAction(lint.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        ImmutableArray<string> files = [.. parsed.GetRequiredValue(_files).Distinct()];
        ImmutableArray<ManifestFile> read = [.. files.Select(loading.AnyFile).OfType<ManifestFile>()];
        LintInput input = LintInput.Of(read, LiveKinds.All);
        ImmutableArray<LoadedScenario> scenarios =
        [
            .. _service.AreAsked(parsed, loading) ? _service.Worlds(parsed, null, ServingWorlds.Known(input.Set)) : [],
            .. (parsed.GetValue(_against) ?? []).Select(file => loading.Scenario(file, null)).OfType<LoadedScenario>(),
        ];
        if (loading.ExitCode != ExitCode.Success)
            return loading.ExitCode;
        LintOptions options = new() { ScrapeMilliseconds = parsed.GetValue(_scrape) };
        ImmutableArray<Finding> findings =
        [
            .. input.Findings.Concat(Advice(files, scenarios)).Concat(Linter.Lint(input.Set, options)).OrderBy(finding => finding.File, StringComparer.Ordinal),
        ];
        using Interruption interruption = new();
        LintReport report = new(files, findings, Prices(parsed, input.Set, findings, scenarios, interruption.Token)) { Kinds = input.Kinds };
        if (interruption.ExitCode != ExitCode.Success)
        {
            Terminal.Error.WriteLine("Interrupted; the prices are not known.");
            return interruption.ExitCode;
        }

        Print(report, parsed.GetValue(_format)!);
        if (parsed.GetValue(_fix))
            Mend(input.Set.Files, options);
        return report.Count(Severity.Error) > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    // What a reader refuses it has said as a finding: here the same file is only asked what it is.
    private static IEnumerable<Finding> Advice(ImmutableArray<string> files, ImmutableArray<LoadedScenario> scenarios) =>
        from file in files
        let read = scenarios.IsEmpty ? null : FileReader.Read(file).Then(PolicyReader.Read) as ReadResult<PolicyFile>.Read
        where read is not null
        from scenario in scenarios
        from finding in AdviceFindings.Of(read.Value, scenario)
        select finding;

    private ImmutableArray<LintPrice> Prices(
        ParseResult parsed, ManifestSet set, ImmutableArray<Finding> findings, ImmutableArray<LoadedScenario> scenarios, CancellationToken cancelled)
    {
        if (scenarios.IsEmpty)
            return [];
        long replications = parsed.GetValue(_replications) is > 0 and var asked ? asked : 400;
        using ProgressPrinter progress = new();
        LintPricing pricing = new(scenarios, new ManifestOptions(parsed.GetValue(_argo) ?? ArgoRelease.V1_10), parsed.GetValue(_seed), replications);
        return pricing.Of(set, findings, progress, cancelled);
    }

    private static void Print(LintReport report, string format)
    {
        if (format == "text")
        {
            new StoryPrinter().Print(LintText.Of(report));
            return;
        }

        using Stream output = Terminal.OpenOutput();
        if (format == "json")
            LintJson.Write(report, output);
        else
            LintSarif.Write(report, output);
    }

    private static void Mend(ImmutableArray<ManifestFile> files, LintOptions options)
    {
        foreach ((ManifestFile file, int mended) in LintMending.Of(files, options).Where(each => each.Mended > 0))
        {
            File.WriteAllBytes(file.Source.File, file.ToBytes());
            Terminal.Error.WriteLine($"mended {mended} finding{(mended == 1 ? "" : "s")} in {file.Source.File}");
        }
    }
}

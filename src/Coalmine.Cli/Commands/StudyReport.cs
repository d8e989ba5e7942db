using System.Collections.Immutable;
using System.Reflection;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Sweeps;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Traces;

namespace Coalmine.Cli.Commands;

/// <summary>Gathers what a report tells of a study, and writes the page with its pictures.</summary>
/// <param name="bound">Every policy in every scenario.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class StudyReport(IReadOnlyList<StudyPairing> bound, ManifestOptions options)
{
    private const long MostForSweeps = 200;
    private readonly Loading _loading = new();

    /// <summary>The command that makes the report again.</summary>
    public required string Command { get; init; }

    /// <summary>What carries the traffic of worlds that were made; nothing where no file tells.</summary>
    public ServingWorld? Serving { get; init; }

    /// <summary>The numbers that worlds were made from; nothing where scenarios were given.</summary>
    public ServiceNumbers? Numbers { get; init; }

    /// <summary>Whether scenarios are run at several sizes of their faults as well.</summary>
    public bool Sweeps { get; init; }

    /// <summary>Whether worlds are made over traffic and error rate as well.</summary>
    public bool Maps { get; init; }

    /// <summary>Threads of sweeps and maps; the result does not depend on them.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The build that ran the rollouts; this one unless given.</summary>
    public string Build { get; init; } = ProgramBuild.Id;

    /// <summary>Writes the page into a folder, and its pictures into a folder beside it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">What the study found; at least one rollout.</param>
    /// <param name="saysWhat">Whether what was written is said.</param>
    /// <param name="cancelled">Leaves out what is not there yet.</param>
    /// <returns>The exit code.</returns>
    public int WriteInto(string folder, StudyResult result, bool saysWhat, CancellationToken cancelled)
    {
        ReportContent content = ContentOf(result, cancelled);
        string beside = Path.Combine(folder, "report");
        Outputs page = new(folder);
        Outputs pictures = new(beside);
        page.Write("report.html", stream => HtmlReport.Write(content, stream));
        foreach ((string name, Func<bool, byte[]> draw) in HtmlReport.Pictures(content))
        {
            pictures.Write($"{name}.png", stream => stream.Write(draw(false)));
            pictures.Write($"{name}.svg", stream => stream.Write(draw(true)));
        }

        if (saysWhat)
        {
            foreach (string file in page.Written)
                StoryPrinter.Print($"wrote {file}");
            if (pictures.Written.Count > 0)
                StoryPrinter.Print($"wrote its {pictures.Written.Count} pictures into {beside}");
        }

        return Math.Max(page.ExitCode, pictures.ExitCode);
    }

    private ReportContent ContentOf(StudyResult result, CancellationToken cancelled)
    {
        ImmutableArray<RolloutTrace> timelines = ReportTimelines.Of(result, PairingOf);
        Study more = new() { Scenarios = [], Seed = result.Seed, Maximum = Math.Min(result.Maximum, MostForSweeps) };
        string[] files = [.. bound.SelectMany(each => each.Policy.Files).Where(File.Exists).Distinct()];
        ManifestFile[] manifests = [.. files.Select(Loading.Manifest).OfType<ManifestFile>()];
        PolicyFile[] own = [.. files.Where(file => Loading.Manifest(file) is null).Select(_loading.PolicyFile).OfType<PolicyFile>()];
        ManifestSet set = ManifestSet.Of(manifests);
        IEnumerable<Explanation> explanations = [.. own.Select(ManifestExplanations.Of), .. ManifestExplanations.Of(set, options)];
        return new ReportContent
        {
            Study = result,
            Timelines = timelines,
            Visible = [.. Visible(timelines)],
            Sweeps = Sweeps ? [.. SweepsOf(more, cancelled)] : [],
            Maps = Maps && Numbers is { } numbers
                ? ValidityMaps.Of(numbers, Serving, [.. bound.Select(each => each.Policy).DistinctBy(policy => policy.Name)], more, Workers, cancelled)
                : [],
            Advice = [.. Learnt(result), .. Advice([.. files.Select(_loading.AnyFile).OfType<ManifestFile>()])],
            Fidelity =
            [
                .. explanations.Select(told => new FidelityPart($"{told.Kind} {told.Name}", told.Simulated, told.Assumed, told.NotModelled)),
                .. Worlds(),
            ],
            Hashes =
            [
                ("build", Build),
                .. bound.Select(each => each.Scenario).DistinctBy(scenario => scenario.Facts.Name)
                    .Select(scenario => ($"world {scenario.Facts.Name}", scenario.Key)),
                .. result.Scenarios.SelectMany(scenario => scenario.Policies).Select(policy => ($"policy {policy.Name}", policy.Key)).Distinct(),
            ],
            Command = Command,
            Version = typeof(StudyReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        };
    }

    // Under the weights of one rollout of each policy that went through a healthy world.
    private IEnumerable<VisibleEffects> Visible(ImmutableArray<RolloutTrace> timelines) =>
        from trace in timelines.Where(trace => trace.Result.Outcome == RolloutOutcome.Promoted && trace.Scenario.Truth == TruthKind.Healthy)
            .DistinctBy(trace => trace.Policy)
        let scenario = bound.First(each => each.Scenario.Facts.Name == trace.Scenario.Name).Scenario
        from visible in EffectVisibility.Of(scenario, trace)
        select visible;

    private IEnumerable<EffectSweep> SweepsOf(Study study, CancellationToken cancelled) =>
        bound.Where(each => each.Scenario.Facts.Truth != TruthKind.Healthy).GroupBy(each => each.Scenario.Facts.Name)
            .Select(scenario => EffectSweeps.Of(scenario.First().Scenario, [.. scenario.Select(each => each.Policy)], study, Workers, cancelled))
            .OfType<EffectSweep>();

    private IEnumerable<FidelityPart> Worlds()
    {
        if (Numbers is not null)
            yield return new FidelityPart("The worlds", Serving?.Simulated ?? [], MadeWorlds.AssumedWith(Serving), Serving?.NotModelled ?? []);
    }

    private Workbench.Pairings.Pairing? PairingOf(string scenario, string policy) =>
        bound.FirstOrDefault(each => each.Scenario.Facts.Name == scenario && each.Policy.Name == policy)?.Pairing;

    // What the study itself teaches, the dearest first; what is the same in several worlds is said of the one where it costs most.
    private static IEnumerable<string> Learnt(StudyResult result) =>
        from scenario in result.Scenarios
        from index in Enumerable.Range(0, scenario.Policies.Length)
        from item in StudyAdvice.Of(scenario, index)
        let line = (Policy: scenario.Policies[index].Name, Scenario: scenario.Facts.Name, Item: item)
        group line by (line.Policy, line.Item.Id, line.Item.Check) into same
        let dearest = same.MaxBy(line => double.IsNaN(line.Item.Price) ? -1 : line.Item.Price)
        orderby double.IsNaN(dearest.Item.Price) ? -1 : dearest.Item.Price descending
        select $"{dearest.Policy} in {dearest.Scenario}: {dearest.Item.Text} {dearest.Item.Instead} [{dearest.Item.Id}]";

    private static IEnumerable<string> Advice(ImmutableArray<ManifestFile> files)
    {
        LintInput input = LintInput.Of(files);
        foreach (Finding finding in input.Findings.Concat(Linter.Lint(input.Set)))
        {
            string instead = finding.Instead.Length == 0 ? "" : $" Instead: {finding.Instead.TrimEnd('.')}.";
            yield return $"{finding.File}:{finding.Start} {LintText.Word(finding.Severity)} {finding.Id}: {finding.Message.TrimEnd('.')}.{instead}";
        }
    }
}

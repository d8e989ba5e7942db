using System.Collections.Immutable;
using System.Reflection;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Cli.Commands;

/// <summary>Gathers what a report tells of a study, and writes the page with its pictures.</summary>
/// <param name="bound">Every policy in every scenario.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class StudyReport(IReadOnlyList<BoundPolicy> bound, ManifestOptions options)
{
    private readonly Loading _loading = new();

    /// <summary>The command that makes the report again.</summary>
    public required string Command { get; init; }

    /// <summary>Whether the worlds were made from three numbers.</summary>
    public bool IsMade { get; init; }

    /// <summary>What carries the traffic of worlds that were made; nothing where no file tells.</summary>
    public ServingWorld? Serving { get; init; }

    /// <summary>Writes the page and its pictures.</summary>
    public void Write(StudyResult result, Outputs outputs)
    {
        ReportContent content = ContentOf(result);
        outputs.Write("report.html", stream => HtmlReport.Write(content, stream));
        foreach ((string name, Func<bool, byte[]> draw) in HtmlReport.Pictures(content))
        {
            outputs.Write($"{name}.png", stream => stream.Write(draw(false)));
            outputs.Write($"{name}.svg", stream => stream.Write(draw(true)));
        }
    }

    private ReportContent ContentOf(StudyResult result)
    {
        string[] files = [.. bound.SelectMany(each => each.Policy.Files).Where(File.Exists).Distinct()];
        ManifestFile[] manifests = [.. files.Select(Loading.Manifest).OfType<ManifestFile>()];
        PolicyFile[] own = [.. files.Where(file => Loading.Manifest(file) is null).Select(_loading.PolicyFile).OfType<PolicyFile>()];
        ManifestSet set = ManifestSet.Of(manifests);
        IEnumerable<Explanation> explanations = [.. own.Select(ManifestExplanations.Of), .. ManifestExplanations.Of(set, options)];
        return new ReportContent
        {
            Study = result,
            Timelines = ReportTimelines.Of(result, PairingOf),
            Advice = [.. Advice([.. files.Select(_loading.AnyFile).OfType<ManifestFile>()])],
            Fidelity =
            [
                .. explanations.Select(told => new FidelityPart($"{told.Kind} {told.Name}", told.Simulated, told.Assumed, told.NotModelled)),
                .. IsMade ? [new FidelityPart("The worlds", Serving?.Simulated ?? [], MadeWorlds.AssumedWith(Serving), Serving?.NotModelled ?? [])] : Array.Empty<FidelityPart>(),
            ],
            Command = Command,
            Version = typeof(StudyReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        };
    }

    private Workbench.Pairings.Pairing? PairingOf(string scenario, string policy) =>
        bound.FirstOrDefault(each => each.Scenario.Facts.Name == scenario && each.Policy.Name == policy)?.Pairing;

    private static IEnumerable<string> Advice(ImmutableArray<ManifestFile> files)
    {
        LintInput input = LintInput.Of(files);
        foreach (Finding finding in input.Findings.Concat(Linter.Lint(input.Set)))
        {
            string instead = finding.Instead.Length == 0 ? "" : $" Instead: {finding.Instead}.";
            yield return $"{finding.File}:{finding.Start} {LintText.Word(finding.Severity)} {finding.Id}: {finding.Message}.{instead}";
        }
    }
}

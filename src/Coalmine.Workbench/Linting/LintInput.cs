using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Tuning.Files;

namespace Coalmine.Workbench.Linting;

/// <summary>
/// Files sorted for the linter: manifests of other systems are one set; files of our own (policies, scenarios, suites) are judged by their readers; and
/// whatever is neither is said to be, so that nobody takes silence about the wrong file for approval.
/// </summary>
public sealed record LintInput
{
    private LintInput(ManifestSet set, ImmutableArray<Finding> findings, ImmutableArray<string> kinds)
    {
        Set = set;
        Findings = findings;
        Kinds = kinds;
    }

    /// <summary>The manifests, for <see cref="Linter"/>.</summary>
    public ManifestSet Set { get; }

    /// <summary>What the readers say about files of our own, and about files with nothing to lint.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The kind of everything that is judged, once each object or file: <c>Rollout</c>, <c>policy</c>, <c>rule file</c>.</summary>
    public ImmutableArray<string> Kinds { get; }

    /// <summary>Sorts files. A file that is empty or of an unknown kind is an error where nothing else is given, and a note beside others.</summary>
    /// <param name="files">The files; they belong together.</param>
    /// <param name="others">Kinds of files that another room reads.</param>
    public static LintInput Of(ImmutableArray<ManifestFile> files, params ImmutableArray<OtherKind> others)
    {
        ImmutableArray<ManifestFile> manifests = [.. files.Where(FileReader.IsManifest)];
        ManifestSet set = ManifestSet.Of(manifests);
        ImmutableHashSet<KubernetesObject> judged = [.. Judged(set)];
        List<Finding> findings = [];
        List<string> kinds = [.. set.Objects.Where(judged.Contains).Select(found => found.Kind.Length > 0 ? found.Kind : "rule file")];
        List<ManifestFile> unknown = [];
        foreach (ManifestFile file in files.Except(manifests))
        {
            if (OwnKind(file) is { } kind)
            {
                kinds.Add(WordOf(kind));
                findings.AddRange(SaidBy(kind, file).Select(Finding.Of));
            }
            else if (others.FirstOrDefault(other => other.Kind == KindIn(file)) is { } other)
            {
                kinds.Add(other.Word);
                findings.AddRange(YamlLoader.LoadOne(file.Source)
                    .Then(document => new ReadResult<Document>.Read(document, other.Read(document))).Said.Select(Finding.Of));
            }
            else
            {
                unknown.Add(file);
            }
        }

        bool isAll = kinds.Count == 0;
        Severity severity = unknown.Count == files.Length ? Severity.Error : Severity.Note;
        findings.AddRange(unknown.Select(file => Finding.Of(Unknown(file, severity, isAll))));
        findings.AddRange(manifests.Where(file => !judged.Any(found => found.File == file)).Select(file => OtherObjects(file, set, isAll)).OfType<Finding>());
        return new LintInput(set, [.. findings], [.. kinds]);
    }

    private static IEnumerable<KubernetesObject> Judged(ManifestSet set) =>
    [
        .. set.Carriers.Select(read => read.Source),
        .. set.Rollouts.Select(read => read.Origin),
        .. set.AnalysisTemplates.Select(read => read.Origin),
        .. set.Canaries.Select(read => read.Origin),
        .. set.MetricTemplates.Select(read => read.Origin),
        .. set.AlertProviders.Select(read => read.Origin),
        .. set.RuleFiles.Select(read => read.Origin),
    ];

    private static FileKind? OwnKind(ManifestFile file) =>
        file.Documents is [var document, ..] && FileKindReader.Peek(document) is ReadResult<FileKind>.Read { Value: var kind } ? kind : null;

    private static string? KindIn(ManifestFile file) =>
        file.Documents is [{ Root: Node.Mapping root }, ..] && root.Find(FileKindReader.Key) is { Value: Node.Scalar kind } ? kind.Text : null;

    private static ImmutableArray<Diagnostic> SaidBy(FileKind kind, ManifestFile file)
    {
        ReadResult<Document> document = YamlLoader.LoadOne(file.Source);
        return kind switch
        {
            FileKind.Policy => document.Then(PolicyReader.Read).Said,
            FileKind.Scenario => document.Then(ScenarioReader.Read).Then(scenario => LoadedScenario.Compile(scenario)).Said,
            FileKind.Suite => document.Then(SuiteReader.Read).Said,
            FileKind.Accepted => document.Then(AcceptedReader.Read).Said,
            FileKind.Tuning => document.Then(TuningReader.Read).Said,
            FileKind.Incident => document.Then(IncidentReader.Read).Said,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string WordOf(FileKind kind) => kind switch
    {
        FileKind.Policy => "policy",
        FileKind.Scenario => "scenario",
        FileKind.Suite => "suite",
        FileKind.Accepted => "accepted file",
        FileKind.Tuning => "tuning file",
        FileKind.Incident => "incident",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Diagnostic Unknown(ManifestFile file, Severity severity, bool isAll) => file.Documents switch
    {
        [] => Diagnostic.At(file.Source.File, TextPosition.Start, LintMessages.Empty(severity, isAll)),

        // Text without any structure is no manifest of anybody's, whatever stands beside it.
        [{ Root: Node.Scalar root }, ..] => Diagnostic.At(file.Source.File, root.Start, LintMessages.NothingKnown(Severity.Error, "plain text", true)),
        [{ Root: Node.Mapping { Entries: [var first, ..] } root }, ..] => Diagnostic.At(
            file.Source.File, root.Start, LintMessages.NothingKnown(severity, $"keys with values, the first of which is '{Short(first.Key.Text)}'", isAll)),
        [var other, ..] => Diagnostic.At(file.Source.File, other.Root.Start, LintMessages.NothingKnown(severity, other.Root.Shape, isAll)),
    };

    // What looks known and is not has already been named at its place.
    private static Finding? OtherObjects(ManifestFile file, ManifestSet set, bool isAll)
    {
        ImmutableArray<KubernetesObject> objects = [.. set.Objects.Where(found => found.File == file)];
        if (objects.IsEmpty || set.Diagnostics.Any(said => said.File == file.Source.File))
            return null;
        string kinds = string.Join(", ", objects.Select(found => found.Kind).Distinct().Select(kind => $"'{Short(kind)}'"));
        return Finding.Of(Diagnostic.At(file.Source.File, objects[0].Place["kind"].Start, LintMessages.OtherObjects(kinds, isAll)));
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}

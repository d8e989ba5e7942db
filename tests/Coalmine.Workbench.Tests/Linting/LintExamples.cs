using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Linting;

namespace Coalmine.Workbench.Tests.Linting;

/// <summary>A report made by hand: one finding of each severity, one of which has been mended and priced.</summary>
internal static class LintExamples
{
    /// <summary>A finding that can be mended; its id is a lint's.</summary>
    public static Finding Error { get; } = new("CM1735", Severity.Error, "deploy/my rollout#1.yaml", new SourceSpan(120, 140), new TextPosition(7, 9), "It is \"so\".", "Write it thus.")
    {
        Edits = [new Edit.Set(NodePath.Of(0).Key("x"), NewNode.Text("y"))],
    };

    /// <summary>A finding of a reader, which is no lint.</summary>
    public static Finding Warning { get; } = new("CM1601", Severity.Warning, "b.yaml", new SourceSpan(0, 4), new TextPosition(1, 1), "It is odd.", "");

    /// <summary>A remark.</summary>
    public static Finding Note { get; } = new("CM1757", Severity.Note, "b.yaml", new SourceSpan(5, 6), new TextPosition(2, 1), "It means this.", "");

    /// <summary>The report.</summary>
    public static LintReport Report { get; } = new(
        ["deploy/my rollout#1.yaml", "b.yaml"],
        [Error, Warning, Note],
        [
            new LintPrice("p", "healthy", true, 184, 400, null),
            new LintPrice("p", "slower", false, 0, 400, null),
            new LintPrice("p", "healthy", true, 0, 400, Error),
        ]);

    /// <summary>A report without anything.</summary>
    public static LintReport Nothing { get; } = new(["a.yaml"], ImmutableArray<Finding>.Empty, []);
}

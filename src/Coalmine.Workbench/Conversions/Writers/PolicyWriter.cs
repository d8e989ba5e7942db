using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Lossless;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.Workbench.Conversions.Plain;

namespace Coalmine.Workbench.Conversions.Writers;

/// <summary>Writes a plain rollout as a policy of our own, with point checks.</summary>
/// <param name="losses">Gets what would be lost.</param>
internal sealed class PolicyWriter(Losses losses)
{
    /// <summary>What is said of every such file.</summary>
    public static ImmutableArray<string> Remarks { get; } = [ConversionMessages.MaximumAdded];

    /// <summary>The document.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="from">What it was, in words.</param>
    public string Write(PlainRollout rollout, string from)
    {
        foreach (PlainCheck check in rollout.Checks)
            Examine(check);
        long maximum = Math.Max(1, 2 * (long)rollout.Length.TotalSeconds);
        return NewManifest.Document(
            "kind: Policy\n",
            ("about", NewNode.Text($"What {from} does, as point checks.")),
            ("plan", NewNode.Keys(
                ("steps", NewNode.List([.. rollout.Steps.Select(Step)])),
                ("maximum", NewNode.Text(string.Create(CultureInfo.InvariantCulture, $"{maximum}s"))))),
            ("method", NewNode.Text("point")),
            ("checks", NewNode.List([.. rollout.Checks.Select(Check)])));
    }

    private void Examine(PlainCheck check)
    {
        if (CompiledQuery.Compile(check.Query) is not CompileResult.Compiled { Query.Kind: ValueKind.InstantVector })
            losses.Add(check.Place, ConversionMessages.Query(check.Name, "its query gives no vector, or is none"));
        else if (check.Query.Contains("$arm", StringComparison.Ordinal))
            losses.Add(check.Place, ConversionMessages.Query(check.Name, "its query holds `$arm`, which means something else in a policy of ours"));
        else if (check is { NanPasses: false, IsSingle: false })
            losses.Add(check.Place, ConversionMessages.NotSingle(check.Name));
        if (check is { EmptyPasses: true, NanPasses: false })
            losses.Add(check.Place, ConversionMessages.NanAlone(check.Name));
    }

    private static NewNode Step(PlainStep step) => NewNode.Keys(
        ("weight", NewNode.Number(step.Weight)),
        ("every", NewNode.Text(string.Create(CultureInfo.InvariantCulture, $"{(long)step.Every.TotalSeconds}s"))),
        ("passes", NewNode.Number(step.Looks)));

    // NaN never fails a point check; compared with itself it is no answer at all, and then counts as silence does.
    private static NewNode Check(PlainCheck check, int index) => NewNode.Keys(
        ("metric", NewNode.Text("query")),
        ("name", NewNode.Text(check.Name.Length > 0 ? check.Name : string.Create(CultureInfo.InvariantCulture, $"check {index + 1}"))),
        ("query", NewNode.Text(check.NanPasses ? check.Query : FoldedQuery.NanIsEmpty(check.Query.Trim()))),
        ("higherIsWorse", NewNode.Truth(check.IsAtMost)),
        (check.IsAtMost ? "atMost" : "atLeast", NewManifest.Number(check.Limit)),
        ("missing", check.EmptyPasses ? NewNode.Text("pass") : NewManifest.Number(check.FailingValue)));
}

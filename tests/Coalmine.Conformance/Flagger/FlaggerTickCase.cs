using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Conformance.Flagger;

/// <summary>A run of Flagger's scheduler, one entry a tick.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spec">The canary.</param>
/// <param name="Ticks">What each tick meets.</param>
/// <param name="Expected">What each tick must leave behind.</param>
internal sealed record FlaggerTickCase(string Name, FlaggerCanarySpec Spec, ImmutableArray<CaseMembers> Ticks, ImmutableArray<CaseMembers> Expected)
{
    private static readonly HashSet<string> KnownInTicks = new(StringComparer.Ordinal)
    {
        "metric", "hooks", "CanaryReady", "PrimaryReady", "CanaryDeadlineExceeded", "PrimaryDeadlineExceeded", "newRevision", "suspend", "skipAnalysis",
        "setMaxWeight", "note",
    };

    /// <summary>Reads a case.</summary>
    public static FlaggerTickCase Read(JsonElement element, string where)
    {
        CaseMembers members = CaseMembers.Of(element, where);
        string name = members.Required("name", JsonValueKind.String).GetString()!;
        where = $"{where} ({name})";
        members = CaseMembers.Of(element, where);
        _ = members.Required("analysis", JsonValueKind.Object);
        _ = members.Required("ticks", JsonValueKind.Array);
        _ = members.Required("expected", JsonValueKind.Array);
        ImmutableArray<CaseMembers> ticks = Rows(members, "ticks", where);
        ImmutableArray<CaseMembers> expected = Rows(members, "expected", where);
        if (ticks.Length != expected.Length)
            throw new RefusedException($"{where}: read {ticks.Length} ticks and {expected.Length} expected states. Allowed: as many of one as of the other.");
        foreach (CaseMembers tick in ticks)
            Check(tick);
        FlaggerCanarySpec spec = new()
        {
            Name = "canary",
            Target = "target",
            Provider = members.Text("provider", "istio"),
            SkipAnalysis = members.Flag("skipAnalysis") ?? false,
            Suspend = members.Flag("suspend") ?? false,
            Analysis = Analysis(
                CaseMembers.Of(members.Required("analysis", JsonValueKind.Object), $"{where}: analysis"), members.Flag("matchConditions") ?? false),
        };
        return new FlaggerTickCase(name, spec, ticks, expected);
    }

    /// <summary>What differs at the first tick at which something does; null where nothing does.</summary>
    public string? Difference() => new FlaggerTickRun(this).Difference();

    /// <summary>Reads everything once, so that a malformed tick is refused before any case is run.</summary>
    private static void Check(CaseMembers tick)
    {
        if (tick.Text("metric", "pass") is not ("pass" or "fail"))
            throw tick.Refuse("metric", tick.Required("metric", JsonValueKind.String), "pass or fail");
        foreach (string flag in (string[])["CanaryReady", "PrimaryReady", "CanaryDeadlineExceeded", "PrimaryDeadlineExceeded", "suspend", "skipAnalysis"])
            _ = tick.Flag(flag);
        _ = tick.Text("newRevision");
        _ = tick.Count("setMaxWeight");
        if (tick.TryFind("hooks", out JsonElement hooks))
        {
            CaseMembers answers = CaseMembers.Of(hooks, $"{tick.Where}.hooks");
            foreach (string hook in answers.Names)
                _ = answers.Flag(hook);
        }
    }

    /// <summary>A name of a tick's member that means nothing to us; such a case cannot be told, and fails.</summary>
    public string? UnknownMember() => Ticks.SelectMany(tick => tick.Names).FirstOrDefault(name => !KnownInTicks.Contains(name));

    private static ImmutableArray<CaseMembers> Rows(CaseMembers members, string name, string where) =>
        [.. members.Items(name).Select((row, index) => CaseMembers.Of(row, $"{where}: {name}[{index}]"))];

    private static FlaggerAnalysis Analysis(CaseMembers analysis, bool hasMatch) => new()
    {
        Interval = analysis.Text("interval"),
        Threshold = analysis.Count("threshold"),
        MaxWeight = analysis.Count("maxWeight"),
        StepWeight = analysis.Count("stepWeight"),
        StepWeights = [.. analysis.Items("stepWeights").Select((item, index) =>
            CaseMembers.Of(JsonSerializer.SerializeToElement(new { weight = item }), $"{analysis.Where}.stepWeights[{index}]").Count("weight"))],
        StepWeightPromotion = analysis.Count("stepWeightPromotion"),
        Iterations = analysis.Count("iterations"),
        Mirror = analysis.Flag("mirror") ?? false,
        MirrorWeight = analysis.Count("mirrorWeight"),
        HasMatch = hasMatch || analysis.Items("match").Count > 0,
        PrimaryReadyThreshold = analysis.Count("primaryReadyThreshold"),
        CanaryReadyThreshold = analysis.Count("canaryReadyThreshold"),
        Hooks = [.. analysis.Items("webhooks").Select((item, index) => Hook(CaseMembers.Of(item, $"{analysis.Where}.webhooks[{index}]")))],

        // The cases script one answer for all metrics, whatever they are.
        Metrics = [new FlaggerMetric { Name = "scripted", Query = "answer" }],
    };

    private static FlaggerHook Hook(CaseMembers hook) =>
        new(hook.Required("name", JsonValueKind.String).GetString()!, FlaggerHookTypes.Read(hook.Text("type"))) { Url = hook.Text("url") };
}

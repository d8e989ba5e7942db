namespace Coalmine.Manifests.Diagnostics;

public static partial class Messages
{
    /// <summary>A duration that the schema has no form for.</summary>
    public static Message FlaggerDuration(string read, string field) => Error("CM1801",
        $"Read {Quoted(read)} for `{field}`; Flagger's schema refuses it, since it takes digits followed by m or s only. Write minutes or seconds, such as "
            + "`60m`.");

    /// <summary>A kind of workload that Flagger cannot move.</summary>
    public static Message TargetKind(string read) => Error("CM1802",
        $"Flagger cannot target a {Quoted(read)}: its schema refuses all but Deployment, DaemonSet and Service. A SeldonDeployment or an InferenceService "
        + "makes Deployments whose operator would undo what Flagger changes. Name a Deployment of your own, or shift that platform's own weights.");

    /// <summary>No plan.</summary>
    public static Message PlanMissing(IReadOnlyCollection<string> allowed) => Error("CM1803",
        $"The analysis has no plan: the schema asks for exactly one of {string.Join(", ", allowed)}, and without it the canary stays at 0 % for ever. "
        + "Add `stepWeight: 10`.");

    /// <summary>Several plans.</summary>
    public static Message PlansCombined(IReadOnlyCollection<string> written, string winner) => Error("CM1804",
        $"The analysis has {string.Join(" and ", written)}; the schema takes one of them. Where an older schema lets it through, {winner} counts. Keep one.");

    /// <summary>A metric template that is nowhere in the set.</summary>
    public static Message MetricTemplateMissing(string name, IReadOnlyCollection<string> known) => Error("CM1805",
        $"MetricTemplate {Quoted(name)} is in none of the files; on a cluster without it every check fails.{DidYouMean(name, known)} Give its file too, or "
        + "correct the name.");

    /// <summary>A hook of a type that there is not.</summary>
    public static Message HookTypeUnknown(string read, IReadOnlyCollection<string> allowed) => Error("CM1806",
        $"Flagger's schema knows no webhook of type {Quoted(read)}.{DidYouMean(read, allowed)} Write one of {string.Join(", ", allowed)}.");

    /// <summary>The older name of the analysis.</summary>
    public static Message CanaryAnalysisIsOld => Note("CM1807", "`canaryAnalysis` is the older name of `analysis`; it is read as such.");

    /// <summary>A metric provider that there is not.</summary>
    public static Message MetricProviderUnknown(string read, IReadOnlyCollection<string> allowed) => Error("CM1808",
        $"Flagger knows no metric provider {Quoted(read)}; where the schema lets it through it is asked as if it were a Prometheus.{DidYouMean(read, allowed)} "
        + $"Write one of {string.Join(", ", allowed)}.");

    /// <summary>A Canary that checks nothing.</summary>
    public static Message NoAnalysis => Warning("CM1809",
        "The Canary has no `analysis`, so that every revision is promoted as soon as its pods are ready. Add an analysis.");
}

namespace Coalmine.Manifests.Diagnostics;

/// <content>Manifests that carry traffic. Facts: Seldon Core v1.18.2 and v2.10.2, KServe v0.20.0, Istio 1.30.3, Gateway API v1.6.1.</content>
public static partial class Messages
{
    /// <summary>What every manifest of a carrier is told.</summary>
    public static Message CarriesOnly(string kind) => Note("CM1601",
        $"{(kind.StartsWith('I') ? "An" : "A")} {kind} carries traffic and does not decide: nothing in it judges a canary or moves a weight. "
        + "Give a policy with `--policy`, or let a "
        + $"Rollout or Canary drive it.");

    /// <summary>A kind that nobody here reads.</summary>
    public static Message KindNotRead(string kind, string apiVersion) => Note("CM1602",
        $"{Quoted(kind)} of {Quoted(apiVersion)} says nothing about a rollout here and is passed over; it is written back as it stands.");

    /// <summary>A document that is no object of a cluster.</summary>
    public static Message NotAnObject(string missing) => Note("CM1603",
        $"`{missing}` is missing, so that this is no object of a cluster; the document is passed over. Objects begin with `apiVersion` and `kind`.");

    /// <summary>A version that the platform does not serve.</summary>
    public static Message VersionNotServed(string read, string kind, string allowed) => Error("CM1604",
        $"{Quoted(read)} is no version of {kind}; the API server answers 404. Allowed: {allowed}.");

    /// <summary>A whole number out of its range.</summary>
    public static Message NumberOutOfRange(string field, string read, string allowed) => Error("CM1605",
        $"`{field}: {read}` is not possible. Allowed: {allowed}.");

    /// <summary>A word that is not among the choices.</summary>
    public static Message WordNotAllowed(string field, string read, IReadOnlyCollection<string> allowed) =>
        Error("CM1606", $"Read {Quoted(read)} for `{field}`.{DidYouMean(read, allowed)} Allowed: {string.Join(", ", allowed)}.");

    /// <summary>A list that must not be empty.</summary>
    public static Message ListIsEmpty(string field, string needed) => Error("CM1607", $"`{field}` holds nothing. Give {needed}.");

    /// <summary>A list that is too long.</summary>
    public static Message ListTooLong(string field, int read, int most) =>
        Error("CM1608", string.Create(Invariant, $"`{field}` has {read} items; at most {most} are allowed."));

    /// <summary>The same name twice.</summary>
    public static Message NameTwice(string what, string name, int firstLine) =>
        Error("CM1609", string.Create(Invariant, $"{what} {Quoted(name)} is already there in line {firstLine}. Names must differ."));

    /// <summary>Two fields of which only one may be there.</summary>
    public static Message OnlyOneOf(string first, string second) => Error("CM1610", $"`{first}` and `{second}` cannot be used together. Keep one of the two.");

    /// <summary>An old group or version that newer releases do not serve.</summary>
    public static Message OldVersion(string read, string instead) => Warning("CM1611",
        $"{Quoted(read)} is an old version that newer releases no longer serve. Write {instead}.");

    /// <summary>Weights in the file that leave nothing for anybody.</summary>
    public static Message NothingGetsTraffic(string where, string happens) => Error("CM1612",
        $"All weights of {where} are 0: {happens}. Give at least one a weight.");

    /// <summary>An object that another one owns.</summary>
    public static Message OwnedByAnother(string owner) => Note("CM1613",
        $"The object belongs to {owner}, which writes it again at its next look: whoever else changes its weights loses.");

    /// <summary>Objects within a list object.</summary>
    public static Message ListNotRead => Warning("CM1615",
        "The objects within a List are not read. Write each as a document of its own, with `---` between them.");

    /// <summary>A known kind under a group that has none of it.</summary>
    public static Message KindOfAnotherGroup(string kind, string read, string known) =>
        Warning("CM1616", $"{kind} of {Quoted(read)} is not known here and is passed over. Known is {known}.");

    /// <summary>Guessed roles.</summary>
    public static Message RolesGuessed(string baseline, string canary) => Note("CM1614",
        $"The file does not say which version is the candidate; by names and order '{baseline}' is taken for the baseline and '{canary}' for the canary.");

    /// <summary>Predictors whose traffic does not make 100.</summary>
    public static Message SeldonTrafficSum(long sum) => Error("CM1620", string.Create(Invariant,
        $"The traffic of the predictors that answer makes {sum}; Seldon refuses anything but 100, and an absent `traffic` counts as 0. Write shares "
        + $"that make 100."));

    /// <summary>A single predictor with a part of the traffic.</summary>
    public static Message SeldonSingleTraffic(long traffic) => Error("CM1621", string.Create(Invariant,
        $"The only predictor has `traffic: {traffic}`; Seldon refuses 1 to 99 there. Write 100, or leave it out."));

    /// <summary>A second shadow.</summary>
    public static Message SeldonSecondShadow => Error("CM1622", "A second predictor has `shadow: true`; Seldon allows one. Keep one of the two.");

    /// <summary>A shadow alone.</summary>
    public static Message SeldonShadowAlone => Error("CM1623",
        "The only predictor has `shadow: true`, so that nobody would answer; Seldon refuses it. Add the predictor that serves.");

    /// <summary>A shadow without a share.</summary>
    public static Message SeldonShadowMirrorsAll => Note("CM1624",
        "A shadow with `traffic` 0 or absent gets a copy of every request (on Istio the mirror has no percentage then). Write the percentage to mirror fewer.");

    /// <summary>A key by which a predictor is meant to be a canary.</summary>
    public static Message SeldonNoSuchRole(string key) => Warning("CM1625",
        $"`{key}` is no field of a predictor: it is dropped without a word, and the predictor serves by its `traffic` alone. Remove it and set `traffic`.");

    /// <summary>A graph with children.</summary>
    public static Message SeldonChildAnswers(string child) => Note("CM1626",
        $"'{child}' is a later stage of the same graph: its answer goes to users. It is no shadow; a shadow is a predictor of its own with `shadow: true`.");

    /// <summary>The deprecated name.</summary>
    public static Message SeldonSpecName(string specName, string name) => Note("CM1627",
        $"`spec.name: {specName}` is deprecated and not what metrics say: their label deployment_name is '{name}'.");

    /// <summary>A prepackaged server without a model.</summary>
    public static Message SeldonNeedsModel(string implementation) => Error("CM1628",
        $"`implementation: {implementation}` needs a `modelUri`; Seldon refuses it without. Give the place of the model.");

    /// <summary>A default that is not among the candidates.</summary>
    public static Message ExperimentDefaultUnknown(string name, IReadOnlyCollection<string> candidates) => Error("CM1630",
        $"`default: {name}` is not among the candidates, which the scheduler refuses.{DidYouMean(name, candidates)} Allowed: {string.Join(", ", candidates)}.");

    /// <summary>An experiment with nobody in it.</summary>
    public static Message ExperimentIsEmpty => Error("CM1631",
        "The experiment has neither candidates nor a mirror, which the scheduler refuses. Give at least one of the two.");

    /// <summary>The map form of a canary.</summary>
    public static Message CanaryIsNoList => Error("CM1640",
        "`spec.canary` with keys is in no release of v1beta1: up to KServe 0.19 it is dropped without a word and no canary ever exists, from 0.20 on "
        + "the API server refuses "
        + "it. Write the new model under `spec.predictor` with `canaryTrafficPercent` (Knative; both versions then have the same replicas), or "
        + "`spec.canary` as a list "
        + "with `predictor` and `trafficPercent` (annotation serving.kserve.io/deploymentMode: Standard).");

    /// <summary>The percentage at the top.</summary>
    public static Message PercentAtTop => Error("CM1641",
        "`spec.canaryTrafficPercent` is not in v1beta1: it is dropped without a word, and the new version gets all traffic. Write it under `spec.predictor`.");

    /// <summary>The shape of v1alpha2 under v1beta1.</summary>
    public static Message DefaultInV1beta1 => Error("CM1642",
        "`spec.default` belongs to serving.kubeflow.org/v1alpha2 and is dropped here, which leaves no predictor. Write `spec.predictor`.");

    /// <summary>A canary list outside of Standard mode.</summary>
    public static Message CanaryNeedsStandard(string mode) => Error("CM1643",
        $"`spec.canary` is allowed only with the annotation `serving.kserve.io/deploymentMode: Standard`; the mode here is {mode}. Add it, or use "
        + "`spec.predictor.canaryTrafficPercent`.");

    /// <summary>A Knative percentage in another mode.</summary>
    public static Message PercentIgnored(string mode) => Warning("CM1644",
        $"In {mode} mode `canaryTrafficPercent` is ignored without a word, and an update replaces all pods at once. Use `spec.canary` (KServe 0.20), "
        + $"or the Knative mode.");

    /// <summary>A field that a canary of Standard mode must not have.</summary>
    public static Message NotOnACanary(string field) => Error("CM1645", $"`{field}` is not allowed on a canary: its replicas are fixed. Remove it.");

    /// <summary>Canaries that take more than all.</summary>
    public static Message CanariesTakeTooMuch(long sum) =>
        Error("CM1646", string.Create(Invariant, $"The canaries take {sum} % together; at most 100 is allowed, and the stable predictor gets the rest."));

    /// <summary>More pods for the canary than for the stable one.</summary>
    public static Message CanaryAboveStable(int canary, int stable) => Error("CM1647", string.Create(Invariant,
        $"`minReplicas: {canary}` of the canary is more than the stable predictor's {stable}, which KServe refuses."));

    /// <summary>What a percentage means on Knative.</summary>
    public static Message KnativeSplit(long percent) => Note("CM1648", string.Create(Invariant,
        $"This file holds the new version only: it gets {percent} % and the revision that last had everything the rest. Where none has, as on the "
        + $"first apply, it gets all."));

    /// <summary>A ramp of Knative's own.</summary>
    public static Message KnativeRamp => Warning("CM1649",
        "`serving.knative.dev/rollout-duration` makes Knative move the traffic by itself, little by little: the weights of a rollout's steps are then "
        + "not what is served. "
        + "Remove one of the two.");

    /// <summary>A mode that is not written.</summary>
    public static Message ModeAssumed => Note("CM1650",
        "No annotation `serving.kserve.io/deploymentMode`: Knative is assumed, which is the shipped setting up to 0.20; the cluster's "
        + "inferenceservice-config may say otherwise.");

    /// <summary>Standard canaries that are not routed yet.</summary>
    public static Message StandardNotRouted => Warning("CM1651",
        "KServe 0.20.0 starts these canaries and routes nothing to them; the weights come in the release after it. Look at the HTTPRoute before "
        + "believing them.");

    /// <summary>A percentage without a canary.</summary>
    public static Message PercentWithoutCanary => Note("CM1652",
        "There is no `spec.canary`, so that `canaryTrafficPercent` divides nothing: the default gets everything.");

    /// <summary>Weights with another sum.</summary>
    public static Message WeightsAreRelative(string route, long total) => Note("CM1660", string.Create(Invariant,
        $"The weights of {route} make {total} and are relative to it; other tools (Argo Rollouts, dashboards) take for granted that they make 100."));

    /// <summary>The old percentage of mirrors.</summary>
    public static Message OldMirrorPercent => Warning("CM1661", "`mirrorPercent` is deprecated. Write `mirrorPercentage: { value: ... }`.");

    /// <summary>A host or subset that nothing tells about.</summary>
    public static Message SubsetUnknown(string subset, string host, IReadOnlyCollection<string> known) => Warning("CM1662",
        $"Subset {Quoted(subset)} of {host} is not in the DestinationRule beside it; requests for it are answered with 503.{DidYouMean(subset, known)} "
        + $"There are: {string.Join(", ", known)}.");

    /// <summary>A reference to a Service without its port.</summary>
    public static Message PortMissing(string name) => Error("CM1670",
        $"The reference to Service {Quoted(name)} has no `port`, which the API server refuses. Give it.");

    /// <summary>Weights that are all 0 where the platform takes them.</summary>
    public static Message NobodyAnswers(string where) => Warning("CM1671",
        $"All weights of {where} are 0: the object is taken, and every request fails. Give at least one a weight.");
}

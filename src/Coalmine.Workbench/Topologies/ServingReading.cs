using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Workloads;
using Coalmine.Rollouts.Serving;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Topologies;

/// <summary>Goes through an object that carries traffic: what of it a world has, what has to be assumed, and what no world has.</summary>
internal sealed class ServingReading
{
    private readonly CarrierManifest _carrier;
    private readonly ServingTopology _topology;
    private readonly ManifestSet _set;
    private readonly List<(string Arm, ReplicaScaling Scaling, int Pods)> _scaled = [];
    private readonly List<string> _assumed = [];
    private readonly List<string> _notModelled = [];
    private readonly List<Message> _doubts = [];

    /// <summary>Begins with an object that was read.</summary>
    public ServingReading(CarrierManifest carrier, ManifestSet set)
    {
        (_carrier, _set) = (carrier, set);
        _topology = carrier.Topology ?? throw new ArgumentException("The object was refused, or carries no traffic.", nameof(carrier));
    }

    /// <summary>What refuses the files: pods that are given twice and differ. Known after reading.</summary>
    public IReadOnlyList<Message> Doubts => _doubts;

    /// <summary>What decides in the same files, and runs its own pods; nothing where nothing does.</summary>
    public KubernetesObject? Decider =>
        _set.Rollouts.FirstOrDefault()?.Origin ?? _set.Canaries.FirstOrDefault(canary => FlaggerPolicy.PodsOf(canary.Spec) is not null)?.Origin;

    /// <summary>Whether a platform only routes, to pods that other objects run.</summary>
    public static bool IsRoute(ServingPlatform platform) => platform is ServingPlatform.IstioVirtualService or ServingPlatform.GatewayHttpRoute;

    /// <summary>What the object makes of a world.</summary>
    public ServingWorld Read()
    {
        int baseline = _topology.IndexOf(ServingRole.Baseline);
        int canary = Candidate();
        // What decides in these files runs its own pods, whatever is routed to them.
        bool areKnown = Decider is null;
        int? baselinePods = areKnown ? Pods(baseline) : null;
        int? canaryPods = !areKnown ? null : canary < 0 ? baselinePods : Pods(canary);
        Platform platform = PlatformOf(_topology.Platform);
        SayScaled();
        if (areKnown)
            SayRoles(baseline, canary, baselinePods is null && canaryPods is null);
        SayWeights(canary);
        SayWhatIsLeftOut(baseline, canary);
        return new ServingWorld
        {
            Source = _carrier.Source.ToString(),
            File = _carrier.Source.File.Source.File,
            Platform = platform,
            Baseline = baselinePods,
            Canary = canaryPods,
            Simulated = [.. Simulated(baseline, canary, baselinePods, canaryPods), Buckets()],
            Assumed = [.. _assumed],
            NotModelled = [.. _notModelled],
        };
    }

    // A shadow is the candidate where nothing else is: once it is promoted, it is the canary's pods that serve.
    private int Candidate() => _topology.IndexOf(ServingRole.Canary) is >= 0 and int canary ? canary : _topology.IndexOf(ServingRole.Shadow);

    private int? Pods(int arm)
    {
        if (arm < 0)
            return null;
        ServingArm one = _topology.Arms[arm];
        int? pods = one.Replicas;
        if (pods is null && PodsBehind(one) is { } behind)
        {
            pods = behind.Pods;
            if (behind.Scaler is { } scaler)
                _scaled.Add((one.Name, new ReplicaScaling(scaler.Least, scaler.Most, "", null), behind.Pods));
        }

        if (one is { Scaling: { } scaling, Replicas: { } replicas })
        {
            pods = Math.Min(Math.Max(replicas, scaling.Least), Math.Max(scaling.Least, scaling.Most ?? int.MaxValue));
            _scaled.Add((one.Name, scaling, pods.Value));
        }

        if (pods > 0 || pods is null)
            return pods;
        _assumed.Add($"one pod of {one.Name}, which has none at the start: "
            + (ScalesFromNothing ? "pods that come with the first request are not modelled" : "nothing here would start one with the first request"));
        return 1;
    }

    // Knative's activator holds requests until a pod has come ; Seldon and plain Deployments have nothing like it.
    private bool ScalesFromNothing => _topology.Platform is ServingPlatform.KServeKnative or ServingPlatform.KFServing;

    // Pods of a route are those of the Deployment that its Service selects.
    private PodCount? PodsBehind(ServingArm arm) =>
        _set.Workloads.Behind(RouteChoice.ServiceOf(_topology.Platform, arm.Name), arm.Labels, _carrier.Source, _doubts);

    private void SayScaled()
    {
        foreach ((ReplicaScaling scaling, int pods) in _scaled.Select(one => (one.Scaling, one.Pods)).Distinct())
        {
            string[] arms = [.. _scaled.Where(one => (one.Scaling, one.Pods) == (scaling, pods)).Select(one => one.Arm)];
            string most = scaling.Most is { } limit ? Sentences.Number(limit) : "any number of";
            string by = scaling.Metric.Length == 0 ? "" : $" by {scaling.Metric}";
            _assumed.Add($"{Sentences.List(arms)} {(arms.Length == 1 ? "stays" : "stay")} at {Sentences.Count(Math.Max(1, pods), "pod")}: the autoscaler may "
                + $"run {Sentences.Number(scaling.Least)} to {most}{by}, which only a scenario's `serving: {{ autoscaler }}` simulates");
        }
    }

    private void SayRoles(int baseline, int canary, bool isUnknown)
    {
        if (canary < 0)
            _assumed.Add($"the canary gets as many pods as {_topology.Arms[baseline].Name}, the only version there is");
        else if (_topology.Arms[canary].Role == ServingRole.Shadow)
            _assumed.Add($"the shadow ({_topology.Arms[canary].Name}) is the candidate: its pods are the canary's");
        if (isUnknown)
            _assumed.Add($"the pods are not in the files: a {_carrier.Source.Kind} has none; give the Services and Deployments behind it, too");
    }

    private void SayWeights(int canary)
    {
        if (canary < 0)
            return;
        foreach (ServingRoute route in _topology.Routes.Where(route => route.ShareOf(canary) > 0))
            _assumed.Add($"{_topology.Arms[canary].Name} already has {Sentences.Number(100 * route.ShareOf(canary))} % of route {route.Name}; the simulated "
                + "rollout begins at 0 % and sets the weights of its own steps");
    }

    private void SayWhatIsLeftOut(int baseline, int canary)
    {
        foreach (ArmMirror mirror in _topology.Routes.SelectMany(route => route.Mirrors))
            _notModelled.Add($"copies of {Sentences.Number(mirror.Percent)} % of the requests to {_topology.Arms[mirror.Arm].Name}: what they cost its pods; "
                + "their answers can be compared by a policy with a `shadow` stage in a scenario with `mirroring`");
        string[] further = [.. _topology.Arms.Where((_, i) => i != baseline && i != canary).Select(arm => arm.Name)];
        if (further.Length > 0)
            _notModelled.Add($"{Sentences.List(further)}: a rollout has two arms");
        if (Limits() is { Length: > 0 } limits)
            _notModelled.Add($"limits of requests; a scenario simulates them: `serving: {{ {limits} }}`");
        if (_topology.Routes.Any(route => route.IsConditional))
            _notModelled.Add("which requests match the conditions of routes: all requests are divided alike");
    }

    // As a scenario writes them.
    private string Limits()
    {
        ServingLimits limits = _topology.Limits;
        List<string> written = [];
        if (limits.Concurrency is { } places)
            written.Add($"concurrency: {Sentences.Number(places)}");
        if (limits.Timeout.Length > 0)
            written.Add($"timeout: {limits.Timeout}");
        if (limits.Attempts is { } attempts)
            written.Add($"retries: {{ most: {Sentences.Number(attempts)}, by: mesh }}");
        return string.Join(", ", written);
    }

    private IEnumerable<string> Simulated(int baseline, int canary, int? baselinePods, int? canaryPods)
    {
        if (Decider is { } decider)
            yield return $"the pods of {decider}";
        if (baselinePods is { } pods)
            yield return $"{Sentences.Count(pods, "pod")} of the baseline ({_topology.Arms[baseline].Name})";
        if (canaryPods is { } more)
            yield return $"{Sentences.Count(more, "pod")} of the canary{(canary < 0 ? "" : $" ({_topology.Arms[canary].Name})")}";
    }

    private string Buckets() => _topology.Platform switch
    {
        ServingPlatform.KServeKnative or ServingPlatform.KFServing => "latencies in the buckets of Knative's queue-proxy (up to 1.18)",
        ServingPlatform.IstioVirtualService => "latencies in the buckets of Istio's metrics",
        ServingPlatform.GatewayHttpRoute => "latencies in the buckets of Istio's metrics, since the file does not say whose gateway it is",
        ServingPlatform.SeldonDeployment or ServingPlatform.SeldonExperiment => "latencies in the buckets of Seldon's metrics",
        _ => "latencies in 14 buckets from 5 ms to 10 s, much as Prometheus clients have them",
    };

    private static Platform PlatformOf(ServingPlatform platform) => platform switch
    {
        ServingPlatform.KServeKnative or ServingPlatform.KFServing => Platform.Knative,
        ServingPlatform.IstioVirtualService or ServingPlatform.GatewayHttpRoute => Platform.Istio,
        _ => Platform.Seldon,
    };
}

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>KServe (inference_service.go, component.go and predictor.go at v0.19.0 and v0.20.0) and the Knative objects behind it.</summary>
public static class KServeKinds
{
    private const string Component =
        """
        @port: open
          containerPort!: int
          protocol: text default="TCP"
        @container: open
          name!: text
          ports: list of port keys=containerPort,protocol
        @framework: open
          storageUri: text
          runtimeVersion: text
          protocolVersion: text
          name: text
          image: text
          env: list of open keys=name
          resources: open
          args: list of text
          command: list of text
          ports: list of port keys=containerPort,protocol
        @logger: object
          mode: text enum=all|request|response
          url: text
          metadataHeaders: list of text
          metadataAnnotations: list of text
          storage: open
        @batcher: object
          maxBatchSize: int
          maxLatency: int
          timeout: int
        """;

    private const string Extension =
        """
        minReplicas: int
        maxReplicas: int
        scaleTarget: int
        scaleMetric: text enum=cpu|memory|concurrency|rps
        scaleMetricType: text enum=Utilization|AverageValue
        autoScaling: open
        containerConcurrency: int
        timeout: int
        canaryTrafficPercent: int
        logger: logger
        batcher: batcher
        labels: map of text
        annotations: map of text
        deploymentStrategy: open
        containers: list of container keys=name
        initContainers: list of container keys=name
        volumes: list of container keys=name
        serviceAccountName: text
        automountServiceAccountToken: bool
        nodeSelector: map of text
        nodeName: text
        affinity: open
        tolerations: list of open
        imagePullSecrets: list of open
        securityContext: open
        priorityClassName: text
        schedulerName: text
        runtimeClassName: text
        restartPolicy: text
        terminationGracePeriodSeconds: int
        activeDeadlineSeconds: int
        dnsPolicy: text
        dnsConfig: open
        hostNetwork: bool
        hostPID: bool
        hostIPC: bool
        hostAliases: list of open
        hostname: text
        subdomain: text
        enableServiceLinks: bool
        shareProcessNamespace: bool
        topologySpreadConstraints: list of open
        readinessGates: list of open
        overhead: map of intstr
        preemptionPolicy: text
        priority: int
        """;

    private const string Predictor =
        """
        name: text
        model: open
          modelFormat!: object
            name!: text
            version: text
          runtime: text
          storageUri: text
          storage: open
          protocolVersion: text
          runtimeVersion: text
          resources: open
          args: list of text
          env: list of open keys=name
        sklearn: framework
        xgboost: framework
        tensorflow: framework
        pytorch: framework
        triton: framework
        onnx: framework
        huggingface: framework
        pmml: framework
        lightgbm: framework
        paddle: framework
        workerSpec: open
        """;

    /// <summary>All of them, at v0.20.0.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        InferenceService(true),
        new()
        {
            Group = "serving.kserve.io", Versions = ["v1alpha1"], Plural = "servingruntimes", Singular = "servingruntime", Kind = "ServingRuntime",
            Schema = SchemaText.Read("spec: open\nstatus: open"),
        },
        Knative("services", "Service", "kservice", "ksvc"),
        Knative("routes", "Route", "rt"),
        Knative("revisions", "Revision", "rev"),
        Knative("configurations", "Configuration", "config", "cfg"),
    ];

    /// <summary>The InferenceService, with or without the list of canaries that v0.20.0 brought; without, such a field is pruned in silence.</summary>
    public static ResourceKind InferenceService(bool hasCanaryList) => new()
    {
        Group = "serving.kserve.io",
        Versions = ["v1beta1"],
        Plural = "inferenceservices",
        Singular = "inferenceservice",
        Kind = "InferenceService",
        ShortNames = ["isvc"],
        Schema = SchemaText.Read(string.Join('\n',
            Component,
            "spec: object",
            "  predictor!: object", Deeper(Extension, 2), Deeper(Predictor, 2),
            "  transformer: object", Deeper(Extension, 2),
            "  explainer: object", Deeper(Extension, 2), "    art: open", "    alibi: open",
            hasCanaryList ? string.Join('\n', "  canary: list", "    predictor!: object", Deeper(Extension, 3), Deeper(Predictor, 3), "    trafficPercent: int") : "",
            "status: open")),
    };

    private static ResourceKind Knative(string plural, string kind, params string[] shortNames) => new()
    {
        Group = "serving.knative.dev",
        Versions = ["v1"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        Schema = SchemaText.Read("spec: open\nstatus: open"),
    };

    private static string Deeper(string text, int steps) => string.Join('\n', text.Split('\n').Select(line => new string(' ', 2 * steps) + line));
}

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>Seldon Core v1 and v2: fields of seldondeployment_types.go (v1.18.2) and of the experiments' definition (v2.10.2).</summary>
internal static class SeldonKinds
{
    private const string DeploymentText =
        """
        @port: open
          containerPort!: int
          protocol: text default="TCP"
        @container: open
          name!: text
          ports: list of port keys=containerPort,protocol
        @unit: object
          name!: text
          children: list of unit
          type: text
          implementation: text
          methods: list of text
          endpoint: object
            service_host: text
            service_port: int
            type: text
            httpPort: int
            grpcPort: int
          parameters: list
            name!: text
            value!: text
            type!: text
          modelUri: text
          serviceAccountName: text
          envSecretRefName: text
          storageInitializerImage: text
          logger: object
            url: text
            mode: text
        spec: object
          name: text
          predictors!: list
            name!: text
            graph!: unit
            componentSpecs: list
              metadata: open
              spec: open
                containers: list of container
                initContainers: list of container
              hpaSpec: object
                minReplicas: int
                maxReplicas!: int
                metrics: any
                metricsv2: any
              replicas: int
              kedaSpec: open
              pdbSpec: object
                minAvailable: intstr
                maxUnavailable: intstr
            replicas: int
            annotations: map of text
            labels: map of text
            engineResources: open
            svcOrchSpec: object
              resources: open
              env: any
              replicas: int
            traffic: int
            explainer: object
              type: text
              modelUri: text
              serviceAccountName: text
              containerSpec: open
              config: map of text
              endpoint: open
              envSecretRefName: text
              storageInitializerImage: text
              replicas: int
              initParameters: text
            shadow: bool
            ssl: object
              certSecretName: text
            progressDeadlineSeconds: int
          oauth_key: text
          oauth_secret: text
          annotations: map of text
          protocol: text
          transport: text
          replicas: int
          serverType: text
        status: object
          state: text
          description: text
          deploymentStatus: map of open
          serviceStatus: map of open
          address: open
          replicas: int
          annotations: map of text
          conditions: list of open
          observedGeneration: int
        """;

    /// <summary>All of them.</summary>
    public static readonly ResourceKind[] All =
    [
        new()
        {
            Group = "machinelearning.seldon.io", Versions = ["v1", "v1alpha2", "v1alpha3"], Plural = "seldondeployments", Singular = "seldondeployment",
            Kind = "SeldonDeployment", ShortNames = ["sdep"], HasScale = true, Schema = Deployment,
        },
        new()
        {
            Group = "mlops.seldon.io", Versions = ["v1alpha1"], Plural = "experiments", Singular = "experiment", Kind = "Experiment", ShortNames = ["mlx"],
            Schema = Experiment,
        },
        new()
        {
            Group = "mlops.seldon.io", Versions = ["v1alpha1"], Plural = "models", Singular = "model", Kind = "Model", ShortNames = ["mlm"], HasScale = true,
            Schema = SchemaText.Read("spec: open\nstatus: open"),
        },
        new()
        {
            Group = "mlops.seldon.io", Versions = ["v1alpha1"], Plural = "pipelines", Singular = "pipeline", Kind = "Pipeline", ShortNames = ["mlp"],
            Schema = SchemaText.Read("spec: open\nstatus: open"),
        },
    ];

    private static Schema Deployment => SchemaText.Read(DeploymentText);

    private static Schema Experiment => SchemaText.Read(
        """
        spec: object
          candidates!: list
            name!: text
            weight!: int
          default: text
          mirror: object
            name!: text
            percent!: int
          resourceType: text
        status: object
          annotations: map of text
          conditions: list
            type!: text
            status!: text
            reason: text
            message: text
            severity: text
            lastTransitionTime: text
          observedGeneration: int
        """);
}

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>Kinds that every Kubernetes has, as far as the adapters need them.</summary>
internal static class BuiltInKinds
{
    /// <summary>All of them.</summary>
    public static readonly ResourceKind[] All =
    [
        Core("namespaces", "Namespace", "ns") with { IsNamespaced = false, HasStatus = true },
        Core("configmaps", "ConfigMap", "cm"),
        Core("secrets", "Secret"),
        Core("serviceaccounts", "ServiceAccount", "sa"),
        Core("pods", "Pod", "po") with { HasStatus = true },
        Core("services", "Service", "svc") with { HasStatus = true },
        Core("endpoints", "Endpoints", "ep") with { Singular = "endpoints" },
        Core("events", "Event", "ev") with { CreatesOnUpdate = true },
        Core("events", "Event", "ev") with { Group = "events.k8s.io", CreatesOnUpdate = true },
        Core("deployments", "Deployment", "deploy") with { Group = "apps", HasStatus = true, HasScale = true, HasGeneration = true },
        Core("replicasets", "ReplicaSet", "rs") with { Group = "apps", HasStatus = true, HasScale = true, HasGeneration = true },
        Core("leases", "Lease") with { Group = "coordination.k8s.io", CreatesOnUpdate = true, OverwritesUnconditionally = false },
        Core("roles", "Role") with { Group = "rbac.authorization.k8s.io" },
        Core("rolebindings", "RoleBinding") with { Group = "rbac.authorization.k8s.io" },
        Core("customresourcedefinitions", "CustomResourceDefinition", "crd") with
        {
            Group = "apiextensions.k8s.io", IsNamespaced = false, HasStatus = true, HasGeneration = true, OverwritesUnconditionally = false,
        },
    ];

    private static ResourceKind Core(string plural, string kind, params string[] shortNames) => new()
    {
        Group = "",
        Versions = ["v1"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        IsCustom = false,
        HasStatus = false,
        HasGeneration = false,
        OverwritesUnconditionally = true,
        Schema = BuiltInLists,
    };

    // Only what decides how lists are merged and owned: built-in types are neither pruned nor checked.
    private static Schema BuiltInLists => Loose(SchemaText.Read(
        """
        @podspec: object
          containers: list keys=name
            env: list keys=name
            ports: list keys=containerPort,protocol
            volumeMounts: list keys=mountPath
          initContainers: list keys=name
            env: list keys=name
          volumes: list keys=name
          imagePullSecrets: list keys=name
        metadata: object
          finalizers: list of text set
          ownerReferences: list keys=uid
        spec: object
          ports: list keys=port,protocol
          containers: list keys=name
            env: list keys=name
            ports: list keys=containerPort,protocol
            volumeMounts: list keys=mountPath
          volumes: list keys=name
          template: object
            spec: podspec
        status: object
          conditions: list keys=type
        """));

    private static Schema Loose(Schema schema)
    {
        schema.HasStructs = true;
        if (schema.Type == SchemaType.Record)
            schema.Type = SchemaType.Open;
        foreach (Schema field in schema.Fields.Values.Append(schema.Items).OfType<Schema>())
            _ = Loose(field);
        return schema;
    }
}

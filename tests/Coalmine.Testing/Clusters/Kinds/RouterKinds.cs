namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>Istio (networking/v1alpha3 messages of istio/api) and Gateway API (apis/v1/httproute_types.go and shared_types.go of v1.6.1).</summary>
internal static class RouterKinds
{
    private const string HttpRouteText =
        """
        @mirrorref: object
          group: text
          kind: text default="Service"
          name!: text
          namespace: text
          port: int min=1 max=65535
        @filter: object
          type!: text enum=RequestHeaderModifier|ResponseHeaderModifier|RequestMirror|RequestRedirect|URLRewrite|ExtensionRef|CORS
          requestHeaderModifier: open
          responseHeaderModifier: open
          requestRedirect: open
          urlRewrite: open
          extensionRef: open
          cors: open
          requestMirror: object
            backendRef!: mirrorref
            percent: int min=0 max=100
            fraction: object
              numerator!: int min=0
              denominator: int min=1 default=100
        spec: object
          parentRefs: list most=32
            group: text default="gateway.networking.k8s.io"
            kind: text default="Gateway"
            name!: text
            namespace: text
            port: int min=1 max=65535
            sectionName: text
          hostnames: list of text most=16
          rules: list fewest=1 most=16 default=[{"matches":[{"path":{"type":"PathPrefix","value":"/"}}]}]
            name: text
            matches: list most=64 default=[{"path":{"type":"PathPrefix","value":"/"}}]
              path: object default={"type":"PathPrefix","value":"/"}
                type: text enum=Exact|PathPrefix|RegularExpression default="PathPrefix"
                value: text default="/"
              headers: list most=16 keys=name
                name!: text
                type: text enum=Exact|RegularExpression default="Exact"
                value!: text
              queryParams: list most=16 keys=name
                name!: text
                type: text enum=Exact|RegularExpression default="Exact"
                value!: text
              method: text enum=GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH
            filters: list of filter most=16
            backendRefs: list most=16
              group: text
              kind: text default="Service"
              name!: text
              namespace: text
              port: int min=1 max=65535
              weight: int min=0 max=1000000 default=1
              filters: list of filter most=16
            timeouts: object
              request: text
              backendRequest: text
            retry: open
            sessionPersistence: open
        status: object
          parents!: list most=32
            conditions: list keys=type
              type!: text
              status!: text enum=True|False|Unknown
              reason!: text
              message!: text
              lastTransitionTime!: text
              observedGeneration: int min=0
            controllerName!: text
            parentRef!: object
              group: text default="gateway.networking.k8s.io"
              kind: text default="Gateway"
              name!: text
              namespace: text
              port: int
              sectionName: text
        """;

    /// <summary>All of them.</summary>
    public static readonly ResourceKind[] All =
    [
        Istio("virtualservices", "VirtualService", VirtualService, "vs"),
        Istio("destinationrules", "DestinationRule", OpenSchema, "dr"),
        Istio("gateways", "Gateway", OpenSchema, "gw"),
        Istio("serviceentries", "ServiceEntry", OpenSchema, "se"),
        Gateway("httproutes", "HTTPRoute", HttpRoute),
        Gateway("gateways", "Gateway", OpenSchema, "gtw"),
        Gateway("gatewayclasses", "GatewayClass", OpenSchema, "gc") with { IsNamespaced = false },
        Gateway("grpcroutes", "GRPCRoute", OpenSchema),
    ];

    private static Schema OpenSchema => SchemaText.Read("spec: open\nstatus: open");

    private static Schema VirtualService => SchemaText.Read(
        """
        @destination: object
          host!: text
          subset: text
          port: object
            number: int min=0 max=4294967295
        @percent: object
          value: number
        @headers: open
        spec: object
          hosts: list of text
          gateways: list of text
          exportTo: list of text
          http: list
            name: text
            match: list of open
            route: list
              destination!: destination
              weight: int
              headers: headers
            redirect: open
            directResponse: open
            delegate: open
            rewrite: open
            timeout: text
            retries: open
            fault: open
            mirror: destination
            mirrors: list
              destination!: destination
              percentage: percent
            mirrorPercent: int min=0 max=4294967295
            mirror_percent: int min=0 max=4294967295
            mirrorPercentage: percent
            corsPolicy: open
            headers: headers
          tls: list
            match!: list of open
            route: list
              destination!: destination
              weight: int
          tcp: list
            match: list of open
            route: list
              destination!: destination
              weight: int
        status: open
        """);

    private static Schema HttpRoute => SchemaText.Read(HttpRouteText);

    private static ResourceKind Istio(string plural, string kind, Schema schema, params string[] shortNames) => new()
    {
        Group = "networking.istio.io",
        Versions = ["v1", "v1beta1", "v1alpha3"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        Schema = schema,
    };

    private static ResourceKind Gateway(string plural, string kind, Schema schema, params string[] shortNames) => new()
    {
        Group = "gateway.networking.k8s.io",
        Versions = ["v1", "v1beta1"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        Schema = Required(schema),
    };

    private static Schema Required(Schema schema)
    {
        schema.Required.Add("spec");
        return schema;
    }
}

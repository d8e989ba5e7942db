using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>What the server says about itself.</summary>
internal static class Discovery
{
    private static readonly string[] Verbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    /// <summary>Answers a path above the resources; nothing where there is no such page.</summary>
    public static ApiResponse? Answer(ApiServerCore core, string target, RequestPath path)
    {
        IReadOnlyList<ResourceKind> kinds = core.Kinds.All;
        switch (target.TrimEnd('/'))
        {
            case "/healthz" or "/livez" or "/readyz":
                return new ApiResponse(200, "text/plain; charset=utf-8", "ok");
            case "/version":
                return Json(new JsonObject
                {
                    ["major"] = "1",
                    ["minor"] = "20",
                    ["gitVersion"] = "v1.20.2",
                    ["gitTreeState"] = "clean",
                    ["compiler"] = "gc",
                    ["platform"] = "linux/amd64",
                });
            case "/api":
                return Json(new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() });
            case "/apis":
                return Json(new JsonObject
                {
                    ["kind"] = "APIGroupList",
                    ["apiVersion"] = "v1",
                    ["groups"] = new JsonArray([.. Groups(kinds).Select(group => (JsonNode)Group(kinds, group, false))]),
                });
        }

        if (path.Group.Length > 0 && !path.IsApi && Groups(kinds).Contains(path.Group))
            return Json(Group(kinds, path.Group, true));
        ResourceKind[] served = [.. kinds.Where(kind => kind.Group == path.Group && kind.Versions.Contains(path.Version))];
        return path.IsApi && served.Length > 0 ? Json(Resources(served, path)) : null;
    }

    private static IEnumerable<string> Groups(IEnumerable<ResourceKind> kinds) =>
        kinds.Select(kind => kind.Group).Append("authorization.k8s.io").Where(group => group.Length > 0).Distinct();

    private static JsonObject Group(IReadOnlyList<ResourceKind> kinds, string name, bool alone)
    {
        string[] versions = [.. kinds.Where(kind => kind.Group == name).SelectMany(kind => kind.Versions).DefaultIfEmpty("v1").Distinct()
            .OrderBy(Stability).ThenByDescending(version => version, StringComparer.Ordinal)];
        JsonObject group = new() { ["name"] = name };
        if (alone)
            group = new() { ["kind"] = "APIGroup", ["apiVersion"] = "v1", ["name"] = name };
        group["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Entry(name, version))]);
        group["preferredVersion"] = Entry(name, versions[0]);
        return group;
    }

    private static int Stability(string version) =>
        version.Contains("alpha", StringComparison.Ordinal) ? 2 : version.Contains("beta", StringComparison.Ordinal) ? 1 : 0;

    private static JsonObject Entry(string group, string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject Resources(IEnumerable<ResourceKind> kinds, RequestPath path)
    {
        JsonArray resources = [];
        foreach (ResourceKind kind in kinds)
        {
            JsonObject resource = new()
            {
                ["name"] = kind.Plural,
                ["singularName"] = kind.IsCustom ? kind.Singular : "",
                ["namespaced"] = kind.IsNamespaced,
                ["kind"] = kind.Kind,
                ["verbs"] = Texts(Verbs),
            };
            if (kind.ShortNames.Count > 0)
                resource["shortNames"] = Texts(kind.ShortNames);
            resource["storageVersionHash"] = Hash($"{kind.Group}/{kind.Versions[0]}/{kind.Kind}");
            resources.Add(resource);
            if (kind.HasStatus)
                resources.Add(Subresource(kind, "status"));
            if (kind.HasScale)
                resources.Add(Subresource(kind, "scale"));
        }

        string version = path.Group.Length == 0 ? path.Version : $"{path.Group}/{path.Version}";
        return new() { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = version, ["resources"] = resources };
    }

    private static JsonObject Subresource(ResourceKind kind, string name)
    {
        JsonObject resource = new() { ["name"] = $"{kind.Plural}/{name}", ["singularName"] = "", ["namespaced"] = kind.IsNamespaced };
        if (name == "scale")
        {
            resource["group"] = "autoscaling";
            resource["version"] = "v1";
        }

        resource["kind"] = name == "scale" ? "Scale" : kind.Kind;
        resource["verbs"] = Texts(SubresourceVerbs);
        return resource;
    }

    // Eight bytes of the digest of the stored version, so that a client sees when another one is stored.
    private static string Hash(string stored) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(stored)), 0, 8);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static ApiResponse Json(JsonObject body) => new(200, "application/json", body.ToJsonString(JsonText.Plain));
}

using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>SelfSubjectAccessReview: may I?</summary>
internal static class AccessReview
{
    /// <summary>Answers one.</summary>
    public static ApiResponse Answer(AccessRules access, string user, string? body)
    {
        JsonObject review = RequestBody.Object(body);
        JsonNode? asked = review["spec"]?["resourceAttributes"];
        JsonNode? page = review["spec"]?["nonResourceAttributes"];
        if (asked is null == page is null)
        {
            throw ApiFailureException.Invalid("authorization.k8s.io", "SelfSubjectAccessReview", "",
                [FieldCause.Invalid("spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified")]);
        }

        string subresource = JsonText.Text(asked, "subresource");
        string resource = JsonText.Text(asked, "resource") + (subresource.Length > 0 ? "/" + subresource : "");
        bool allowed = asked is null
            || access.Allows(user, JsonText.Text(asked, "verb"), JsonText.Text(asked, "group"), resource, JsonText.Text(asked, "namespace"));
        JsonObject answer = new()
        {
            ["kind"] = "SelfSubjectAccessReview",
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["metadata"] = new JsonObject { ["creationTimestamp"] = null },
            ["spec"] = review["spec"]!.DeepClone(),
            ["status"] = new JsonObject { ["allowed"] = allowed },
        };
        return new ApiResponse(201, "application/json", answer.ToJsonString(JsonText.Plain));
    }
}
